import { describe, expect, it } from 'vitest';
import { appendEntries, deliver, elect, feed, nodeOf, noteOf, persistAll, whats, type TestNode } from './testNode.ts';
import { preVote, preVoteReply } from './testMessages.ts';
import { paperRules, type Rules, type VoteReplyFacts } from './rules.ts';
import type { Outcome, PreVoteReply, RaftNode } from './types.ts';

const asking = (is: TestNode = {}): RaftNode => nodeOf({ ...is, options: { preVote: true, ...is.options } });

function replyOf(outcome: Outcome): PreVoteReply {
  const [reply] = outcome.sendAfterPersist;
  if (reply?.type !== 'PreVoteReply') throw new Error('no answer to the pre-vote');
  return reply;
}

describe('asking', () => {
  it('T9.6: a timeout asks every other voter about the next term, and changes neither term nor vote', () => {
    const node = asking({ log: [1, 2], voters: ['S1', 'S2'], votersOutgoing: ['S3'], learners: ['S4'] });
    const outcome = feed(node, { kind: 'timer' }, 300);
    expect(node).toMatchObject({ role: 'preCandidate', currentTerm: 2, votedFor: null, leaderId: null, votes: { S1: true } });
    expect(outcome.persist).toEqual([]);
    expect(outcome.sendNow).toEqual(
      ['S2', 'S3'].map((to) => preVote({ from: 'S1', to, term: 3, lastLogIndex: 2, lastLogTerm: 2 })),
    );
    expect(noteOf(outcome, 'preVoteStarted')).toEqual({ term: 2, proposedTerm: 3, timeoutMs: node.electionTimeoutMs });
    expect(noteOf(outcome, 'preVoteCounted')).toEqual({ voter: 'S1', granted: true, votes: 1, needed: 2, proposedTerm: 3 });
    expect(node.electionDeadline).toBe(300 + node.electionTimeoutMs);
  });

  it('T9.6: a majority, its own vote included, starts the election', () => {
    const node = asking({ voters: ['S1', 'S2', 'S3', 'S4'] });
    feed(node, { kind: 'campaign' });
    const second = deliver(node, preVoteReply());
    expect(noteOf(second, 'preVoteCounted')).toEqual({ voter: 'S2', granted: true, votes: 2, needed: 3, proposedTerm: 1 });
    expect([node.role, node.currentTerm]).toEqual(['preCandidate', 0]);
    const third = deliver(node, preVoteReply({ from: 'S3' }));
    expect([node.role, node.currentTerm, node.votedFor, node.votes]).toEqual(['candidate', 1, 'S1', {}]);
    expect(third.sendAfterPersist).toMatchObject(new Array(3).fill({ type: 'RequestVote', term: 1, transfer: false }));
  });

  it('T9.6: a single voter needs to ask nobody', () => {
    const node = asking({ voters: ['S1'] });
    expect(whats(feed(node, { kind: 'campaign' }))).toEqual(['preVoteStarted', 'preVoteCounted', 'electionStarted']);
    expect(node.role).toBe('candidate');
  });

  it('T9.6: a refusal counts nothing; the same voter twice counts once', () => {
    const node = asking({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'] });
    feed(node, { kind: 'campaign' });
    deliver(node, preVoteReply({ voteGranted: false }));
    deliver(node, preVoteReply({ from: 'S3' }));
    expect(whats(deliver(node, preVoteReply({ from: 'S3' })))).toEqual(['replyIgnored']);
    expect([node.role, node.votes]).toEqual(['preCandidate', { S1: true, S2: false, S3: true }]);
  });

  it('T9.6: an answer to an earlier question, or to who asks no more, is ignored', () => {
    const node = asking({ term: 3, voters: ['S1', 'S2', 'S3'] });
    feed(node, { kind: 'campaign' });
    const late = deliver(node, preVoteReply({ term: 2, forTerm: 3 }));
    expect(noteOf(late, 'replyIgnored')).toEqual({ peer: 'S2', replyTerm: 2, currentTerm: 3, role: 'preCandidate' });
    const follower = nodeOf({ term: 3 });
    expect(whats(deliver(follower, preVoteReply({ term: 3, forTerm: 4 })))).toEqual(['replyIgnored']);
    expect(follower.votes).toEqual({});
  });

  it('T9.6: the rule that counts is told the truth, and broken, it makes nobody count who doesn’t ask', () => {
    const told: VoteReplyFacts[] = [];
    const rules: Rules = {
      ...paperRules,
      countsVote: (facts) => {
        told.push(facts);
        return true;
      },
    };
    const node = asking({ term: 3, voters: ['S1', 'S2', 'S3', 'S4', 'S5'], rules });
    feed(node, { kind: 'campaign' }, 0, rules);
    for (const from of ['S2', 'S2']) deliver(node, preVoteReply({ from, term: 2, forTerm: 4 }), 0, rules);
    const follower = nodeOf({ term: 3, rules });
    deliver(follower, preVoteReply({ term: 2, forTerm: 3 }), 0, rules);
    expect([follower.role, follower.votes]).toEqual(['follower', {}]);
    expect(told).toEqual([
      { replyTerm: 3, currentTerm: 3, isCandidate: true, alreadyAnswered: false },
      { replyTerm: 3, currentTerm: 3, isCandidate: true, alreadyAnswered: true },
      { replyTerm: 2, currentTerm: 3, isCandidate: false, alreadyAnswered: false },
    ]);
  });

  it('T9.6: a joint configuration needs a majority of both halves', () => {
    const node = asking({ voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S4', 'S5', 'S6'] });
    feed(node, { kind: 'campaign' });
    deliver(node, preVoteReply({ from: 'S2' }));
    deliver(node, preVoteReply({ from: 'S4' }));
    expect(node.role).toBe('preCandidate');
    deliver(node, preVoteReply({ from: 'S5' }));
    expect(node.role).toBe('candidate');
  });

  it('T9.6: an answer of a later term is taken over, and ends the question', () => {
    const node = asking({ log: [1] });
    feed(node, { kind: 'campaign' });
    deliver(node, preVoteReply({ term: 5, forTerm: 2, voteGranted: false }));
    expect(node).toMatchObject({ role: 'follower', currentTerm: 5, votes: {} });
  });

  it('T9.6: asks anew when nobody wins, without raising the term', () => {
    const node = asking({ term: 4 });
    feed(node, { kind: 'campaign' });
    deliver(node, preVoteReply({ term: 4, forTerm: 5, voteGranted: false }));
    const again = feed(node, { kind: 'timer' }, 1000);
    expect(whats(again)).toEqual(['preVoteStarted', 'preVoteCounted']);
    expect([node.currentTerm, node.votes]).toEqual([4, { S1: true }]);
  });

  it('P5.2: who hears the leader of its term stops asking', () => {
    const node = asking({ term: 1 });
    feed(node, { kind: 'campaign' });
    const outcome = deliver(node, appendEntries(), 10);
    expect(noteOf(outcome, 'steppedDown')).toEqual({ from: 'preCandidate', currentTerm: 1, messageTerm: 1 });
    expect(node).toMatchObject({ role: 'follower', leaderId: 'S2', votes: {} });
  });

  it('T9.6: a candidate that was not elected asks first again', () => {
    const node = asking({ voters: ['S1', 'S2'] });
    feed(node, { kind: 'campaign' });
    deliver(node, preVoteReply());
    expect([node.role, node.currentTerm]).toEqual(['candidate', 1]);
    feed(node, { kind: 'timer' }, 1000);
    expect([node.role, node.currentTerm]).toEqual(['preCandidate', 1]);
  });

  it('T9.6: a learner and a leader ask nobody', () => {
    const learner = asking({ id: 'S4', learners: ['S4'] });
    expect(noteOf(feed(learner, { kind: 'campaign' }), 'campaignIgnored')).toEqual({ role: 'learner', voter: false });
    const leader = nodeOf();
    elect(leader);
    const outcome = feed(leader, { kind: 'campaign' });
    expect([noteOf(outcome, 'campaignIgnored'), leader.role]).toEqual([{ role: 'leader', voter: true }, 'leader']);
  });
});

describe('answering', () => {
  it('T9.6: says yes to a log as good as its own, and promises nothing: no term, no vote, no timer', () => {
    const node = nodeOf({ log: [1, 2], term: 2 });
    const { electionDeadline } = node;
    const outcome = deliver(node, preVote({ term: 3, lastLogIndex: 2, lastLogTerm: 2 }), 50);
    expect(replyOf(outcome)).toEqual(preVoteReply({ from: 'S1', to: 'S2', term: 2, forTerm: 3, voteGranted: true }));
    expect(noteOf(outcome, 'preVoteGranted')).toEqual({
      candidate: 'S2',
      proposedTerm: 3,
      currentTerm: 2,
      candidateLastTerm: 2,
      candidateLastIndex: 2,
      lastLogTerm: 2,
      lastLogIndex: 2,
      heardMsAgo: null,
      leastTimeoutMs: 150,
    });
    expect(node).toMatchObject({ currentTerm: 2, votedFor: null, electionDeadline });
    expect([outcome.persist, outcome.sendNow]).toEqual([[], []]);
  });

  it('P5.4.1: says no to a log that is behind', () => {
    const node = nodeOf({ log: [1, 2] });
    for (const behind of [{ lastLogIndex: 9, lastLogTerm: 1 }, { lastLogIndex: 1, lastLogTerm: 2 }]) {
      const outcome = deliver(node, preVote({ term: 3, ...behind }));
      expect([replyOf(outcome).voteGranted, whats(outcome)]).toEqual([false, ['preVoteRefused']]);
    }
    expect(replyOf(deliver(node, preVote({ term: 3, lastLogIndex: 1, lastLogTerm: 3 }))).voteGranted).toBe(true);
  });

  it('T9.6: a pre-vote of an earlier term is refused with the term, so that the asker learns it', () => {
    const node = nodeOf({ term: 7 });
    const outcome = deliver(node, preVote({ term: 3 }));
    expect(replyOf(outcome)).toMatchObject({ term: 7, forTerm: 3, voteGranted: false });
    expect(whats(outcome)).toEqual(['preVoteRefused']);
  });

  it('T9.6: about its own term it answers by the vote it has given', () => {
    const message = preVote({ term: 4 });
    expect(replyOf(deliver(nodeOf({ term: 4, votedFor: 'S3' }), message)).voteGranted).toBe(false);
    expect(replyOf(deliver(nodeOf({ term: 4, votedFor: 'S2' }), message)).voteGranted).toBe(true);
    expect(replyOf(deliver(nodeOf({ term: 4 }), message)).voteGranted).toBe(true);
    // A vote of an earlier term says nothing about the next.
    expect(replyOf(deliver(nodeOf({ term: 3, votedFor: 'S3' }), message)).voteGranted).toBe(true);
  });

  it('T9.6, P6: says no within the least timeout of hearing a leader, and yes after it', () => {
    const node = nodeOf();
    deliver(node, appendEntries(), 1000);
    const message = preVote({ term: 2 });
    const early = deliver(node, message, 1149);
    expect([replyOf(early).voteGranted, noteOf(early, 'preVoteRefused').heardMsAgo]).toEqual([false, 149]);
    expect(replyOf(deliver(node, message, 1150)).voteGranted).toBe(true);
  });

  it('T9.6, P6: a leader that a majority answers says no; one that nobody answers says yes', () => {
    const node = nodeOf({ options: { noOpOnElection: false } });
    elect(node, 1000);
    const message = preVote({ term: 2 });
    expect(noteOf(deliver(node, message, 1100), 'preVoteRefused').heardMsAgo).toBe(100);
    const late = deliver(node, message, 1150);
    expect([replyOf(late).voteGranted, node.role, node.currentTerm]).toEqual([true, 'leader', 1]);
  });

  it('T4.2.1: a learner would vote, too', () => {
    const learner = nodeOf({ id: 'S4', learners: ['S4'] });
    expect(replyOf(deliver(learner, preVote({ to: 'S4' }))).voteGranted).toBe(true);
  });

  it('T4.2.1: the rule who may is told whether the node is a learner', () => {
    const rules: Rules = { ...paperRules, mayGrantVotes: (isLearner) => !isLearner };
    const follower = deliver(nodeOf({ rules }), preVote(), 0, rules);
    const learner = deliver(nodeOf({ id: 'S4', learners: ['S4'], rules }), preVote({ to: 'S4' }), 0, rules);
    expect([follower, learner].map((outcome) => replyOf(outcome).voteGranted)).toEqual([true, false]);
    expect(learner.notes).toMatchObject([{ what: 'preVoteRefused', rule: 'mayGrantVotes' }]);
  });

  it('T9.6: the rule that answers stale ones, broken, drops those and no others', () => {
    const rules: Rules = { ...paperRules, answersStalePreVote: () => false };
    const dropped = deliver(nodeOf({ term: 3, rules }), preVote({ term: 2 }), 0, rules);
    expect([whats(dropped), dropped.sendAfterPersist]).toEqual([['preVoteDropped'], []]);
    expect(replyOf(deliver(nodeOf({ term: 3, rules }), preVote({ term: 3 }), 0, rules)).voteGranted).toBe(true);
  });

  it('P Fig. 2: an answer waits for what was written before', () => {
    const node = nodeOf();
    deliver(node, appendEntries({ terms: [1] }));
    const outcome = deliver(node, preVote({ term: 2, lastLogIndex: 1, lastLogTerm: 1 }), 500);
    expect([outcome.sendNow, outcome.sendAfterPersist.length]).toEqual([[], 1]);
    persistAll(node);
  });
});
