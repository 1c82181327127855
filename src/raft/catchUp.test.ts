/** New voters catch up before they vote. T4.2.1 */
import { describe, expect, it } from 'vitest';
import { appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, setX, whats, type TestNode } from './testNode.ts';
import type { LocalMs, NodeId, Outcome, RaftNode } from './types.ts';

/** Leads term 1 of three since 1000 ms; its no-op and another entry are committed. The timeouts are 150 to 300 ms. */
function leading(is: TestNode = {}): RaftNode {
  const node = nodeOf(is);
  elect(node, 1000);
  write(node, 1000);
  ack(node, 'S2', 2);
  expect(node.commitIndex).toBe(2);
  return node;
}

const ack = (node: RaftNode, from: NodeId, matchIndex: number, now: LocalMs = 1000): Outcome =>
  deliver(node, appendReply({ from, matchIndex, prevLogIndex: matchIndex }), now);
const refusal = (node: RaftNode, from: NodeId, now: LocalMs): Outcome =>
  deliver(node, appendReply({ from, success: false, matchIndex: 0, prevLogIndex: 2, conflictIndex: 1 }), now);
const change = (node: RaftNode, voters: NodeId[], learners: NodeId[] = []): Outcome =>
  feed(node, { kind: 'change', request: 7, voters, learners }, 1000);

function write(node: RaftNode, now: LocalMs, count = 1): void {
  for (let i = 0; i < count; i += 1) feed(node, { kind: 'propose', request: 1, command: setX }, now);
  persistAll(node, now);
}

const four = ['S1', 'S2', 'S3', 'S4'];

describe('a new voter', () => {
  it('T4.2.1: is sent entries before it is in the configuration, and counts for nothing', () => {
    const node = leading();
    const outcome = change(node, four);
    expect(noteOf(outcome, 'catchUpStarted')).toEqual({ peers: ['S4'], round: 1, target: 2 });
    expect(outcome.sendNow).toMatchObject([{ type: 'AppendEntries', to: 'S4', prevLogIndex: 2, entries: [] }]);
    expect(node.change).toEqual({
      request: 7,
      voters: four,
      learners: [],
      catchUp: { round: 1, target: 2, beganAt: 1000, deadline: 1300 },
    });
    expect(node.progress['S4']).toMatchObject({ state: 'probe', nextIndex: 3, matchIndex: 0 });
    expect([outcome.replies, outcome.deadline, node.configIndex, node.log.entries.length]).toEqual([[], 1050, 0, 2]);
    write(node, 1001);
    ack(node, 'S4', 3);
    expect(node.commitIndex).toBe(2);
  });

  it('T4.2.1: that has caught up comes into the configuration', () => {
    const node = leading();
    change(node, four);
    const sent = refusal(node, 'S4', 1010);
    expect(sent.sendNow).toMatchObject([{ to: 'S4', prevLogIndex: 0, entries: [{ index: 1 }, { index: 2 }] }]);
    expect(node.configIndex).toBe(0);
    const outcome = ack(node, 'S4', 2, 1020);
    expect(noteOf(outcome, 'caughtUp')).toEqual({ peers: ['S4'], rounds: 1 });
    expect([node.config.voters, node.config.votersOutgoing, node.configIndex]).toEqual([four, ['S1', 'S2', 'S3'], 3]);
    expect(node.change).toMatchObject({ request: 7, catchUp: null });
    expect(node.progress['S4']).toMatchObject({ matchIndex: 2, state: 'stream', nextIndex: 4 });
  });

  it('T4.2.1: a learner that has everything needs no catching up', () => {
    const node = leading({ learners: ['S4'] });
    ack(node, 'S4', 2);
    expect(whats(change(node, four))).toEqual(['proposed', 'configInForce']);
    const behind = leading({ learners: ['S4'] });
    ack(behind, 'S4', 1);
    const outcome = change(behind, four);
    // It is being sent entries already.
    expect([whats(outcome), outcome.sendNow]).toEqual([['catchUpStarted'], []]);
    expect(ack(behind, 'S4', 2).notes.map(({ what }) => what)).toContain('caughtUp');
  });

  it('T4.2.1: learners may lag, and who leaves may, too', () => {
    expect(leading().config.learners).toEqual([]);
    expect(whats(change(leading(), ['S1', 'S2', 'S3'], ['S4']))).toContain('configInForce');
    expect(whats(change(leading(), ['S1', 'S2']))).toContain('configInForce');
  });

  it('T4.2.1: everybody who joins is waited for', () => {
    const node = leading();
    change(node, [...four, 'S5']);
    ack(node, 'S4', 2, 1010);
    expect(node.configIndex).toBe(0);
    expect(noteOf(ack(node, 'S5', 2, 1020), 'caughtUp')).toEqual({ peers: ['S4', 'S5'], rounds: 1 });
  });
});

describe('rounds', () => {
  it('T4.2.1: a round that took an election timeout is followed by another, up to where the log ends by then', () => {
    const node = leading();
    change(node, four);
    write(node, 1010, 3);
    const outcome = ack(node, 'S4', 2, 1150);
    expect(noteOf(outcome, 'catchUpStarted')).toEqual({ peers: ['S4'], round: 2, target: 5 });
    expect(node.change?.catchUp).toEqual({ round: 2, target: 5, beganAt: 1150, deadline: 1450 });
    const quick = ack(node, 'S4', 5, 1299);
    expect(noteOf(quick, 'caughtUp')).toEqual({ peers: ['S4'], rounds: 2 });
  });

  it('T4.2.1: one that was quicker than an election timeout is enough, though more has come meanwhile', () => {
    const node = leading();
    change(node, four);
    write(node, 1010, 3);
    expect(noteOf(ack(node, 'S4', 2, 1149), 'caughtUp')).toEqual({ peers: ['S4'], rounds: 1 });
  });

  it('T4.2.1: whoever has everything has caught up, however long it took', () => {
    const node = leading();
    change(node, four);
    expect(noteOf(ack(node, 'S4', 2, 1290), 'caughtUp')).toEqual({ peers: ['S4'], rounds: 1 });
  });

  it('T4.2.1: of two that joined, one that has everything is not enough', () => {
    const node = leading();
    change(node, [...four, 'S5']);
    write(node, 1010);
    ack(node, 'S4', 3, 1020);
    const outcome = ack(node, 'S5', 2, 1200);
    expect(noteOf(outcome, 'catchUpStarted')).toEqual({ peers: ['S4', 'S5'], round: 2, target: 3 });
  });

  it('T4.2.1: after ten rounds it is given up', () => {
    const node = leading();
    change(node, four);
    let [now, target] = [1000, 2];
    for (let round = 1; round <= 9; round += 1) {
      write(node, now);
      now += 200;
      expect(noteOf(ack(node, 'S4', target, now), 'catchUpStarted')).toMatchObject({ round: round + 1 });
      target += 1;
    }
    write(node, now);
    const outcome = ack(node, 'S4', target, now + 200);
    expect(outcome.replies).toMatchObject([
      { request: 7, status: 'refused', reason: 'S4 did not come near enough in 10 rounds; the cluster stays as it is' },
    ]);
    expect([node.change, node.configIndex, Object.keys(node.progress)]).toEqual([null, 0, ['S2', 'S3']]);
  });
});

describe('a new voter that doesn’t answer', () => {
  it('T4.2.1: is given up after an election timeout, and the cluster stays as it is', () => {
    const node = leading();
    change(node, four);
    expect(feed(node, { kind: 'clock' }, 1299).replies).toEqual([]);
    const outcome = feed(node, { kind: 'clock' }, 1300);
    expect(noteOf(outcome, 'catchUpGivenUp')).toEqual({ peer: 'S4', matchIndex: 0, target: 2 });
    expect(outcome.replies).toMatchObject([
      { request: 7, status: 'refused', reason: 'S4 has not answered for 300 ms and is at entry 0 of 2; the cluster stays as it is', leader: 'S1' },
    ]);
    expect([node.change, node.config.voters, Object.keys(node.progress)]).toEqual([null, ['S1', 'S2', 'S3'], ['S2', 'S3']]);
  });

  it('T4.2.1: is waited for as long as it answers, if slowly', () => {
    const node = leading();
    change(node, four);
    refusal(node, 'S4', 1200);
    expect(feed(node, { kind: 'clock' }, 1300).replies).toEqual([]);
    expect(node.change?.catchUp).toEqual({ round: 1, target: 2, beganAt: 1000, deadline: 1500 });
    expect(feed(node, { kind: 'clock' }, 1499).replies).toEqual([]);
    expect(feed(node, { kind: 'clock' }, 1500).replies).toHaveLength(1);
    expect(node.change).toBeNull();
  });

  it('T4.2.1: of two it is the silent one that is named, and the one heard longest ago that sets the time', () => {
    const node = leading();
    change(node, [...four, 'S5']);
    refusal(node, 'S4', 1250);
    refusal(node, 'S5', 1200);
    feed(node, { kind: 'clock' }, 1300);
    expect(node.change?.catchUp?.deadline).toBe(1500);
    expect(feed(node, { kind: 'clock' }, 1500).replies[0]?.reason).toMatch(/^S5 has not answered for 300 ms/);
  });

  it('T4.2.1: what it answered before the round counts from the round’s beginning', () => {
    const node = leading({ learners: ['S4'] });
    ack(node, 'S4', 1, 1000);
    feed(node, { kind: 'change', request: 7, voters: four, learners: [] }, 1200);
    expect(node.change?.catchUp?.deadline).toBe(1500);
    expect(feed(node, { kind: 'clock' }, 1499).replies).toEqual([]);
    expect(noteOf(feed(node, { kind: 'clock' }, 1500), 'catchUpGivenUp')).toEqual({ peer: 'S4', matchIndex: 1, target: 2 });
    // A learner stays one.
    expect(Object.keys(node.progress)).toEqual(['S2', 'S3', 'S4']);
  });

  it('T4.2.1: is woken for', () => {
    const node = leading();
    change(node, four);
    node.heartbeatDeadline = 9999;
    expect(feed(node, { kind: 'clock' }, 1001).deadline).toBe(1300);
  });
});
