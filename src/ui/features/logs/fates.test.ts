import { describe, expect, it } from 'vitest';
import { entriesOf, frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { fateIn, keyItems, rowFates } from './fates.ts';

const leader = nodeFrame('S1', {
  role: 'leader',
  currentTerm: 3,
  entries: entriesOf([1, 3, 3, 3]),
  commitIndex: 2,
  durableIndex: 3,
});
const slowDisk = nodeFrame('S2', { entries: entriesOf([1, 3]), durableIndex: 1 });
const stray = nodeFrame('S3', { entries: entriesOf([1, 2]) });
const frame = frameOf([leader, slowDisk, stray]);

describe('the cells of a row', () => {
  it('are one letter a column, blank where there is nothing', () => {
    expect(rowFates(frame, leader, 1, 5)).toBe('ccdm ');
    expect(rowFates(frame, slowDisk, 1, 3)).toBe('ch ');
    expect(rowFates(frame, stray, 1, 3)).toBe('cx ');
  });

  it('are blank under a snapshot, which is drawn as one', () => {
    const compacted = nodeFrame('S1', { snapshotIndex: 2, snapshotTerm: 1, entries: entriesOf([1], 2), commitIndex: 3 });
    expect(rowFates(frameOf([compacted]), compacted, 1, 4)).toBe('  c ');
  });

  it('can be read back', () => {
    expect([0, 1, 2].map((at) => fateIn('hx ', at))).toEqual(['committedHere', 'doomed', null]);
    expect(fateIn('c', 5)).toBeNull();
  });
});

describe('the key', () => {
  it('lists only what is on screen', () => {
    expect(keyItems(frame, ['cc', 'c '], false)).toEqual(['committed', 'applied']);
    expect(keyItems(frame, ['cd', 'mx'], true)).toEqual([
      'committed',
      'durable',
      'memory',
      'doomed',
      'applied',
      'matchIndex',
      'nextIndex',
    ]);
    expect(keyItems(frameOf([nodeFrame('S1')]), ['  '], false)).toEqual([]);
  });

  it('explains faded cells and the applied rule when there are any', () => {
    const down = frameOf([nodeFrame('S1', { status: 'down', entries: entriesOf([1]), lastApplied: 1 })]);
    expect(keyItems(down, ['d'], false)).toEqual(['durable', 'down', 'applied']);
  });
});
