import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictModel } from './dictModel.ts';
import { createLinearizability } from './linearizability.ts';
import { anyHistory, bruteForce, feed } from './testHistories.ts';

describe('against a checker that tries every order', () => {
  it.each([true, false])('gives the same verdict after every event (wrong answers: %s)', (lies) => {
    fc.assert(
      fc.property(anyHistory(7, lies), (events) => {
        const check = createLinearizability(dictModel);
        let right = true;
        for (const [at, event] of events.entries()) {
          feed(check, event);
          right &&= bruteForce(events.slice(0, at + 1));
          expect(check.verdict()).toBe(right ? 'linearizable' : 'not');
          if (!right) break;
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
