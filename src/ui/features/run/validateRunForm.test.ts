import { expect, test } from 'vitest';
import { firstRun } from '../../../session/firstRun.ts';
import { defaultOptions } from '../../../trace/run.ts';
import { draftOf } from '../../state/optionDraft.ts';
import { presetOf, presets } from './presets.ts';
import { formOfSetup, type RunForm } from './runForm.ts';
import { validateRunForm } from './validateRunForm.ts';

const ms = (low: number, high: number) => ({ low: String(low), high: String(high) });
const good: RunForm = {
  election: ms(150, 300),
  heartbeat: '50',
  latency: ms(20, 40),
  fsync: ms(2, 8),
  size: '5',
  seed: '42',
  loss: '0',
  duplicate: '2.5',
  reorder: true,
  options: draftOf({ ...defaultOptions, fastBacktracking: false, maxInflightAppends: 4 }),
  bugs: [],
};
const errors = (is: Partial<RunForm>) => validateRunForm({ ...good, ...is }).errors.map(({ text }) => text);
const warnings = (is: Partial<RunForm>) => validateRunForm({ ...good, ...is }).warnings.map(({ text }) => text);

test('bugs of the zoo are of the setup, and stay in the form', () => {
  const { setup } = validateRunForm({ ...good, bugs: ['half-is-enough'] });
  expect(setup?.cluster.bugs).toEqual(['half-is-enough']);
  expect(setup === null ? null : formOfSetup(setup).bugs).toEqual(['half-is-enough']);
});

test('a good form becomes a setup, and the setup the same form again', () => {
  const { setup, errors: none, warnings: silent } = validateRunForm(good);
  expect(none).toEqual([]);
  expect(silent).toEqual([]);
  expect(setup).toMatchObject({
    seed: 42,
    network: { mode: 'timed', latencyMs: [20, 40], loss: 0, duplicate: 0.025, reorder: true },
    disk: { fsyncMs: [2, 8] },
    cluster: {
      voters: ['S1', 'S2', 'S3', 'S4', 'S5'],
      options: { heartbeatMs: 50, maxEntriesPerAppend: null, maxInflightAppends: 4, fastBacktracking: false },
    },
  });
  if (setup !== null) expect(formOfSetup(setup)).toEqual(good);
});

test('an error says where, what was expected and what was found', () => {
  expect(errors({ size: '10' })).toEqual(['Nodes: expected a whole number from 1 to 9, found “10”.']);
  expect(errors({ size: '2.5' })).toHaveLength(1);
  expect(errors({ seed: '-1' })).toEqual(['Seed: expected a whole number of at least 0, found “-1”.']);
  expect(errors({ heartbeat: '' })).toEqual(['Heartbeat: expected a number from 1 to 60000 ms, found nothing.']);
  expect(errors({ loss: '101' })).toEqual(['Loss: expected a number from 0 to 100 %, found “101”.']);
  expect(errors({ options: { ...good.options, maxInflightAppends: '0' } })).toEqual([
    'Messages in flight: expected a whole number from 1 to 10000 (or nothing for no limit), found “0”.',
  ]);
  expect(errors({ fsync: { low: 'abc', high: '3' } })).toEqual([
    'Disk write, lowest: expected a number from 0 to 60000 ms, found “abc”.',
  ]);
  expect(errors({ seed: '1e3' })).toHaveLength(1);
});

test('a range whose lowest is above its highest is refused in words', () => {
  expect(errors({ latency: { low: '50', high: '20' } })).toEqual([
    'Latency: the lowest (50 ms) is above the highest (20 ms). Swap them, or raise the highest.',
  ]);
  expect(validateRunForm({ ...good, latency: { low: '50', high: '20' } }).setup).toBeNull();
});

test('all errors are told at once', () => {
  expect(errors({ size: 'x', seed: 'y', heartbeat: 'z' })).toHaveLength(3);
});

test('what is allowed and likely not meant is warned about, and still gives a setup', () => {
  const late = validateRunForm({ ...good, heartbeat: '150' });
  expect(late.setup).not.toBeNull();
  expect(late.warnings.map(({ text }) => text)).toEqual([
    'Followers will time out between heartbeats: 150 ms is no less than the shortest election timeout, 150 ms.',
  ]);
  expect(warnings({ heartbeat: '120' })).toHaveLength(1);
  expect(warnings({ election: { low: '200', high: '200' } })).toHaveLength(1);
  expect(warnings({ latency: { low: '100', high: '200' } })).toHaveLength(2);
  expect(warnings({ loss: '100' })).toHaveLength(1);
  expect(warnings({ size: '4' })).toEqual(['4 nodes survive no more failures than 3 do: 1.']);
  expect(warnings({ size: '2' })).toEqual(['2 nodes survive no more failures than 1 do: 0.']);
});

test('every preset is valid without a warning, and is recognised again', () => {
  for (const preset of presets) {
    const form = { ...good, ...preset.timing };
    expect(validateRunForm(form)).toMatchObject({ errors: [], warnings: [] });
    expect(presetOf(form)).toBe(preset);
  }
  expect(presetOf(formOfSetup(firstRun))?.name).toBe('Playground');
  expect(presetOf({ ...good, heartbeat: '51' })).toBeNull();
});
