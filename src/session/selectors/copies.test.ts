import { describe, expect, it } from 'vitest';
import type { NodeFrame } from '../frame.ts';
import { commitNeed, copiesAt, votersOf } from './copies.ts';
import { entriesOf, frameOf, nodeFrame, votersOf as voters } from './testFrame.ts';
import { progressOf } from './whyTestCluster.ts';

const match = (matchIndex: number) => progressOf(matchIndex + 1, matchIndex);

function leaderS1(is: Partial<NodeFrame>): NodeFrame {
  return nodeFrame('S1', { role: 'leader', currentTerm: 2, ...is });
}

describe('copies of an entry', () => {
  const leader = leaderS1({ entries: entriesOf([1, 2]), durableIndex: 1, progress: { S2: match(2), S3: match(0) } });
  const onDisk = nodeFrame('S2', { entries: entriesOf([1, 2]) });
  const frame = frameOf([leader, onDisk, nodeFrame('S3', { entries: entriesOf([1, 2]), durableIndex: 1 })]);

  it('are what matchIndex says for the leader, its own disk included', () => {
    expect(copiesAt(frame, 1, 'leader')).toEqual([true, true, false]);
    expect(copiesAt(frame, 2, 'leader')).toEqual([false, true, false]);
  });

  it('are what the disks hold, which the leader may not know', () => {
    expect(copiesAt(frame, 1, 'disks')).toEqual([true, true, true]);
    expect(copiesAt(frame, 2, 'disks')).toEqual([false, true, false]);
  });

  it('do not count another entry at the same index', () => {
    const other = frameOf([leaderS1({ entries: entriesOf([2]) }), nodeFrame('S2', { entries: entriesOf([1]) })]);
    expect(copiesAt(other, 1, 'disks')).toEqual([true, false]);
  });

  it('are of the committed entry even when the newest leader has another', () => {
    const broken = frameOf([
      leaderS1({ entries: entriesOf([2]) }),
      nodeFrame('S2', { entries: entriesOf([1]), commitIndex: 1 }),
      nodeFrame('S3', { entries: entriesOf([1]) }),
    ]);
    expect(copiesAt(broken, 1, 'disks')).toEqual([false, true, true]);
  });

  it('are in snapshots too', () => {
    const snapshot = nodeFrame('S2', { snapshotIndex: 5, snapshotTerm: 2, commitIndex: 5 });
    expect(copiesAt(frameOf([leaderS1({}), snapshot]), 3, 'disks')).toEqual([false, true]);
  });

  it('count voters only', () => {
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
    const nodes = ['S1', 'S2', 'S3'].map((id) => nodeFrame(id, { config }));
    expect(votersOf(frameOf(nodes)).map((node) => node.id)).toEqual(['S1', 'S2']);
  });
});

describe('what the next entry needs', () => {
  it('is so many more copies', () => {
    const config = voters(5);
    const leader = leaderS1({ config, entries: entriesOf([1, 2]), commitIndex: 1, progress: { S2: match(1) } });
    const rest = ['S2', 'S3', 'S4', 'S5'].map((id) => nodeFrame(id, { config }));
    expect(commitNeed(frameOf([leader, ...rest]))).toEqual({ kind: 'copies', missing: 2 });
  });

  it('is an entry of the leader’s own term, however many copies the old ones have (Figure 8)', () => {
    const leader = leaderS1({ currentTerm: 4, entries: entriesOf([1, 2]), progress: { S2: match(2), S3: match(2) } });
    const frame = frameOf([leader, nodeFrame('S2'), nodeFrame('S3')]);
    expect(commitNeed(frame)).toEqual({ kind: 'ownTerm', term: 4 });
  });

  it('counts copies of the first entry of the own term behind old ones', () => {
    const leader = leaderS1({ entries: entriesOf([1, 1, 2]), progress: { S2: match(2), S3: match(2) } });
    const frame = frameOf([leader, nodeFrame('S2'), nodeFrame('S3')]);
    expect(commitNeed(frame)).toEqual({ kind: 'copies', missing: 1 });
  });

  it('is a leader when there is none, and nothing when all is committed', () => {
    const waits = nodeFrame('S1', { entries: entriesOf([1]) });
    expect(commitNeed(frameOf([waits]))).toEqual({ kind: 'leader' });
    expect(commitNeed(frameOf([leaderS1({ entries: entriesOf([2]), commitIndex: 1 })]))).toEqual({ kind: 'none' });
    expect(commitNeed(frameOf([nodeFrame('S1')]))).toEqual({ kind: 'none' });
  });
});
