import { describe, expect, it } from 'vitest';
import { appendEntries, appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVote, requestVoteReply, setX, whats } from './testNode.ts';
import type { RaftNode } from './types.ts';

const five = ['S1', 'S2', 'S3', 'S4', 'S5'];

/** A leader of five with this log, in the next term, whose own copy is durable. */
function leaderOf(log: readonly number[], noOpOnElection = false): RaftNode {
  const node = nodeOf({ voters: five, log, options: { noOpOnElection } });
  elect(node);
  return node;
}

describe('the leader', () => {
  it('P5.3: commits what a majority holds, and not before', () => {
    const node = leaderOf([]);
    feed(node, { kind: 'propose', request: 1, command: setX });
    persistAll(node);
    deliver(node, appendReply({ from: 'S2' }));
    expect(node.commitIndex).toBe(0);
    const outcome = deliver(node, appendReply({ from: 'S3' }));
    expect([node.commitIndex, node.lastApplied, node.dict.get('x')]).toEqual([1, 1, '1']);
    expect(noteOf(outcome, 'commitAdvanced')).toEqual({ from: 0, to: 1, copies: 3, needed: 3, leaderCommit: null, proven: null });
    expect(outcome.replies).toEqual([{ request: 1, status: 'ok', result: null, reason: null, leader: 'S1' }]);
  });

  it('P Fig. 2: its own copy counts only when it is on disk', () => {
    const node = leaderOf([]);
    feed(node, { kind: 'propose', request: 1, command: setX });
    deliver(node, appendReply({ from: 'S2' }));
    deliver(node, appendReply({ from: 'S3' }));
    expect(node.commitIndex).toBe(0);
    persistAll(node);
    expect(node.commitIndex).toBe(1);
  });

  it('T10.2.1: a majority of others is enough while its own disk is slow', () => {
    const node = leaderOf([]);
    feed(node, { kind: 'propose', request: 1, command: setX });
    for (const from of ['S2', 'S3', 'S4']) deliver(node, appendReply({ from }));
    expect(node.commitIndex).toBe(1);
    // Its own copy comes later and commits nothing again.
    const [late] = persistAll(node);
    expect(late && [whats(late), noteOf(late, 'durable')]).toEqual([['durable'], { lastIndex: 1 }]);
  });

  it('P5.4.2: never commits an entry of an earlier term by counting; with one of its own it commits', () => {
    const node = leaderOf([1, 2]);
    expect(node.currentTerm).toBe(3);
    deliver(node, appendReply({ from: 'S2', term: 3, matchIndex: 2 }));
    const held = deliver(node, appendReply({ from: 'S3', term: 3, matchIndex: 2 }));
    expect(node.commitIndex).toBe(0);
    expect(noteOf(held, 'commitHeld')).toEqual({ index: 2, entryTerm: 2, currentTerm: 3 });
    feed(node, { kind: 'propose', request: 1, command: setX });
    persistAll(node);
    deliver(node, appendReply({ from: 'S2', term: 3, matchIndex: 3 }));
    expect(node.commitIndex).toBe(0);
    deliver(node, appendReply({ from: 'S3', term: 3, matchIndex: 3 }));
    expect([node.commitIndex, node.lastApplied]).toEqual([3, 3]);
  });

  it('P8: the no-op of its term commits what lies before', () => {
    const node = leaderOf([1, 2], true);
    for (const from of ['S2', 'S3']) deliver(node, appendReply({ from, term: 3, matchIndex: 3 }));
    expect(node.commitIndex).toBe(3);
  });

  it('P5.3: the commit index is the majority’s, not the fastest’s', () => {
    const node = leaderOf([]);
    for (let request = 1; request <= 5; request += 1) feed(node, { kind: 'propose', request, command: setX });
    persistAll(node);
    const acks: [string, number, number][] = [['S2', 5, 0], ['S3', 2, 2], ['S4', 4, 4], ['S5', 1, 4], ['S3', 5, 5]];
    for (const [from, matchIndex, commit] of acks) {
      deliver(node, appendReply({ from, matchIndex }));
      expect(node.commitIndex).toBe(commit);
    }
  });

  it('P6: copies of a learner don’t count; a joint configuration needs both majorities', () => {
    const learner = nodeOf({ voters: ['S1', 'S2'], learners: ['S3'] });
    elect(learner);
    deliver(learner, appendReply({ from: 'S3' }));
    expect(learner.commitIndex).toBe(0);
    const joint = nodeOf({ voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S1', 'S4', 'S5'] });
    feed(joint, { kind: 'campaign' });
    persistAll(joint);
    for (const from of ['S2', 'S4']) {
      deliver(joint, { type: 'RequestVoteReply', from, to: 'S1', term: 1, voteGranted: true });
    }
    persistAll(joint);
    expect(joint.role).toBe('leader');
    deliver(joint, appendReply({ from: 'S2' }));
    deliver(joint, appendReply({ from: 'S3' }));
    expect(joint.commitIndex).toBe(0);
    deliver(joint, appendReply({ from: 'S5' }));
    expect(joint.commitIndex).toBe(1);
    // No entry brought this configuration, so none ends it.
    expect(joint.log.entries).toHaveLength(1);
  });
});

describe('a leader that steps down', () => {
  it('T6.4: a read through the log that its leader lost took no effect; an entry that changes nothing may', () => {
    const node = leaderOf([]);
    feed(node, { kind: 'propose', request: 1, command: null });
    feed(node, { kind: 'read', request: 2, key: 'x', mode: 'log' });
    feed(node, { kind: 'propose', request: 3, command: setX });
    const { replies } = deliver(node, requestVoteReply({ term: 9, voteGranted: false }));
    expect(replies.map(({ request, status }) => [request, status])).toEqual([[1, 'unknown'], [2, 'refused'], [3, 'unknown']]);
  });

  it('P8: tells each of its clients that it can’t know', () => {
    const node = leaderOf([]);
    for (const request of [1, 2, 3]) feed(node, { kind: 'propose', request, command: setX });
    const outcome = deliver(node, requestVoteReply({ term: 9, voteGranted: false }));
    expect(outcome.replies).toMatchObject([1, 2, 3].map((request) => ({ request, status: 'unknown' })));
    expect(noteOf(outcome, 'proposalLost')).toEqual({ request: 1, index: 1 });
  });
});

describe('a follower', () => {
  it('P Fig. 2: commits min(leaderCommit, last index that this message proves)', () => {
    // A tail that no leader has confirmed: the heartbeat proves nothing beyond prevLogIndex.
    const node = nodeOf({ log: [1, 1, 2, 2] });
    const outcome = deliver(node, appendEntries({ term: 3, prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 4 }));
    expect(node.commitIndex).toBe(2);
    expect(noteOf(outcome, 'commitAdvanced')).toMatchObject({ to: 2, leaderCommit: 4, proven: 2 });
    deliver(node, appendEntries({ term: 3, prevLogIndex: 2, prevLogTerm: 1, terms: [3, 3, 3], leaderCommit: 4 }));
    expect(node.commitIndex).toBe(4);
  });

  it('P Fig. 2: commits nothing on a refusal, and never goes back', () => {
    const node = nodeOf({ log: [1, 1] });
    deliver(node, appendEntries({ prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 2 }));
    expect(node.commitIndex).toBe(2);
    deliver(node, appendEntries({ prevLogIndex: 9, prevLogTerm: 1, leaderCommit: 9 }));
    deliver(node, appendEntries({ prevLogIndex: 1, prevLogTerm: 1, leaderCommit: 1 }));
    expect(node.commitIndex).toBe(2);
  });

  it('P Fig. 2: a late message that proves less commits nothing, whatever its leader has committed', () => {
    const node = nodeOf({ log: [1, 1, 1], commitIndex: 2 });
    for (const count of [0, 1, 2]) {
      const outcome = deliver(node, appendEntries({ terms: new Array<number>(count).fill(1), leaderCommit: 3 }));
      expect([node.commitIndex, whats(outcome).includes('commitAdvanced')]).toEqual([2, false]);
    }
  });

  it('P5.3: never commits by counting, not even as the only voter: who leads may be another', () => {
    const node = nodeOf({ voters: ['S1'], log: [1] });
    deliver(node, requestVote({ lastLogTerm: 1, lastLogIndex: 1 }));
    const [outcome] = persistAll(node);
    expect([node.role, node.commitIndex, outcome && whats(outcome)]).toEqual(['follower', 0, ['durable']]);
  });

  it('P5.3: applies in order, each entry once', () => {
    const node = nodeOf({ log: [1, 1, 1] });
    const outcome = deliver(node, appendEntries({ prevLogIndex: 3, prevLogTerm: 1, leaderCommit: 2 }));
    expect([node.lastApplied, node.dict.get('k')]).toEqual([2, '2@1']);
    expect(noteOf(outcome, 'applied')).toEqual({ from: 1, to: 2 });
    const more = deliver(node, appendEntries({ prevLogIndex: 3, prevLogTerm: 1, leaderCommit: 3 }));
    expect(noteOf(more, 'applied')).toEqual({ from: 3, to: 3 });
    expect(whats(deliver(node, appendEntries({ prevLogIndex: 3, prevLogTerm: 1, leaderCommit: 3 })))).toEqual(['heartbeatAccepted']);
  });

  it('P Fig. 2: commitIndex and dict are volatile: a restart begins at 0 and applies again', () => {
    const node = nodeOf({ log: [1, 1] });
    expect([node.commitIndex, node.lastApplied, node.dict.size]).toEqual([0, 0, 0]);
    deliver(node, appendEntries({ prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 2 }));
    expect(node.dict.get('k')).toBe('2@1');
  });

  it('P Fig. 2: a prepared commit index is applied at the start', () => {
    const node = nodeOf({ log: [1, 1], commitIndex: 1 });
    expect([node.commitIndex, node.lastApplied, node.dict.get('k')]).toEqual([1, 1, '1@1']);
  });
});
