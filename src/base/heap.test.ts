import { describe, expect, it } from 'vitest';
import { heapPop, heapPush, heapRemove, type Timed } from './heap.ts';
import { createPrng, nextBelow } from './prng.ts';

function drain(heap: Timed[]): Timed[] {
  const out: Timed[] = [];
  for (let item = heapPop(heap); item !== undefined; item = heapPop(heap)) out.push(item);
  return out;
}

const inOrder = (a: Timed, b: Timed): number => a.time - b.time || a.seq - b.seq;

/** Few different times, so that ties are the rule. */
function randomItems(seed: number, count: number): Timed[] {
  const prng = createPrng(seed);
  return Array.from({ length: count }, (_, seq) => ({ time: nextBelow(prng, 7), seq }));
}

describe('the heap', () => {
  it('gives nothing when empty', () => {
    expect(heapPop([])).toBeUndefined();
  });

  it('gives what is earliest, and of equal times what was queued first', () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const items = randomItems(seed, seed);
      const heap: Timed[] = [];
      for (const item of items) heapPush(heap, item);
      expect(drain(heap)).toEqual(items.slice().sort(inOrder));
    }
  });

  it('keeps its order while items come and go', () => {
    const prng = createPrng(3);
    const heap: Timed[] = [];
    let model: Timed[] = [];
    for (let seq = 0; seq < 3000; seq += 1) {
      if (nextBelow(prng, 3) > 0) {
        const item = { time: nextBelow(prng, 20), seq };
        heapPush(heap, item);
        model.push(item);
        continue;
      }
      const earliest = model.slice().sort(inOrder)[0];
      expect(heapPop(heap)).toEqual(earliest);
      model = model.filter((item) => item !== earliest);
    }
  });

  it('removes what is named, gives it in order, and keeps the rest in order', () => {
    const items = randomItems(5, 200);
    const heap: Timed[] = [];
    for (const item of items) heapPush(heap, item);
    const odd = (item: Timed): boolean => item.seq % 2 === 1;
    expect(heapRemove(heap, odd)).toEqual(items.filter(odd).sort(inOrder));
    expect(drain(heap)).toEqual(items.filter((item) => !odd(item)).sort(inOrder));
    expect(heapRemove([], odd)).toEqual([]);
  });
});
