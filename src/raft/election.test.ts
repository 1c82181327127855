import { describe, expect, it } from 'vitest';
import {
  appendEntries,
  appendReply,
  deliver,
  elect,
  feed,
  nodeOf,
  noteOf,
  persistAll,
  requestVote,
  requestVoteReply,
  whats,
} from './testNode.ts';
import { paperRules, type Rules, type VoteReplyFacts } from './rules.ts';
import type { Outcome, Term } from './types.ts';

function granted(outcome: Outcome): boolean {
  const reply = outcome.sendAfterPersist[0];
  if (reply?.type !== 'RequestVoteReply') throw new Error('no vote reply');
  return reply.voteGranted;
}

describe('starting an election', () => {
  it('P5.2: raises the term, votes for itself and asks every other voter, once the vote is on disk', () => {
    const node = nodeOf({ log: [1, 1, 3], voters: ['S1', 'S2', 'S3', 'S4'], learners: ['S5'] });
    const outcome = feed(node, { kind: 'timer' }, 300);
    expect([node.role, node.currentTerm, node.votedFor, node.leaderId]).toEqual(['candidate', 4, 'S1', null]);
    expect(outcome.sendNow).toEqual([]);
    expect(outcome.sendAfterPersist).toEqual(
      ['S2', 'S3', 'S4'].map((to) => requestVote({ from: 'S1', to, term: 4, lastLogIndex: 3, lastLogTerm: 3 })),
    );
    expect(outcome.persist).toEqual([
      { id: 1, hardState: { currentTerm: 4, votedFor: 'S1' }, truncateFrom: null, snapshot: null, append: [] },
    ]);
  });

  it('P5.2: draws a new timeout for the election itself', () => {
    const node = nodeOf();
    const outcome = feed(node, { kind: 'campaign' }, 1000);
    expect(outcome.deadline).toBe(1000 + node.electionTimeoutMs);
    expect(noteOf(outcome, 'electionStarted')).toEqual({ term: 1, timeoutMs: node.electionTimeoutMs });
  });

  it('P5.2: starts over in the next term when nobody wins', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    persistAll(node);
    feed(node, { kind: 'timer' }, 400);
    expect([node.role, node.currentTerm, node.votes]).toEqual(['candidate', 2, {}]);
  });

  it('T4.2.1: a learner and a node outside its configuration have no election timer and never campaign', () => {
    const learner = nodeOf({ id: 'S4', learners: ['S4'] });
    const outsider = nodeOf({ id: 'S9' });
    expect([learner.role, outsider.role]).toEqual(['learner', 'follower']);
    for (const node of [learner, outsider]) {
      expect(node.electionDeadline).toBeNull();
      const outcome = feed(node, { kind: 'campaign' });
      expect(whats(outcome)).toEqual(['campaignIgnored']);
      expect([node.currentTerm, outcome.persist, outcome.sendAfterPersist]).toEqual([0, [], []]);
    }
  });

  it('P6: a voter of only one half of a joint configuration may campaign', () => {
    const leaving = nodeOf({ voters: ['S2', 'S3'], votersOutgoing: ['S1', 'S2'] });
    feed(leaving, { kind: 'campaign' });
    expect(leaving.role).toBe('candidate');
  });

  it('P5.2: a leader does not campaign', () => {
    const node = nodeOf();
    elect(node);
    expect(whats(feed(node, { kind: 'campaign' }))).toEqual(['campaignIgnored']);
    expect([node.role, node.currentTerm]).toEqual(['leader', 1]);
  });
});

describe('the vote table of RAFT.md', () => {
  const table: readonly [log: Term[], lastTerm: Term, lastIndex: number, vote: boolean][] = [
    [[1], 1, 1, true],
    [[1], 1, 2, true],
    [[1], 2, 1, true],
    [[1, 1], 1, 1, false],
    [[1, 1], 2, 1, true],
    [[2], 1, 2, false],
    [[], 0, 0, true],
    [[1], 0, 0, false],
  ];

  it.each(table)('P5.4.1: log %j, candidate ends with term %d at index %d: %s', (log, lastLogTerm, lastLogIndex, vote) => {
    const node = nodeOf({ log, term: 3 });
    const outcome = deliver(node, requestVote({ term: 4, lastLogTerm, lastLogIndex }));
    expect(granted(outcome)).toBe(vote);
    expect(node.votedFor).toBe(vote ? 'S2' : null);
    expect(node.currentTerm).toBe(4);
    const note = noteOf(outcome, vote ? 'voteGranted' : 'voteRefused');
    expect(note).toMatchObject({
      candidate: 'S2',
      candidateLastTerm: lastLogTerm,
      candidateLastIndex: lastLogIndex,
      lastLogTerm: log.at(-1) ?? 0,
      lastLogIndex: log.length,
    });
  });

  it('P5.2: one vote a term: the same candidate again, no other, the same again after a crash', () => {
    const node = nodeOf({ term: 1 });
    expect(granted(deliver(node, requestVote({ from: 'S2' })))).toBe(true);
    expect(granted(deliver(node, requestVote({ from: 'S2' })))).toBe(true);
    const other = deliver(node, requestVote({ from: 'S3' }));
    expect(granted(other)).toBe(false);
    expect(other.notes.at(-1)?.rule).toBe('mayVoteFor');
    const again = nodeOf({ term: node.currentTerm, votedFor: node.votedFor });
    expect(granted(deliver(again, requestVote({ from: 'S3' })))).toBe(false);
    expect(granted(deliver(again, requestVote({ from: 'S2' })))).toBe(true);
  });

  it('P5.1: refuses a candidate of an earlier term and tells it the current one', () => {
    const node = nodeOf({ term: 3 });
    const outcome = deliver(node, requestVote({ term: 2, lastLogTerm: 2, lastLogIndex: 9 }));
    expect(outcome.sendAfterPersist).toEqual([requestVoteReply({ from: 'S1', to: 'S2', term: 3, voteGranted: false })]);
    expect([node.currentTerm, node.votedFor, outcome.persist]).toEqual([3, null, []]);
  });

  it('P5.2: candidate and leader have voted for themselves, so others of their term get no vote', () => {
    const candidate = nodeOf();
    feed(candidate, { kind: 'campaign' });
    const leader = nodeOf();
    elect(leader);
    for (const node of [candidate, leader]) {
      expect(granted(deliver(node, requestVote({ lastLogIndex: 9, lastLogTerm: 1 })))).toBe(false);
      expect(node.votedFor).toBe('S1');
    }
  });

  it('P5.2: a vote given is kept when the same term brings a leader', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    deliver(node, appendEntries({ term: 1 }));
    expect([node.role, node.votedFor, node.currentTerm]).toEqual(['follower', 'S1', 1]);
    expect(granted(deliver(node, requestVote({ from: 'S3', lastLogIndex: 9, lastLogTerm: 1 })))).toBe(false);
  });

  it('T4.2.1: a learner votes when asked: the asker may know that it is a voter', () => {
    const learner = nodeOf({ id: 'S4', learners: ['S4'] });
    expect(granted(deliver(learner, requestVote({ to: 'S4' })))).toBe(true);
    expect([learner.role, learner.votedFor, learner.electionDeadline]).toEqual(['learner', 'S2', null]);
  });
});

describe('who may grant a vote', () => {
  it('T4.2.1: the rule is told whether the node is a learner', () => {
    const rules: Rules = { ...paperRules, mayGrantVotes: (isLearner) => !isLearner };
    const follower = deliver(nodeOf({ rules }), requestVote(), 0, rules);
    const learner = deliver(nodeOf({ id: 'S4', learners: ['S4'], rules }), requestVote({ to: 'S4' }), 0, rules);
    expect([follower, learner].map(granted)).toEqual([true, false]);
    expect(learner.notes).toMatchObject([{ what: 'steppedDown' }, { what: 'voteRefused', rule: 'mayGrantVotes' }]);
  });
});

describe('counting votes', () => {
  it('P5.2: leads with a majority, its own vote included', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'] });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    deliver(node, requestVoteReply({ from: 'S2' }));
    expect(node.role).toBe('candidate');
    const outcome = deliver(node, requestVoteReply({ from: 'S3' }));
    expect([node.role, node.leaderId]).toEqual(['leader', 'S1']);
    expect(noteOf(outcome, 'becameLeader')).toEqual({ term: 1, votes: 3, needed: 3 });
  });

  it('P5.2: the rule that counts is told the truth, and broken, it makes nobody count who doesn’t campaign', () => {
    const told: VoteReplyFacts[] = [];
    const rules: Rules = {
      ...paperRules,
      countsVote: (facts) => {
        told.push(facts);
        return true;
      },
    };
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'], rules });
    feed(node, { kind: 'campaign' }, 0, rules);
    for (const from of ['S2', 'S2']) deliver(node, requestVoteReply({ from }), 0, rules);
    const follower = nodeOf({ term: 2, rules });
    expect(whats(deliver(follower, requestVoteReply(), 0, rules))).toEqual(['replyIgnored']);
    expect(told).toEqual([
      { replyTerm: 1, currentTerm: 1, isCandidate: true, alreadyAnswered: false },
      { replyTerm: 1, currentTerm: 1, isCandidate: true, alreadyAnswered: true },
      { replyTerm: 1, currentTerm: 2, isCandidate: false, alreadyAnswered: false },
    ]);
  });

  it('P5.2: says of every answer what it made, and which it passed over', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'] });
    feed(node, { kind: 'campaign' });
    for (const from of ['S2', 'S4']) deliver(node, requestVoteReply({ from, voteGranted: false }));
    const counted = deliver(node, requestVoteReply({ from: 'S3' }));
    expect(noteOf(counted, 'voteCounted')).toEqual({ voter: 'S3', granted: true, votes: 1, needed: 3 });
    const again = deliver(node, requestVoteReply({ from: 'S3', term: 0 }));
    expect(noteOf(again, 'replyIgnored')).toEqual({ peer: 'S3', replyTerm: 0, currentTerm: 1, role: 'candidate' });
  });

  it('P5.2: its own vote counts nothing once it follows another', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    deliver(node, appendEntries());
    const outcomes = persistAll(node);
    expect([node.role, node.votes, outcomes.map(whats)]).toEqual(['follower', {}, [['durable']]]);
  });

  it('P Fig. 2: a write says whether it carries the node’s vote for itself', () => {
    const voting = nodeOf();
    deliver(voting, requestVote());
    expect(voting.writes).toEqual([{ id: 1, lastIndex: 0, selfVoteTerm: null }]);
    const campaigning = nodeOf();
    feed(campaigning, { kind: 'campaign' });
    expect(campaigning.writes).toEqual([{ id: 1, lastIndex: 0, selfVoteTerm: 1 }]);
  });

  it('P5.2: four voters need three votes', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4'] });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    deliver(node, requestVoteReply({ from: 'S2' }));
    expect(node.role).toBe('candidate');
    deliver(node, requestVoteReply({ from: 'S4' }));
    expect(node.role).toBe('leader');
  });

  it('P Fig. 2: its own vote counts only when it is on disk', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    deliver(node, requestVoteReply({ from: 'S2' }));
    expect(node.role).toBe('candidate');
    persistAll(node);
    expect(node.role).toBe('leader');
  });

  it('P Fig. 2: a vote for itself that became durable only after the next campaign does not count there', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    feed(node, { kind: 'campaign' });
    deliver(node, requestVoteReply({ from: 'S2', term: 2 }));
    feed(node, { kind: 'persisted', write: 1 });
    expect([node.role, node.currentTerm]).toEqual(['candidate', 2]);
    feed(node, { kind: 'persisted', write: 2 });
    expect(node.role).toBe('leader');
  });

  it('P5.2: a single node elects itself once its vote is on disk, and commits once its no-op is', () => {
    const node = nodeOf({ voters: ['S1'] });
    feed(node, { kind: 'campaign' });
    expect(node.role).toBe('candidate');
    feed(node, { kind: 'persisted', write: 1 });
    expect([node.role, node.commitIndex]).toEqual(['leader', 0]);
    feed(node, { kind: 'persisted', write: 2 });
    expect(node.commitIndex).toBe(1);
  });

  it('P5.2: the same voter twice is one vote', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'] });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    deliver(node, requestVoteReply({ from: 'S2' }));
    const again = deliver(node, requestVoteReply({ from: 'S2' }));
    expect(whats(again)).toEqual(['replyIgnored']);
    expect(node.role).toBe('candidate');
  });

  it('P5.2: a vote of an earlier term counts nothing', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    expect(whats(deliver(node, requestVoteReply({ term: 1 })))).toEqual(['replyIgnored']);
    expect(node.role).toBe('candidate');
  });

  it('P5.2: a vote of a node without a vote, or a refusal, makes no leader', () => {
    const node = nodeOf({ learners: ['S4'] });
    feed(node, { kind: 'campaign' });
    persistAll(node);
    deliver(node, requestVoteReply({ from: 'S4' }));
    deliver(node, requestVoteReply({ from: 'S2', voteGranted: false }));
    expect(node.role).toBe('candidate');
  });

  it('P5.2: a vote that comes after the election is over changes nothing', () => {
    const node = nodeOf();
    elect(node);
    const before = structuredClone(node);
    expect(whats(deliver(node, requestVoteReply({ from: 'S3' })))).toEqual(['replyIgnored']);
    expect(node).toEqual(before);
  });

  it('P6: a joint configuration needs a majority of both halves', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S1', 'S4', 'S5'] });
    const outcome = feed(node, { kind: 'campaign' });
    expect(outcome.sendAfterPersist.map(({ to }) => to)).toEqual(['S2', 'S3', 'S4', 'S5']);
    persistAll(node);
    deliver(node, requestVoteReply({ from: 'S2' }));
    deliver(node, requestVoteReply({ from: 'S3' }));
    expect(node.role).toBe('candidate');
    deliver(node, requestVoteReply({ from: 'S5' }));
    expect(node.role).toBe('leader');
  });

  it('P5.2: a new leader speaks to everybody at once', () => {
    const node = nodeOf({ log: [1, 1], learners: ['S4'] });
    const sent = elect(node);
    expect(sent.map(({ type, to }) => [type, to])).toEqual(['S2', 'S3', 'S4'].map((to) => ['AppendEntries', to]));
    expect(node.progress['S2']).toMatchObject({ nextIndex: 4, matchIndex: 0, state: 'stream' });
  });

  it('P8: its first entry is a no-op of its own term, unless that is switched off', () => {
    const withNoOp = nodeOf({ log: [1, 1] });
    elect(withNoOp);
    expect(withNoOp.log.entries.at(-1)).toEqual({ index: 3, term: 2, command: null });
    const without = nodeOf({ log: [1, 1], options: { noOpOnElection: false } });
    elect(without);
    expect(without.log.entries).toHaveLength(2);
  });
});

describe('terms', () => {
  const higher = [
    requestVote({ term: 9 }),
    requestVoteReply({ term: 9, voteGranted: false }),
    appendEntries({ term: 9 }),
    appendReply({ term: 9, success: false }),
  ];
  const makers = {
    follower: () => nodeOf({ term: 3, votedFor: 'S3' }),
    candidate: () => {
      const node = nodeOf({ term: 2 });
      feed(node, { kind: 'campaign' });
      return node;
    },
    leader: () => {
      const node = nodeOf({ term: 2, options: { noOpOnElection: false } });
      elect(node);
      return node;
    },
    learner: () => nodeOf({ term: 3, votedFor: 'S3', id: 'S1', voters: ['S2', 'S3'], learners: ['S1'] }),
  };

  for (const [role, make] of Object.entries(makers)) {
    it.each(higher)(`P5.1: a ${role} that sees term 9 in $type takes it over and follows`, (message) => {
      const node = make();
      expect([node.role, node.currentTerm]).toEqual([role, 3]);
      const outcome = deliver(node, message);
      expect([node.role, node.currentTerm]).toEqual([role === 'learner' ? 'learner' : 'follower', 9]);
      expect(noteOf(outcome, 'steppedDown')).toEqual({ from: role, currentTerm: 3, messageTerm: 9 });
      expect(outcome.persist.at(-1)?.hardState).toEqual({ currentTerm: 9, votedFor: node.votedFor });
      expect(node.votedFor).toBe(message.type === 'RequestVote' ? 'S2' : null);
      expect([node.progress, node.votes, node.heartbeatDeadline]).toEqual([{}, {}, null]);
    });
  }

  it('P8: a leader that steps down tells its clients that it cannot know', () => {
    const node = nodeOf();
    elect(node);
    feed(node, { kind: 'propose', request: 7, command: { set: ['x', '1'] } });
    const outcome = deliver(node, requestVote({ term: 9 }));
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'unknown', result: null }]);
    expect(outcome.replies[0]?.reason).toMatch(/may still commit/);
    expect(node.proposals).toEqual([]);
  });
});
