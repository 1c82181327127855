import { describe, expect, it } from 'vitest';
import { sectionLabels } from '../trace/narrateSection.ts';
import { defaultOptions } from '../trace/run.ts';
import { differingOptions, optionBook, valueText } from './optionBook.ts';

describe('the book of options', () => {
  it('has every option once, but the timings', () => {
    const timings = ['electionTimeoutMs', 'heartbeatMs'];
    const all = Object.keys(defaultOptions).filter((key) => !timings.includes(key));
    expect(optionBook.map(({ key }) => key as string).sort()).toEqual(all.sort());
  });

  it('says each in one sentence, and where it stands', () => {
    for (const { sentence, section } of optionBook) {
      expect(sentence).toMatch(/^[A-Z][^.]*\.$/);
      expect(sectionLabels(section).length).toBeGreaterThan(0);
    }
  });

  it('tells values as a reader says them', () => {
    const told = Object.fromEntries(optionBook.map((entry) => [entry.key, valueText(entry, defaultOptions)]));
    expect(told).toMatchObject({ preVote: 'off', fastBacktracking: 'on', snapshotThreshold: 'never', clockDriftBound: '10 %' });
    const threshold = optionBook.find(({ key }) => key === 'snapshotThreshold');
    expect(threshold && valueText(threshold, { ...defaultOptions, snapshotThreshold: 8 })).toBe('8 entries');
  });

  it('finds what two clusters differ in', () => {
    const other = { ...defaultOptions, preVote: true, maxInflightAppends: 1 };
    expect(differingOptions(defaultOptions, other).map(({ key }) => key)).toEqual(['preVote', 'maxInflightAppends']);
    expect(differingOptions(defaultOptions, { ...defaultOptions })).toEqual([]);
  });
});
