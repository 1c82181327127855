import { describe, expect, it } from 'vitest';
import { appendEntries, appendReply, deliver, elect, feed, nodeOf, noteOf, requestVote, whats, type TestNode } from './testNode.ts';
import { paperRules, type Rules } from './rules.ts';
import type { RaftNode } from './types.ts';

const watching = (is: TestNode = {}): RaftNode => nodeOf({ ...is, options: { checkQuorum: true, noOpOnElection: false, ...is.options } });

function leading(is: TestNode = {}, now = 1000): RaftNode {
  const node = watching(is);
  elect(node, now);
  return node;
}

describe('a leader that hears no majority', () => {
  it('T6.2: steps down in the same term after the least election timeout', () => {
    const node = leading();
    expect(feed(node, { kind: 'heartbeat' }, 1100).deadline).toBe(1150);
    expect(whats(feed(node, { kind: 'timer' }, 1149))).toEqual([]);
    const outcome = feed(node, { kind: 'timer' }, 1150);
    expect(noteOf(outcome, 'quorumLost')).toEqual({ term: 1, heard: 1, needed: 2, timeoutMs: 150 });
    expect(node).toMatchObject({ role: 'follower', currentTerm: 1, votedFor: 'S1', leaderId: null, quorumDeadline: null });
    expect(node.electionDeadline).toBe(1150 + node.electionTimeoutMs);
  });

  it('T6.2: goes on as long as a majority answers, and looks again a timeout after the last answer of it', () => {
    const node = leading({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'] });
    deliver(node, appendReply({ from: 'S2', matchIndex: 0 }), 1040);
    deliver(node, appendReply({ from: 'S3', matchIndex: 0 }), 1090);
    expect(node.quorumDeadline).toBe(1150);
    feed(node, { kind: 'timer' }, 1150);
    expect([node.role, node.quorumDeadline]).toEqual(['leader', 1190]);
    // S4 makes a majority with S3; S2 alone would not.
    deliver(node, appendReply({ from: 'S4', matchIndex: 0 }), 1180);
    feed(node, { kind: 'timer' }, 1190);
    expect([node.role, node.quorumDeadline]).toEqual(['leader', 1240]);
    const outcome = feed(node, { kind: 'timer' }, 1240);
    expect(noteOf(outcome, 'quorumLost')).toEqual({ term: 1, heard: 2, needed: 3, timeoutMs: 150 });
  });

  it('T6.2: a refusal is an answer, too', () => {
    const node = leading();
    deliver(node, appendReply({ success: false, matchIndex: 0 }), 1100);
    feed(node, { kind: 'timer' }, 1150);
    expect([node.role, node.quorumDeadline]).toEqual(['leader', 1250]);
  });

  it('T6.2: learners don’t make it a majority', () => {
    const node = leading({ voters: ['S1', 'S2'], learners: ['S3'] });
    deliver(node, appendReply({ from: 'S3', matchIndex: 0 }), 1140);
    feed(node, { kind: 'timer' }, 1150);
    expect(node.role).toBe('follower');
  });

  it('T6.2: a single voter always hears itself', () => {
    const node = leading({ voters: ['S1'] });
    feed(node, { kind: 'timer' }, 1150);
    expect([node.role, node.quorumDeadline]).toEqual(['leader', 1300]);
  });

  it('T6.2: is looked for when the clock is moved, while heartbeats wait for their timer', () => {
    const node = leading();
    expect(whats(feed(node, { kind: 'clock' }, 5000))).toEqual(['quorumLost']);
    expect(node.role).toBe('follower');
  });

  it('T6.2: with the option off it leads for ever', () => {
    const node = nodeOf();
    elect(node, 1000);
    expect(node.quorumDeadline).toBeNull();
    expect(whats(feed(node, { kind: 'clock' }, 9999))).toEqual([]);
    expect(node.role).toBe('leader');
  });
});

describe('a node that hears a leader', () => {
  const message = requestVote({ from: 'S3', term: 7 });

  it('P6, T4.2.3: passes over a vote request within the least timeout: no answer, and no term taken over', () => {
    const node = watching();
    deliver(node, appendEntries(), 1000);
    const outcome = deliver(node, message, 1149);
    expect(noteOf(outcome, 'voteIgnored')).toEqual({
      candidate: 'S3',
      messageTerm: 7,
      currentTerm: 1,
      leader: 'S2',
      heardMsAgo: 149,
      leastTimeoutMs: 150,
    });
    expect([node.currentTerm, outcome.sendNow, outcome.sendAfterPersist, outcome.persist]).toEqual([1, [], [], []]);
    deliver(node, message, 1150);
    expect([node.currentTerm, node.votedFor]).toEqual([7, 'S3']);
  });

  it('T3.10: doesn’t pass over one that the leader asked for', () => {
    const node = watching();
    deliver(node, appendEntries(), 1000);
    deliver(node, { ...message, transfer: true }, 1010);
    expect([node.currentTerm, node.votedFor]).toEqual([7, 'S3']);
  });

  it('P5.1: answers a request of an earlier term, so that the asker learns the term', () => {
    const node = watching({ term: 9 });
    deliver(node, appendEntries({ term: 9 }), 1000);
    const outcome = deliver(node, message, 1010);
    expect(outcome.sendAfterPersist).toMatchObject([{ type: 'RequestVoteReply', term: 9, voteGranted: false }]);
  });

  it('P6: passes over a request of its own term, too', () => {
    const node = watching({ term: 7 });
    deliver(node, appendEntries({ term: 7 }), 1000);
    expect(whats(deliver(node, message, 1010))).toEqual(['voteIgnored']);
  });

  it('P6: with the option off it takes part in every election', () => {
    const node = nodeOf();
    deliver(node, appendEntries(), 1000);
    deliver(node, message, 1001);
    expect(node.votedFor).toBe('S3');
  });

  it('P6: hears none until one speaks; a node that campaigns believes in none', () => {
    const passesOverAll: Rules = { ...paperRules, ignoresVoteRequest: () => true };
    for (const rules of [paperRules, passesOverAll]) {
      const fresh = watching();
      deliver(fresh, message, 10, rules);
      expect(fresh.votedFor).toBe('S3');
    }
    for (const preVote of [false, true]) {
      const node = watching({ options: { preVote } });
      deliver(node, appendEntries(), 1000);
      feed(node, { kind: 'campaign' }, 1010);
      deliver(node, message, 1020);
      expect([node.currentTerm, node.votedFor]).toEqual([7, 'S3']);
    }
  });

  it('P6: a leader passes over requests while a majority answers it', () => {
    const node = leading();
    deliver(node, appendReply({ matchIndex: 0 }), 1100);
    const outcome = deliver(node, message, 1249);
    expect(noteOf(outcome, 'voteIgnored')).toMatchObject({ leader: 'S1', heardMsAgo: 149 });
    deliver(node, message, 1250);
    expect([node.role, node.currentTerm]).toEqual(['follower', 7]);
  });
});
