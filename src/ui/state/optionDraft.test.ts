import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../trace/run.ts';
import { FormRemarks } from './formRemarks.ts';
import { draftOf, optionsOfDraft, type OptionKey } from './optionDraft.ts';

const read = (is: Partial<Record<OptionKey, boolean | string>>) => {
  const remarks = new FormRemarks<OptionKey>();
  const options = optionsOfDraft({ ...draftOf(defaultOptions), ...is }, remarks);
  return { options, errors: remarks.errors.map(({ text }) => text) };
};

describe('options as typed', () => {
  it('come back as they were', () => {
    const { electionTimeoutMs: _election, heartbeatMs: _heartbeat, ...rest } = {
      ...defaultOptions, preVote: true, snapshotThreshold: 8, membership: 'single', clockDriftBound: 0.125,
    };
    const remarks = new FormRemarks<OptionKey>();
    expect(optionsOfDraft(draftOf({ ...defaultOptions, ...rest } as typeof defaultOptions), remarks)).toEqual(rest);
    expect(remarks.errors).toEqual([]);
  });

  it('say what is wrong and what nothing would mean', () => {
    expect(read({ snapshotThreshold: '0' }).errors).toEqual([
      'Snapshot every: expected a whole number from 1 to 10000 (or nothing for never), found “0”.',
    ]);
    expect(read({ clockDriftBound: '' }).errors).toEqual(['Clock drift bound: expected a number from 0 to 90 %, found nothing.']);
    expect(read({ maxSessions: '' }).options.maxSessions).toBeNull();
  });
});
