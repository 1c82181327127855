/** What once failed, by what it showed. Seeds are those of `npm run fuzz -- --seed N`. */
import { expect, test } from 'vitest';
import { fuzz } from '../cli/fuzz/fuzzRun.ts';
import { decodeScenario } from '../scenarios/decode.ts';
import { runScenario } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';

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

test('a read through the log whose leader stops leading was told to be of unknown outcome', () => {
  const steps = [
    { campaign: 'S1' },
    { settle: true },
    { partition: [['S1'], ['S2', 'S3']] },
    { read: { to: 'S1', key: 'x', mode: 'log' } },
    { campaign: 'S2' },
    { settle: true },
    { heal: true },
    { settle: true },
  ];
  const document = { version: 1, cluster: { nodes: ['S1', 'S2', 'S3'] }, network: { mode: 'manual' }, steps };
  const scenario = decodeScenario(JSON.stringify(document));
  const { state } = runScenario(scenario, createInlineWorld(scenario.setup));
  expect(state.requests).toMatchObject([{ op: 'read', status: 'refused' }]);
});
