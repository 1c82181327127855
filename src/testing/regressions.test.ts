/** Random runs that once failed, by what they showed. Their seeds are those of `npm run fuzz -- --seed N`. */
import { expect, test } from 'vitest';
import { fuzz } from '../cli/fuzz/fuzzRun.ts';

test.each([
  [23, 'late acknowledgements had everything sent again and again'],
  [1102, 'a loss restarted the search for the common point at the end of the log'],
  [1439, 'the same, with overtaking'],
  [2300, 'the same, with seven nodes'],
  [2960, 'the same, with a slow disk'],
  [8586, 'Truncation Safety held an earlier leader to what was committed after it'],
])('seed %i: %s', (seed) => {
  const { finding, events } = fuzz(seed);
  expect(finding).toBeNull();
  expect(events).toBeLessThan(150_000);
});
