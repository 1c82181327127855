import { describe, expect, it } from 'vitest';
import { clonePrng, createPrng, nextBelow, nextMs, nextUint32, nextUnit, type Prng } from './prng.ts';

const draw = (prng: Prng, count: number): number[] => Array.from({ length: count }, () => nextUint32(prng));

/** Pearson's χ² of `counts` against equal shares. */
function chiSquare(counts: readonly number[]): number {
  const share = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return counts.reduce((sum, n) => sum + (n - share) ** 2 / share, 0);
}

describe('the generator', () => {
  it('is sfc32: the same numbers as the reference for the same state', () => {
    // From an independent BigInt implementation of sfc32 with state (1, 0, 0, counter 1), 15 rounds skipped.
    const mask = 0xffff_ffffn;
    let [a, b, c, counter] = [1n, 0n, 0n, 1n];
    const reference = (): number => {
      const t = (a + b + counter) & mask;
      counter = (counter + 1n) & mask;
      a = b ^ (b >> 9n);
      b = (c + (c << 3n)) & mask;
      c = (((c << 21n) | (c >> 11n)) + t) & mask;
      return Number(t);
    };
    for (let i = 0; i < 15; i += 1) reference();
    expect(draw(createPrng(1), 1000)).toEqual(Array.from({ length: 1000 }, reference));
  });

  it('gives the same numbers for the same seed and others for another seed or stream', () => {
    const seeds = [0, 1, 2, -1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER];
    const firsts = seeds.flatMap((seed) => [0, 1, 2, 65].map((stream) => draw(createPrng(seed, stream), 4).join()));
    expect(new Set(firsts).size).toBe(firsts.length);
    for (const seed of seeds) expect(draw(createPrng(seed), 20)).toEqual(draw(createPrng(seed), 20));
  });

  it('goes on by itself after a copy', () => {
    const prng = createPrng(9);
    draw(prng, 5);
    const copy = clonePrng(prng);
    const rest = draw(prng, 10);
    expect(draw(copy, 10)).toEqual(rest);
  });

  it('survives JSON and structured cloning', () => {
    const prng = createPrng(9, 3);
    draw(prng, 5);
    const parsed = JSON.parse(JSON.stringify(prng)) as Prng;
    const cloned = structuredClone(prng);
    const rest = draw(prng, 10);
    expect(draw(parsed, 10)).toEqual(rest);
    expect(draw(cloned, 10)).toEqual(rest);
  });

  it('is uniform enough, in its high bits, its low bits and from one draw to the next', () => {
    const counts = { high: new Array<number>(64).fill(0), low: new Array<number>(64).fill(0), pairs: new Array<number>(64).fill(0) };
    const prng = createPrng(2026);
    let before = 0;
    for (let i = 0; i < 64_000; i += 1) {
      const bits = nextUint32(prng);
      counts.high[bits >>> 26] = (counts.high[bits >>> 26] ?? 0) + 1;
      counts.low[bits & 63] = (counts.low[bits & 63] ?? 0) + 1;
      const pair = (before << 3) | (bits >>> 29);
      counts.pairs[pair] = (counts.pairs[pair] ?? 0) + 1;
      before = bits >>> 29;
    }
    // 63 degrees of freedom: 63 on average, above 104 once in a thousand. A degenerate one would be in the thousands.
    for (const each of Object.values(counts)) expect(chiSquare(each)).toBeLessThan(104);
  });

  it('does not correlate neighbouring seeds: first draws of 10 000 seeds are uniform', () => {
    const counts = new Array<number>(64).fill(0);
    for (let seed = 0; seed < 10_000; seed += 1) {
      const bucket = Math.floor(nextUnit(createPrng(seed)) * 64);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(chiSquare(counts)).toBeLessThan(104);
  });
});

describe('what is made of it', () => {
  it('stays within its bounds', () => {
    const prng = createPrng(4);
    for (let i = 0; i < 5000; i += 1) {
      expect(nextUnit(prng)).toBeLessThan(1);
      const below = nextBelow(prng, 5);
      expect(Number.isInteger(below) && below >= 0 && below < 5).toBe(true);
      const ms = nextMs(prng, 150, 300);
      expect(ms >= 150 && ms <= 300).toBe(true);
      expect(Math.round(ms * 1000) / 1000).toBe(ms);
    }
  });

  it('draws nothing for a range that is a point', () => {
    const prng = createPrng(4);
    expect(nextMs(prng, 10, 10)).toBe(10);
    expect(prng).toEqual(createPrng(4));
  });
});
