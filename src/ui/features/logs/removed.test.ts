import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../session/selectors/testFrame.ts';
import { removedEntries } from './removed.ts';

const indexes = (gone: { index: number }[]) => gone.map((entry) => entry.index);

describe('removed entries', () => {
  it('are those truncated, replaced ones included', () => {
    const before = entriesOf([1, 2, 2, 2]);
    expect(indexes(removedEntries(before, entriesOf([1]), 1, 9))).toEqual([2, 3, 4]);
    expect(indexes(removedEntries(before, entriesOf([1, 3]), 1, 9))).toEqual([2, 3, 4]);
    expect(indexes(removedEntries(before, [], 1, 9))).toEqual([1, 2, 3, 4]);
  });

  it('are none when the log grew, or was compacted', () => {
    expect(removedEntries(entriesOf([1]), entriesOf([1, 2]), 1, 9)).toEqual([]);
    expect(removedEntries(entriesOf([1, 1, 2]), entriesOf([2], 2), 1, 9)).toEqual([]);
  });

  it('are only those in view, and none when there are too many to follow', () => {
    const before = entriesOf(Array.from({ length: 100 }, () => 1));
    expect(indexes(removedEntries(before, [], 10, 12))).toEqual([10, 11, 12]);
    expect(removedEntries(before, [], 1, 100)).toEqual([]);
  });
});
