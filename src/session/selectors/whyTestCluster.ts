/** The cluster of the DESIGN pictures for tests: S5 leads term 4, S3 still leads term 2 with S4, x←7 is at 19 and waits. */
import type { Command, Progress } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entriesOf, frameOf, nodeFrame, votersOf } from './testFrame.ts';

const set = (key: string, value: string): Command => ({ set: [key, value] });
const settled = { snapshotIndex: 12, snapshotTerm: 1, config: votersOf(5) } as const;
const majority = [1, 2, 2, 3, 3, 4];
const commands = [set('x', '3'), null, set('y', '5'), null, set('y', '8'), null, set('x', '7')];
const old = [set('x', '3'), null, set('y', '5'), set('x', '9'), set('z', '1'), set('y', '0')];

/** A leader's knowledge of one peer. */
export function progressOf(nextIndex: number, matchIndex: number): Progress {
  return {
    nextIndex,
    matchIndex,
    state: 'stream',
    inflight: [],
    rollbacks: 0,
    snapshotIndex: 0,
    snapshotOffset: 0,
    heardAt: 0,
    ackedRound: 0,
  };
}

/** The five nodes; `change` adds to one of them. */
export function pictured(change: Record<string, Partial<NodeFrame>> = {}, is: Partial<Frame> = {}): Frame {
  const node = (id: string, own: Partial<NodeFrame>): NodeFrame => nodeFrame(id, { ...settled, ...own, ...change[id] });
  const current = { currentTerm: 4, leaderId: 'S5', votedFor: 'S5', commitIndex: 18 } as const;
  const nodes = [
    node('S1', { ...current, entries: entriesOf(majority, 12, commands) }),
    node('S2', { ...current, entries: entriesOf([...majority, 4], 12, commands), durableIndex: 18 }),
    node('S3', { role: 'leader', currentTerm: 2, commitIndex: 15, entries: entriesOf([1, 2, 2, 2, 2, 2], 12, old) }),
    node('S4', { currentTerm: 2, commitIndex: 15, entries: entriesOf([1, 2, 2, 2, 2], 12, old) }),
    node('S5', {
      ...current,
      role: 'leader',
      entries: entriesOf([...majority, 4], 12, commands),
      progress: { S1: progressOf(20, 18), S2: progressOf(20, 18), S3: progressOf(18, 0), S4: progressOf(18, 0) },
    }),
  ];
  return frameOf(nodes, { time: 12_480, eventCount: 1000, ...is });
}

/** Cuts both directions between two groups. */
export function cutBetween(a: readonly string[], b: readonly string[]): Frame['cuts'] {
  return a.flatMap((from) => b.flatMap((to) => [{ from, to }, { from: to, to: from }]));
}
