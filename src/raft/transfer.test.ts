import { describe, expect, it } from 'vitest';
import { TestCluster } from './testCluster.ts';
import { appendEntries, appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVote, requestVoteReply, setX, whats, type TestNode } from './testNode.ts';
import { timeoutNow } from './testMessages.ts';
import type { Outcome, RaftNode } from './types.ts';

const five = ['S1', 'S2', 'S3', 'S4', 'S5'];

/** Leads term 1 since 1000 ms; its no-op, entry 1, is durable here, and on S2 if told. */
function leading(is: TestNode = {}, acked = false): RaftNode {
  const node = nodeOf({ voters: five, learners: ['S6'], ...is });
  elect(node, 1000);
  if (acked) deliver(node, appendReply(), 1000);
  return node;
}

const transfer = (node: RaftNode, target: string, now = 1000, request = 7): Outcome => feed(node, { kind: 'transfer', request, target }, now);

describe('a transfer', () => {
  it('T3.10: tells a target that has everything to campaign at once', () => {
    const node = leading({}, true);
    const outcome = transfer(node, 'S2');
    expect(noteOf(outcome, 'transferStarted')).toEqual({ target: 'S2', matchIndex: 1, lastLogIndex: 1 });
    expect(noteOf(outcome, 'timeoutNowSent')).toEqual({ target: 'S2', term: 1 });
    expect(outcome.sendNow).toEqual([timeoutNow({ from: 'S1', to: 'S2' })]);
    expect(node.transfer).toEqual({ request: 7, target: 'S2', deadline: 1150, told: true });
    expect([outcome.replies, outcome.deadline, node.leaseVoid]).toEqual([[], 1050, true]);
  });

  it('T3.10: brings the target up to date first', () => {
    const node = leading({ options: { maxInflightAppends: 1 } }, true);
    for (let request = 1; request <= 3; request += 1) feed(node, { kind: 'propose', request, command: setX }, 1000);
    persistAll(node, 1000);
    const outcome = transfer(node, 'S2', 1010);
    expect(noteOf(outcome, 'transferStarted')).toEqual({ target: 'S2', matchIndex: 1, lastLogIndex: 4 });
    expect([whats(outcome), node.leaseVoid]).toEqual([['transferStarted'], false]);
    expect(whats(deliver(node, appendReply({ matchIndex: 2, prevLogIndex: 1 }), 1020))).not.toContain('timeoutNowSent');
    const caughtUp = deliver(node, appendReply({ matchIndex: 4, prevLogIndex: 2 }), 1030);
    expect(caughtUp.sendNow).toContainEqual(timeoutNow({ from: 'S1', to: 'S2' }));
    // It is told once.
    expect(whats(deliver(node, appendReply({ matchIndex: 4, prevLogIndex: 4 }), 1040))).not.toContain('timeoutNowSent');
  });

  it('T3.10: sends the target what it has not been sent', () => {
    const node = leading({ options: { maxInflightAppends: 1 } });
    for (let request = 1; request <= 2; request += 1) feed(node, { kind: 'propose', request, command: setX }, 1000);
    node.progress['S2'] = { ...(node.progress['S2'] ?? expect.fail()), inflight: [], nextIndex: 2 };
    const outcome = transfer(node, 'S2');
    expect(outcome.sendNow).toMatchObject([{ type: 'AppendEntries', to: 'S2', prevLogIndex: 1, entries: [{ index: 2 }, { index: 3 }] }]);
  });

  it('T3.10: takes no commands meanwhile, nor changes, nor another transfer', () => {
    const node = leading({}, true);
    transfer(node, 'S2');
    const refused = [
      feed(node, { kind: 'propose', request: 8, command: setX }, 1010),
      feed(node, { kind: 'read', request: 8, key: 'x', mode: 'log' }, 1010),
      feed(node, { kind: 'change', request: 8, voters: ['S1'], learners: [] }, 1010),
      transfer(node, 'S3', 1010, 8),
    ];
    for (const { replies } of refused) {
      expect(replies).toMatchObject([{ request: 8, status: 'refused', result: null, leader: 'S1' }]);
      expect(replies[0]?.reason).toMatch(/S1 is handing over (leadership )?to S2/);
    }
    expect(refused.map((outcome) => noteOf(outcome, 'requestRefused').op)).toEqual(['propose', 'read', 'change', 'transfer']);
    expect([node.log.entries.length, node.transfer?.target]).toEqual([1, 'S2']);
  });

  it('T3.10: is given up after an election timeout, and then commands are taken again', () => {
    const node = leading({}, true);
    transfer(node, 'S2');
    feed(node, { kind: 'timer' }, 1149);
    expect(node.transfer).not.toBeNull();
    const outcome = feed(node, { kind: 'timer' }, 1150);
    expect(noteOf(outcome, 'transferGivenUp')).toEqual({ target: 'S2', timeoutMs: 150 });
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'refused', leader: 'S1' }]);
    expect(outcome.replies[0]?.reason).toMatch(/S2 did not lead within 150 ms/);
    expect(node.transfer).toBeNull();
    expect(feed(node, { kind: 'propose', request: 9, command: setX }, 1151).replies).toEqual([]);
  });

  it('T3.10: is done when the target leads', () => {
    const node = leading({}, true);
    transfer(node, 'S2');
    deliver(node, requestVote({ term: 2, transfer: true, lastLogIndex: 1, lastLogTerm: 1 }), 1010);
    expect([node.role, node.transfer?.target]).toEqual(['follower', 'S2']);
    const outcome = deliver(node, appendEntries({ term: 2, prevLogIndex: 1, prevLogTerm: 1 }), 1020);
    expect(noteOf(outcome, 'transferDone')).toEqual({ target: 'S2', term: 2 });
    expect(outcome.replies).toEqual([{ request: 7, status: 'ok', result: null, reason: null, leader: 'S2' }]);
    expect(node.transfer).toBeNull();
  });

  it('T3.10: has failed when somebody else leads, or the old leader again', () => {
    const node = leading({}, true);
    transfer(node, 'S2');
    const outcome = deliver(node, appendEntries({ from: 'S3', term: 2, prevLogIndex: 1, prevLogTerm: 1 }), 1020);
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'refused', reason: 'S3 leads term 2, not S2', leader: 'S3' }]);
    const again = leading({}, true);
    transfer(again, 'S2');
    deliver(again, requestVote({ term: 2, transfer: true }), 1010);
    feed(again, { kind: 'campaign' }, 1020);
    const outcomes = persistAll(again, 1020);
    for (const from of ['S3', 'S4', 'S5']) outcomes.push(deliver(again, requestVoteReply({ from, term: 3 }), 1020));
    expect([again.role, again.transfer]).toEqual(['leader', null]);
    expect(outcomes.flatMap(({ replies }) => replies)).toMatchObject([{ request: 7, status: 'refused', reason: 'S1 leads term 3, not S2', leader: 'S1' }]);
  });

  it('T3.10: goes to another voter, and to nobody else', () => {
    const node = leading({}, true);
    const reasons = ['S1', 'S6', 'S9'].map((target) => transfer(node, target).replies[0]?.reason);
    expect(reasons).toEqual([
      'S1 leads already; a transfer goes to another voter',
      "S6 is a learner and can't lead; a transfer goes to a voter",
      "S9 is no voter of S1's configuration; a transfer goes to a voter",
    ]);
    expect(node.transfer).toBeNull();
  });

  it('P6: one that is about to leave is no target, nor a learner that was a voter', () => {
    const node = nodeOf({ voters: ['S1', 'S2'], votersOutgoing: ['S1', 'S3'] });
    node.role = 'candidate';
    node.votes = { S1: true, S2: true };
    deliver(node, { type: 'RequestVoteReply', from: 'S3', to: 'S1', term: 0, voteGranted: true });
    expect(node.role).toBe('leader');
    expect(transfer(node, 'S3').replies[0]?.reason).toMatch(/S3 is no voter/);
  });

  it('P8: is asked of a leader', () => {
    const outcome = transfer(nodeOf(), 'S2');
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'refused', reason: 'S1 is not the leader; it knows of none', leader: null }]);
    expect(noteOf(outcome, 'requestRefused')).toMatchObject({ request: 7, op: 'transfer', leader: null, role: 'follower' });
  });

  it('T3.10: whole: the target leads after one round trip, though everybody heard the leader a moment ago', () => {
    const options = { checkQuorum: true, preVote: true };
    const cluster = new TestCluster({ S1: { options }, S2: { options }, S3: { options } });
    cluster.campaign('S1');
    cluster.settle();
    expect(cluster.node('S1').role).toBe('leader');
    cluster.feed('S1', { kind: 'transfer', now: 0, request: 1, target: 'S3' });
    cluster.settle();
    expect([...cluster.nodes.values()].map(({ role, currentTerm }) => [role, currentTerm])).toEqual([
      ['follower', 2],
      ['follower', 2],
      ['leader', 2],
    ]);
  });
});

describe('being told to campaign', () => {
  it('T3.10: campaigns without a pre-vote, and says that nobody may ignore it', () => {
    const node = nodeOf({ term: 1, options: { preVote: true, checkQuorum: true } });
    deliver(node, appendEntries(), 1000);
    const outcome = deliver(node, timeoutNow(), 1001);
    expect(whats(outcome)).toEqual(['timeoutNowTaken', 'electionStarted']);
    expect(noteOf(outcome, 'timeoutNowTaken')).toEqual({ leader: 'S2', term: 1 });
    expect([node.role, node.currentTerm]).toEqual(['candidate', 2]);
    expect(outcome.sendAfterPersist).toMatchObject([{ type: 'RequestVote', to: 'S2', transfer: true }, { to: 'S3', transfer: true }]);
  });

  it('P5.2: other elections are nobody’s wish', () => {
    const node = nodeOf();
    expect(feed(node, { kind: 'campaign' }).sendAfterPersist).toMatchObject([{ transfer: false }, { transfer: false }]);
  });

  it('T3.10: not for an earlier term, not a learner, not who has no vote', () => {
    const ignoring = [
      nodeOf({ term: 2 }),
      nodeOf({ term: 1, id: 'S4', learners: ['S4'] }),
      nodeOf({ term: 1, id: 'S4' }),
    ];
    for (const node of ignoring) {
      const { role, currentTerm } = node;
      const outcome = deliver(node, timeoutNow());
      expect(noteOf(outcome, 'timeoutNowIgnored')).toEqual({ leader: 'S2', messageTerm: 1, currentTerm, role });
      expect([node.role, node.currentTerm]).toEqual([role, currentTerm]);
    }
    const leader = nodeOf();
    elect(leader);
    expect(whats(deliver(leader, timeoutNow()))).toEqual(['timeoutNowIgnored']);
    expect(leader.role).toBe('leader');
  });

  it('T3.10: a later term is taken over, and the order is obeyed', () => {
    const node = nodeOf({ term: 1 });
    deliver(node, timeoutNow({ term: 5 }));
    expect([node.role, node.currentTerm]).toEqual(['candidate', 6]);
  });
});
