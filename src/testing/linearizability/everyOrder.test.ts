import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DictCall, dictModel } from '../../checking/linearizability/dictModel.ts';
import { createLinearizability, type Linearizability } from '../../checking/linearizability/linearizability.ts';
import { anyHistory, bruteForce, feed, type TestEvent } from './randomHistories.ts';

function fed(events: readonly TestEvent[]): Linearizability<DictCall> {
  const check = createLinearizability(dictModel);
  for (const event of events) feed(check, event);
  return check;
}

const inWords = (right: boolean): string => (right ? 'linearizable' : 'not');

describe('against a checker that tries every order', () => {
  it.each([true, false])('gives the same verdict after every event of a short history (wrong answers: %s)', (lies) => {
    fc.assert(
      fc.property(anyHistory(7, lies), (events) => {
        const check = createLinearizability(dictModel);
        let right = true;
        for (const [at, event] of events.entries()) {
          feed(check, event);
          right &&= bruteForce(events.slice(0, at + 1));
          expect(check.verdict()).toBe(inWords(right));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([true, false])('gives the same verdict on a history long enough to be forgotten (wrong answers: %s)', (lies) => {
    fc.assert(
      fc.property(anyHistory(40, lies), (events) => {
        expect(fed(events).verdict()).toBe(inWords(bruteForce(events)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a clone', () => {
  it('goes on by itself, and so does what it was made of', () => {
    fc.assert(
      fc.property(anyHistory(60, false), anyHistory(60, true), fc.double({ min: 0, max: 1, noNaN: true }), (events, others, share) => {
        const at = Math.floor(share * events.length);
        const first = fed(events.slice(0, at));
        const second = first.clone();
        // Other operations with the same numbers: nothing of them may be seen on the other side.
        for (const event of others) feed(first, event);
        for (const event of events.slice(at)) feed(second, event);
        const third = second.clone();
        expect(third.verdict()).toBe('linearizable');
        expect(third.size).toBe(fed(events).size);
      }),
      { numRuns: 80 },
    );
  });
});
