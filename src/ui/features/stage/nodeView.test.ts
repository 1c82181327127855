import { describe, expect, it } from 'vitest';
import type { NodeFrame } from '../../../session/frame.ts';
import { entriesOf, frameOf, nodeFrame, votersOf } from '../../../session/selectors/testFrame.ts';
import { traceEvent } from '../../../trace/testEvent.ts';
import { countdownText, nodeView, pausedSince, rateWord, spokenNode, timerShare } from './nodeView.ts';

const config = votersOf(5);

describe('a node on the stage', () => {
  it('is drawn by what it is', () => {
    const leader = nodeFrame('S5', { role: 'leader', currentTerm: 4, heartbeatAt: 42, config });
    const old = nodeFrame('S3', { role: 'leader', currentTerm: 2, config });
    const candidate = nodeFrame('S1', { role: 'candidate', currentTerm: 4, config, votes: { S1: true, S2: false } });
    const down = nodeFrame('S2', { status: 'down', currentTerm: 4 });
    const frame = frameOf([candidate, down, old, leader]);
    const view = (node: typeof old) => nodeView(frame, node, null);
    expect(view(leader)).toMatchObject({ form: 'leader', detail: 'heartbeat', countdown: 42, timer: null });
    expect(view(old)).toMatchObject({ form: 'oldLeader', role: 'old leader', detail: 'superseded by term 4' });
    expect(view(candidate)).toMatchObject({ form: 'candidate', detail: '1 vote, needs 3' });
    expect(view(candidate).pips.map((pip) => pip.granted)).toEqual([true, false, null, null, null]);
    expect(view(down)).toMatchObject({ form: 'crashed', role: 'crashed', detail: 'disk intact' });
    expect(view(nodeFrame('S4', { status: 'down', error: 'boom' }))).toMatchObject({ role: 'stopped' });
    expect(view(nodeFrame('S4', { role: 'learner', clockRate: 0.5 }))).toMatchObject({ form: 'learner', role: 'learner, clock ½×' });
  });

  it('shows its last six entries by fate, and the last index', () => {
    const leader = nodeFrame('S1', { role: 'leader', currentTerm: 3, entries: entriesOf([1, 1, 2, 2, 3, 3, 3]), commitIndex: 4, durableIndex: 6 });
    const behind = nodeFrame('S2', { currentTerm: 2, entries: entriesOf([1, 1, 2, 2, 2]) });
    const frame = frameOf([leader, behind]);
    expect(nodeView(frame, leader, null).squares.map((square) => square.fate)).toEqual([
      'committed', 'committed', 'committed', 'durable', 'durable', 'memory',
    ]);
    expect(nodeView(frame, behind, null).squares.map((square) => square.fate).at(-1)).toBe('doomed');
    expect(nodeView(frame, behind, null).lastIndex).toBe(5);
    expect(spokenNode(nodeView(frame, behind, null))).toBe('S2, follower, term 2, log up to 5');
  });

  it('has an arc that drains, and stands still while the node is paused', () => {
    const timer = { at: 300, length: 200, frozenAt: null };
    expect([50, 200, 300, 400].map((now) => timerShare(timer, now))).toEqual([1, 0.5, 0, 0]);
    expect(timerShare({ ...timer, frozenAt: 200 }, 290)).toBe(0.5);
    const paused = nodeFrame('S1', { status: 'paused', electionAt: 300 });
    expect(nodeView(frameOf([paused]), paused, 120)).toMatchObject({ paused: true, role: 'paused follower', timer: { frozenAt: 120 } });
  });
});

it('counts down in whole ms', () => {
  expect(countdownText('timeout', 100, 58.2)).toBe('timeout in 42 ms');
  expect(countdownText('timeout', 100, 100)).toBe('timeout now');
  expect(countdownText('timeout', 20_000, 0)).toBe('timeout in 20.0 s');
  expect(rateWord(0.5)).toBe('½×');
});

it('knows since when a node is paused, of the events that have happened', () => {
  const pause = (id: number, node: string, time: number) => traceEvent({ id, time, kind: 'command', node, command: { type: 'pause', node } });
  const events = [pause(4, 'S1', 40), pause(5, 'S2', 50), pause(6, 'S1', 60)];
  expect(pausedSince('S1', events, 5)).toBe(40);
  expect(pausedSince('S1', events, 6)).toBe(60);
  expect(pausedSince('S3', events, 6)).toBeNull();
});

describe('a node that isn’t a plain voter', () => {
  const joint = { voters: ['S1', 'S4'], votersOutgoing: ['S1', 'S2'], learners: ['S3'] };
  const nodes = ['S1', 'S2', 'S3', 'S4', 'S5'].map((id) =>
    nodeFrame(id, id === 'S1' ? { role: 'leader', config: joint, heartbeatAt: 40 } : { electionAt: null, config: joint }),
  );
  const frame = frameOf(nodes);
  const view = (at: number, is: Partial<NodeFrame> = {}) => {
    const node = { ...(nodes[at] ?? nodeFrame('S1')), ...is };
    return nodeView(frameOf(nodes.with(at, node)), node, null);
  };

  it('says which half it votes in, that it only listens, or that it is outside', () => {
    expect(frame.nodes.map((_, at) => view(at).role)).toEqual(['leader', 'leaving', 'learner', 'joining', 'outside']);
    expect(view(4)).toMatchObject({ membership: 'outside', detail: 'in no configuration' });
    expect(view(2, { role: 'learner' }).detail).toBe('listens, has no vote');
    expect(view(3, { role: 'learner' }).detail).toBe('a voter, not told yet');
    expect(view(1, { role: 'candidate' }).role).toBe('candidate, leaving');
  });

  it('says what it is busy with', () => {
    const incoming = { leader: 'S1', lastIncludedIndex: 12, lastIncludedTerm: 3, bytes: 512, total: 2048 };
    expect(view(1, { incoming }).detail).toBe('gets snapshot, 25 %');
    expect(view(1, { incoming: { ...incoming, total: null } }).detail).toBe('gets snapshot ≤12');
    expect(view(0, { transfer: { request: 1, target: 'S4', told: false, until: 90 } }).detail).toBe('hands over to S4');
  });

  it('begins its row of squares with the snapshot, where the log does', () => {
    expect(view(1, { snapshotIndex: 12, snapshotTerm: 3, entries: entriesOf([3], 12) })).toMatchObject({ compacted: 3, lastIndex: 13 });
    expect(view(1, { entries: entriesOf([1]) }).compacted).toBeNull();
  });
});
