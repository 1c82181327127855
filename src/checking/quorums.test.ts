import { describe, expect, it } from 'vitest';
import type { SeenConfig } from './logView.ts';
import { hasQuorum, listed, overlap } from './quorums.ts';

const names = (text: string): string[] => [...text];
const config = (voters: string, outgoing = ''): SeenConfig => ({
  voters: names(voters),
  votersOutgoing: names(outgoing),
  learners: ['z'],
});

describe('overlap', () => {
  it.each([
    ['abc', 'abc', true],
    ['abc', 'abcd', true],
    ['abcd', 'abc', true],
    ['ab', 'abc', true],
    ['a', 'ab', true],
    ['abc', 'abcde', false],
    ['abcd', 'abcdef', true],
    ['abcd', 'abcdefg', false],
    ['abc', 'ade', false],
    ['abc', 'def', false],
    ['ab', 'cd', false],
    ['abcdefghi', 'abcdefgh', true],
  ])('of %s and %s: %s', (a, b, meets) => {
    expect(overlap(config(a), config(b))).toBe(meets);
    expect(overlap(config(b), config(a))).toBe(meets);
  });

  it('of a joint configuration is that of either half', () => {
    expect(overlap(config('abc'), config('def', 'abc'))).toBe(true);
    expect(overlap(config('def', 'abc'), config('def'))).toBe(true);
    expect(overlap(config('def', 'abc'), config('ghi', 'def'))).toBe(true);
    expect(overlap(config('def', 'abc'), config('ghi', 'jkl'))).toBe(false);
    expect(overlap(config('def', 'abc'), config('ghi'))).toBe(false);
  });

  it('says the same as a look at every pair of majorities', () => {
    const all = 'abcde';
    const some = Array.from({ length: 31 }, (_, i) => names(all).filter((_name, bit) => ((i + 1) >> bit) & 1));
    for (const a of some) {
      for (const b of some) {
        const quorum = (set: string[], of: string[]): boolean => hasQuorum(config(of.join('')), (id) => set.includes(id));
        const meets = some.every((left) => some.every((right) => !quorum(left, a) || !quorum(right, b) || left.some((id) => right.includes(id))));
        expect(overlap(config(a.join('')), config(b.join(''))), `${a.join('')} ${b.join('')}`).toBe(meets);
      }
    }
  });

  it('takes no time for as many as there may be', () => {
    const many = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `S${from + i}`);
    const of = (voters: string[], votersOutgoing: string[] = []): SeenConfig => ({ voters, votersOutgoing, learners: [] });
    expect(overlap(of(many(0, 40), many(24, 64)), of(many(0, 40)))).toBe(true);
    expect(overlap(of(many(0, 64)), of(many(1, 64)))).toBe(true);
    expect(overlap(of(many(0, 64)), of(many(2, 64)))).toBe(true);
    expect(overlap(of(many(0, 64)), of(many(3, 64)))).toBe(false);
  });
});

describe('listed', () => {
  it('names both halves', () => {
    expect([listed(config('ab')), listed(config('ab', 'bc')), listed(config('')), listed(null)]).toEqual([
      'a, b',
      'b, c with a, b',
      'nobody',
      'none',
    ]);
  });
});
