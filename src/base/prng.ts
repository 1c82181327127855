/**
 * sfc32 ("small fast counter", Chris Doty-Humphrey, PractRand): 128 bits of
 * plain state, so it can be saved with a checkpoint and handed to a worker.
 */
export interface Prng {
  a: number;
  b: number;
  c: number;
  counter: number;
}

/** A generator for `seed` (any safe integer) and a `stream` that keeps two users of one seed apart. */
export function createPrng(seed: number, stream = 0): Prng {
  const prng: Prng = {
    a: seed | 0,
    b: Math.floor(seed / 0x1_0000_0000) | 0,
    c: stream | 0,
    counter: 1,
  };
  for (let i = 0; i < 15; i += 1) nextUint32(prng);
  return prng;
}

/** The next 32 random bits; advances `prng`. */
export function nextUint32(prng: Prng): number {
  const t = (((prng.a + prng.b) | 0) + prng.counter) | 0;
  prng.counter = (prng.counter + 1) | 0;
  prng.a = prng.b ^ (prng.b >>> 9);
  prng.b = (prng.c + (prng.c << 3)) | 0;
  prng.c = ((prng.c << 21) | (prng.c >>> 11)) + t;
  prng.c |= 0;
  return t >>> 0;
}

/** A number in [0, 1); advances `prng`. */
export function nextUnit(prng: Prng): number {
  return nextUint32(prng) / 0x1_0000_0000;
}

/** A number in [low, high] in milliseconds, to the microsecond; advances `prng` unless the range is a point. */
export function nextMs(prng: Prng, low: number, high: number): number {
  if (high <= low) return low;
  return Math.round((low + (high - low) * nextUnit(prng)) * 1000) / 1000;
}

/** A whole number in [0, bound); advances `prng`. */
export function nextBelow(prng: Prng, bound: number): number {
  return Math.floor(nextUnit(prng) * bound);
}

/** A copy that goes on by itself. */
export function clonePrng(prng: Prng): Prng {
  return { a: prng.a, b: prng.b, c: prng.c, counter: prng.counter };
}
