/** What restarts the election timer, and what doesn't. P5.2 */
import { describe, expect, it } from 'vitest';
import { appendEntries, deliver, elect, feed, nodeOf, requestVote, noteOf, requestVoteReply, whats } from './testNode.ts';
import { paperRules, type Rules } from './rules.ts';
import { nextDeadline } from './step.ts';
import type { Message, RaftNode } from './types.ts';

/** Did the message at 100 ms restart the timer that has run since 0 ms? */
function restarts(node: RaftNode, message: Message): boolean {
  const before = node.electionDeadline;
  deliver(node, message, 100);
  if (node.electionDeadline === before) return false;
  expect(node.electionDeadline).toBe(100 + node.electionTimeoutMs);
  return true;
}

describe('the election timer', () => {
  it('P5.2: is drawn from the range of the options, anew each time, from the node’s own generator', () => {
    const node = nodeOf({ options: { electionTimeoutMs: [200, 400] }, now: 1000 });
    const drawn = new Set<number>();
    for (let i = 0; i < 200; i += 1) {
      expect(node.electionTimeoutMs >= 200 && node.electionTimeoutMs <= 400).toBe(true);
      drawn.add(node.electionTimeoutMs);
      deliver(node, appendEntries(), 1000 + i);
    }
    expect(drawn.size).toBeGreaterThan(190);
    expect(Math.max(...drawn) - Math.min(...drawn)).toBeGreaterThan(150);
  });

  it('P5.2: restarts on hearing the current leader, even one that it has to refuse', () => {
    expect(restarts(nodeOf({ term: 1 }), appendEntries())).toBe(true);
    expect(restarts(nodeOf({ term: 1 }), appendEntries({ prevLogIndex: 5, prevLogTerm: 1 }))).toBe(true);
  });

  it('P5.2: does not restart on the message of an old leader', () => {
    expect(restarts(nodeOf({ term: 2 }), appendEntries({ term: 1 }))).toBe(false);
  });

  it('P5.2: restarts on granting a vote', () => {
    expect(restarts(nodeOf(), requestVote())).toBe(true);
  });

  it('P5.2: does not restart on refusing one: an old log, a vote given away, an old term', () => {
    expect(restarts(nodeOf({ log: [1, 1] }), requestVote({ term: 9 }))).toBe(false);
    expect(restarts(nodeOf({ term: 1, votedFor: 'S3' }), requestVote())).toBe(false);
    expect(restarts(nodeOf({ term: 5 }), requestVote({ term: 4 }))).toBe(false);
  });

  it('P5.2: does not restart on a higher term alone', () => {
    expect(restarts(nodeOf(), requestVoteReply({ term: 9, voteGranted: false }))).toBe(false);
  });

  it('P5.2: a leader has none; it starts again when it steps down', () => {
    const node = nodeOf();
    elect(node, 50);
    expect(node.electionDeadline).toBeNull();
    deliver(node, requestVoteReply({ term: 9, voteGranted: false }), 500);
    expect(node.electionDeadline).toBe(500 + node.electionTimeoutMs);
  });

  it('P5.2: nothing happens when the wake-up comes before a deadline', () => {
    const node = nodeOf();
    const outcome = feed(node, { kind: 'timer' }, 149);
    expect([node.role, outcome.deadline]).toEqual(['follower', node.electionDeadline]);
  });
});

describe('the heartbeat timer', () => {
  it('P5.2: fires every heartbeatMs, to everybody', () => {
    const node = nodeOf({ options: { heartbeatMs: 40 } });
    elect(node, 100);
    expect(node.heartbeatDeadline).toBe(140);
    const outcome = feed(node, { kind: 'timer' }, 141);
    expect(outcome.sendNow.map(({ to }) => to)).toEqual(['S2', 'S3']);
    expect(outcome.deadline).toBe(181);
  });

  it('P5.2: is not for followers', () => {
    const outcome = feed(nodeOf(), { kind: 'heartbeat' });
    expect([outcome.sendNow, whats(outcome)]).toEqual([[], []]);
  });
});

describe('a node with a broken rule', () => {
  // Found by reading: the simulation would have fired such a timer at one moment for ever.
  it('is not woken again and again by a deadline that leads nowhere', () => {
    const refusalsRestart: Rules = { ...paperRules, resetsElectionTimer: () => true };
    const leader = nodeOf();
    elect(leader);
    deliver(leader, requestVote({ from: 'S3' }), 10, refusalsRestart);
    expect(leader.electionDeadline).toBeNull();
    const refusing = nodeOf({ term: 1, votedFor: 'S2' });
    deliver(refusing, requestVote({ from: 'S3' }), 10, refusalsRestart);
    expect(refusing.electionDeadline).toBe(10 + refusing.electionTimeoutMs);
    // Of an earlier term nothing restarts it, not even then.
    const follower = nodeOf({ term: 5 });
    const before = follower.electionDeadline;
    deliver(follower, requestVote({ term: 4 }), 10, refusalsRestart);
    expect(follower.electionDeadline).toBe(before);

    const anybodyCampaigns: Rules = { ...paperRules, mayCampaign: () => true };
    const learner = nodeOf({ id: 'S4', learners: ['S4'], rules: anybodyCampaigns });
    // The timer that a broken rule has started leads nowhere by the right one.
    const outcome = feed(learner, { kind: 'timer' }, 300);
    expect(noteOf(outcome, 'campaignIgnored')).toEqual({ role: 'learner', voter: false });
    expect(outcome.deadline).toBeNull();
  });
});

describe('a deadline', () => {
  it('P5.2: is over when it is reached, the election’s and the heartbeat’s', () => {
    const node = nodeOf();
    const at = node.electionDeadline ?? expect.fail();
    expect(whats(feed(node, { kind: 'timer' }, at))).toEqual(['electionStarted']);
    const leader = nodeOf();
    elect(leader, 1000);
    expect(leader.heartbeatDeadline).toBe(1050);
    expect(whats(feed(leader, { kind: 'timer' }, 1050))).toEqual(['heartbeatSent']);
  });

  it('P5.2: the next one is the earliest there is', () => {
    const deadlines: readonly [Partial<RaftNode>, number | null][] = [
      [{}, null],
      [{ electionDeadline: 5 }, 5],
      [{ heartbeatDeadline: 5 }, 5],
      [{ quorumDeadline: 5 }, 5],
      [{ electionDeadline: 3, quorumDeadline: 5 }, 3],
      [{ electionDeadline: 7, quorumDeadline: 5 }, 5],
      [{ heartbeatDeadline: 3, quorumDeadline: 5 }, 3],
      [{ heartbeatDeadline: 7, quorumDeadline: 5 }, 5],
      [{ electionDeadline: 7, heartbeatDeadline: 5 }, 5],
      [{ electionDeadline: 5, heartbeatDeadline: 7 }, 5],
      [{ transfer: { request: 1, target: 'S2', deadline: 4, told: false } }, 4],
      [{ quorumDeadline: 5, transfer: { request: 1, target: 'S2', deadline: 4, told: false } }, 4],
      [{ quorumDeadline: 3, transfer: { request: 1, target: 'S2', deadline: 4, told: false } }, 3],
      [{ change: { request: 1, voters: [], learners: [], catchUp: null } }, null],
      [{ change: { request: 1, voters: [], learners: [], catchUp: { round: 1, target: 1, beganAt: 0, deadline: 6 } } }, 6],
    ];
    for (const [is, deadline] of deadlines) {
      const node = { ...nodeOf(), electionDeadline: null, ...is };
      expect([is, nextDeadline(node)]).toEqual([is, deadline]);
    }
  });
});
