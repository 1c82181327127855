import { describe, expect, it } from 'vitest';
import type { NodeFrame } from '../frame.ts';
import {
  committedIndex,
  committedTermAt,
  doomedFrom,
  entryAt,
  entryFate,
  highestTerm,
  isOldLeader,
  lastLogIndex,
  newestLeader,
  termAt,
  votesNeeded,
} from './cluster.ts';
import { entriesOf, frameOf, nodeFrame, votersOf } from './testFrame.ts';

describe('who leads', () => {
  it('is the leader of the highest term, not the first one in the cluster', () => {
    const old = nodeFrame('S1', { role: 'leader', currentTerm: 2 });
    const now = nodeFrame('S2', { role: 'leader', currentTerm: 4 });
    const frame = frameOf([old, now, nodeFrame('S3', { currentTerm: 4 })]);
    expect(newestLeader(frame)?.id).toBe('S2');
    expect(isOldLeader(old, frame)).toBe(true);
    expect(isOldLeader(now, frame)).toBe(false);
  });

  it('is nobody when the leader is down; a paused one still leads', () => {
    const down = frameOf([nodeFrame('S1', { role: 'leader', status: 'down' })]);
    const paused = frameOf([nodeFrame('S1', { role: 'leader', status: 'paused' })]);
    expect(newestLeader(down)).toBeNull();
    expect(newestLeader(paused)?.id).toBe('S1');
  });

  it('is an old leader as soon as any node has a higher term, even a candidate or one that is down', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 2 });
    const frame = frameOf([leader, nodeFrame('S2', { status: 'down', currentTerm: 3 })]);
    expect(isOldLeader(leader, frame)).toBe(true);
    expect(highestTerm(frame)).toBe(3);
  });

  it('asks for more than half of the voters, and of both halves when joint', () => {
    expect([1, 2, 3, 4, 5, 9].map((size) => votesNeeded(votersOf(size)))).toEqual([1, 2, 2, 3, 3, 5]);
    const joint = { voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S1', 'S2', 'S3', 'S4', 'S5'], learners: [] };
    expect(votesNeeded(joint)).toBe(3);
  });
});

describe('reading a log', () => {
  const node = nodeFrame('S1', { snapshotIndex: 12, snapshotTerm: 1, entries: entriesOf([1, 2], 12) });

  it('counts from the snapshot', () => {
    expect(lastLogIndex(node)).toBe(14);
    expect(entryAt(node, 13)?.index).toBe(13);
    expect(entryAt(node, 12)).toBeNull();
    expect(entryAt(node, 15)).toBeNull();
  });

  it('knows the term at the end of the snapshot, and none before', () => {
    expect([11, 12, 13, 14, 15].map((index) => termAt(node, index))).toEqual([null, 1, 1, 2, null]);
  });
});

/** The cluster of the design pictures: S5 leads term 4, S3 still believes in term 2. */
function pictures(): { nodes: NodeFrame[]; fates(id: string, from: number, to: number): string[] } {
  const settled = { snapshotIndex: 12, snapshotTerm: 1 };
  const majority = [1, 2, 2, 3, 3, 4];
  const nodes = [
    nodeFrame('S1', { ...settled, currentTerm: 4, entries: entriesOf(majority, 12), commitIndex: 18 }),
    nodeFrame('S2', {
      ...settled,
      currentTerm: 4,
      entries: entriesOf([...majority, 4], 12),
      commitIndex: 18,
      durableIndex: 18,
    }),
    nodeFrame('S3', {
      ...settled,
      role: 'leader',
      currentTerm: 2,
      entries: entriesOf([1, 2, 2, 2, 2, 2], 12),
      commitIndex: 15,
    }),
    nodeFrame('S4', { ...settled, currentTerm: 2, entries: entriesOf([1, 2, 2, 2, 2], 12), commitIndex: 15 }),
    nodeFrame('S5', {
      ...settled,
      role: 'leader',
      currentTerm: 4,
      entries: entriesOf([...majority, 4], 12),
      commitIndex: 18,
    }),
  ];
  const frame = frameOf(nodes);
  const fates = (id: string, from: number, to: number) => {
    const node = nodes.find((each) => each.id === id);
    if (node === undefined) throw new Error(id);
    return Array.from({ length: to - from + 1 }, (_, i) => entryFate(frame, node, from + i));
  };
  return { nodes, fates };
}

describe('what becomes of an entry', () => {
  it('is what the design pictures show', () => {
    const { nodes, fates } = pictures();
    expect(committedIndex(frameOf(nodes))).toBe(18);
    expect(fates('S5', 18, 19)).toEqual(['committed', 'durable']);
    expect(fates('S2', 18, 19)).toEqual(['committed', 'memory']);
    expect(fates('S3', 15, 18)).toEqual(['committed', 'doomed', 'doomed', 'doomed']);
    expect(fates('S4', 15, 17)).toEqual(['committed', 'doomed', 'doomed']);
  });

  it('is committed even where the node itself does not know yet', () => {
    const knows = nodeFrame('S1', { entries: entriesOf([1, 1]), commitIndex: 2 });
    const lags = nodeFrame('S2', { entries: entriesOf([1, 1]), commitIndex: 0 });
    expect(entryFate(frameOf([knows, lags]), lags, 2)).toBe('committed');
  });

  it('is doomed by the newest leader before anything of it is committed, and so is all that follows', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 3, entries: entriesOf([1, 3]) });
    const other = nodeFrame('S2', { currentTerm: 3, entries: entriesOf([1, 2, 2, 2]) });
    const frame = frameOf([leader, other]);
    expect([1, 2, 3, 4].map((index) => entryFate(frame, other, index))).toEqual([
      'durable',
      'doomed',
      'doomed',
      'doomed',
    ]);
    expect(doomedFrom(frame, leader)).toBe(Infinity);
  });

  it('is undecided where the log is merely longer than the leader’s', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 3, entries: entriesOf([1]) });
    const longer = nodeFrame('S2', { currentTerm: 3, entries: entriesOf([1, 2]) });
    expect(entryFate(frameOf([leader, longer]), longer, 2)).toBe('durable');
  });

  it('is doomed by a committed entry although the only leader left is the one that will lose it', () => {
    const old = nodeFrame('S1', { role: 'leader', currentTerm: 2, entries: entriesOf([1, 2]) });
    const knows = nodeFrame('S2', { currentTerm: 3, entries: entriesOf([1, 3]), commitIndex: 2 });
    expect(entryFate(frameOf([old, knows]), old, 2)).toBe('doomed');
    expect(entryFate(frameOf([old, knows]), knows, 2)).toBe('committed');
  });

  it('counts an unfsynced doomed entry as doomed, and an unfsynced other one as memory', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 3, entries: entriesOf([1, 3]) });
    const doomed = nodeFrame('S2', { entries: entriesOf([1, 2]), durableIndex: 0 });
    const frame = frameOf([leader, doomed]);
    expect(entryFate(frame, doomed, 2)).toBe('doomed');
    expect(entryFate(frame, doomed, 1)).toBe('memory');
  });

  it('forgets nothing when a log changes: another frame is another answer', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 2, entries: entriesOf([2]) });
    const before = nodeFrame('S2', { entries: entriesOf([1]) });
    const after = nodeFrame('S2', { entries: entriesOf([2]) });
    expect(entryFate(frameOf([leader, before]), before, 1)).toBe('doomed');
    expect(entryFate(frameOf([leader, after]), after, 1)).toBe('durable');
  });
});

describe('what was committed when those who knew have crashed', () => {
  const holds = nodeFrame('S2', { entries: entriesOf([1, 3, 3]), commitIndex: 1 });
  const stray = nodeFrame('S3', { entries: entriesOf([1, 2]), commitIndex: 1 });
  const frame = frameOf([nodeFrame('S1', { status: 'down' }), holds, stray], { committedEver: { index: 2, term: 3 } });

  it('is still committed, and what conflicts with it is still doomed', () => {
    expect(committedIndex(frame)).toBe(2);
    expect(committedTermAt(frame, 2)).toBe(3);
    expect([1, 2, 3].map((index) => entryFate(frame, holds, index))).toEqual(['committed', 'committed', 'durable']);
    expect([1, 2].map((index) => entryFate(frame, stray, index))).toEqual(['committed', 'doomed']);
  });

  it('is forgotten only where nobody tells', () => {
    expect(committedIndex(frameOf([holds, stray]))).toBe(1);
    expect(entryFate(frameOf([holds, stray]), holds, 2)).toBe('durable');
  });
});

describe('with snapshots of different ages', () => {
  it('asks the node that reaches furthest back', () => {
    const compacted = nodeFrame('S1', { snapshotIndex: 3, snapshotTerm: 2, commitIndex: 3 });
    const whole = nodeFrame('S2', { entries: entriesOf([1, 2, 2]), commitIndex: 2 });
    const stray = nodeFrame('S3', { entries: entriesOf([1, 1]) });
    const frame = frameOf([compacted, whole, stray]);
    expect([1, 2, 3, 4].map((index) => committedTermAt(frame, index))).toEqual([1, 2, 2, null]);
    expect(entryFate(frame, stray, 1)).toBe('committed');
    expect(entryFate(frame, stray, 2)).toBe('doomed');
  });

  it('trusts Log Matching where all who knew have compacted', () => {
    const compacted = nodeFrame('S1', { snapshotIndex: 3, snapshotTerm: 2, commitIndex: 3 });
    const agrees = nodeFrame('S2', { entries: entriesOf([1, 2, 2]) });
    const differs = nodeFrame('S3', { entries: entriesOf([1, 1, 1]) });
    const frame = frameOf([compacted, agrees, differs]);
    expect(entryFate(frame, agrees, 1)).toBe('committed');
    expect(entryFate(frame, differs, 3)).toBe('doomed');
    expect(entryFate(frame, compacted, 2)).toBe('committed');
  });
});
