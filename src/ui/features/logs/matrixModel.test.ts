import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../trace/event.ts';
import { entriesOf, frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { columnX, sizesFor } from './geometry.ts';
import { brokenIndexes, copyLetters, matrixModel, selectedColumns } from './matrixModel.ts';

const sizes = sizesFor(3, false, true);
const leader = nodeFrame('S1', { role: 'leader', currentTerm: 3, entries: entriesOf([1, 3]), commitIndex: 1 });
const other = nodeFrame('S2', { currentTerm: 3, entries: entriesOf([1, 2, 2]) });
const frame = frameOf([leader, other, nodeFrame('S3')]);

describe('the matrix', () => {
  it('has its line after the committed index and says what the next one needs', () => {
    const model = matrixModel(frame, sizes);
    expect(model.commit).toBe(1);
    expect(model.need).toBe('needs 1 more');
    expect(model.leader?.id).toBe('S1');
  });

  it('is wide enough for every column and for the notes beside the last ones', () => {
    const model = matrixModel(frame, sizes);
    expect(model.axis.last).toBe(4);
    expect(model.width).toBeGreaterThanOrEqual(columnX(model.axis, sizes, 5));
    expect(model.width).toBeGreaterThan(columnX(model.axis, sizes, 4) + 90);
  });

  it('has pips where somebody has an entry, and none beyond', () => {
    expect(copyLetters(frame, 1, 'disks')).toBe('110');
    expect(copyLetters(frame, 2, 'disks')).toBe('100');
    expect(copyLetters(frame, 1, 'leader')).toBe('100');
    expect(copyLetters(frame, 4, 'disks')).toBe('');
  });
});

describe('highlights', () => {
  const message = {
    type: 'AppendEntries',
    from: 'S1',
    to: 'S2',
    term: 3,
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: entriesOf([1, 3]),
    leaderCommit: 0, round: 1,
  } as const;
  const envelope: Envelope = { id: 9, message, sentBy: 1, sentAt: 0, deliverAt: 5, lost: null, copyOf: null };

  it('are of a selected entry, or of the entries a selected message carries', () => {
    const flying = frameOf([leader], { inFlight: [envelope] });
    expect(selectedColumns(flying, { kind: 'entry', node: 'S1', index: 7 })).toEqual([7, 7]);
    expect(selectedColumns(flying, { kind: 'message', message: 9 })).toEqual([1, 2]);
  });

  it('are none for anything else', () => {
    const heartbeat = frameOf([leader], { inFlight: [{ ...envelope, message: { ...message, entries: [] } }] });
    expect(selectedColumns(heartbeat, { kind: 'message', message: 9 })).toBeNull();
    expect(selectedColumns(heartbeat, { kind: 'message', message: 8 })).toBeNull();
    expect(selectedColumns(heartbeat, { kind: 'node', node: 'S1' })).toBeNull();
    expect(selectedColumns(heartbeat, null)).toBeNull();
  });

  it('mark the entries that broke an invariant, on the nodes it names', () => {
    const status = { number: 4, property: 'Log Matching', section: 'P5.3', sentence: '', figure3: true };
    const violation = { property: 'Log Matching', time: 1, event: 1, detail: '', nodes: ['S2'], index: 2 };
    const broken = frameOf([leader, other], { invariants: [{ ...status, violation }, { ...status, violation: null }] });
    expect(brokenIndexes(broken, 'S2')).toBe('2');
    expect(brokenIndexes(broken, 'S1')).toBe('');
  });
});
