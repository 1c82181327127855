import { describe, expect, it } from 'vitest';
import { note, type VoteValues } from '../raft/notes.ts';
import { compared } from './narrateCompare.ts';
import { narrateNote } from './narrateNote.ts';
import { appendEntries, appendEntriesReply, envelopeOf, noOps, preVoteReply, timeoutNow, traceEvent } from './testEvent.ts';
import type { BasicNoteKind, Told } from './testNotes.ts';

const vote: VoteValues = {
  candidate: 'S5',
  messageTerm: 4,
  currentTerm: 4,
  votedFor: null,
  candidateLastTerm: 3,
  candidateLastIndex: 17,
  lastLogTerm: 3,
  lastLogIndex: 17,
};

const refusedAppend = {
  leader: 'S3',
  messageTerm: 4,
  currentTerm: 4,
  prevLogIndex: 18,
  prevLogTerm: 4,
  haveTerm: null,
  lastLogIndex: 15,
};

/** Every kind of note of elections and replication; the others are in narrateFeatures.test.ts. */
const told: Record<BasicNoteKind, readonly Told[]> = {
  electionStarted: [
    [
      note('electionStarted', 'startElection', { term: 4, timeoutMs: 214 }),
      'S2’s election timer fires: it becomes a candidate for term 4 and votes for itself.',
      null,
    ],
  ],
  campaignIgnored: [
    [
      note('campaignIgnored', 'mayCampaign', { role: 'leader', voter: true }),
      'S2 doesn’t campaign: it is already the leader.',
      null,
    ],
    [
      note('campaignIgnored', 'mayCampaign', { role: 'learner', voter: false }),
      'S2 doesn’t campaign: it is no voter of its own configuration.',
      null,
    ],
  ],
  becameLeader: [
    [
      note('becameLeader', 'quorumSize', { term: 4, votes: 3, needed: 3 }),
      'S2 becomes leader of term 4 with 3 of the 3 votes it needs.',
      '3 ≥ 3',
    ],
    [
      note('becameLeader', 'quorumSize', { term: 1, votes: 1, needed: 1 }),
      'S2 becomes leader of term 1: its own vote is all it needs.',
      '1 ≥ 1',
    ],
    [
      note('becameLeader', 'quorumSize', { term: 4, votes: 4, needed: 2 }),
      'S2 becomes leader of term 4 with 4 votes: a majority of both halves of the joint configuration.',
      '4 ≥ 2',
    ],
  ],
  steppedDown: [
    [
      note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 2, messageTerm: 4 }),
      'S2 steps down: S3’s AppendEntries 16–18 carries term 4, and S2 led term 2.',
      '4 > 2',
    ],
    [
      note('steppedDown', 'stepsDown', { from: 'candidate', currentTerm: 2, messageTerm: 4 }),
      'S2 gives up its candidacy for term 2: S3’s AppendEntries 16–18 carries term 4.',
      '4 > 2',
    ],
    [
      note('steppedDown', 'recognisesLeader', { from: 'candidate', currentTerm: 4, messageTerm: 4 }),
      'S2 gives up its candidacy: S3’s AppendEntries 16–18 shows that term 4 has a leader.',
      '4 = 4',
    ],
    [
      note('steppedDown', 'stepsDown', { from: 'follower', currentTerm: 2, messageTerm: 4 }),
      'S2 takes over term 4 from S3’s AppendEntries 16–18: it was in term 2.',
      '4 > 2',
    ],
    [
      note('steppedDown', 'recognisesLeader', { from: 'preCandidate', currentTerm: 4, messageTerm: 4 }),
      'S2 gives up its pre-vote: S3’s AppendEntries 16–18 shows that term 4 has a leader.',
      '4 = 4',
    ],
    [
      note('steppedDown', 'stepsDown', { from: 'preCandidate', currentTerm: 2, messageTerm: 4 }),
      'S2 gives up its pre-vote: S3’s AppendEntries 16–18 carries term 4, and S2 was in term 2.',
      '4 > 2',
    ],
    [
      note('steppedDown', 'removedLeader', { from: 'leader', currentTerm: 4, messageTerm: 4 }),
      'S2 steps down: it is no voter of the configuration that is committed now.',
      null,
    ],
  ],
  leaderKnown: [
    [
      note('leaderKnown', 'recognisesLeader', { leader: 'S5', term: 4 }),
      'S2 now knows S5 as the leader of term 4.',
      null,
    ],
  ],
  voteGranted: [
    [
      note('voteGranted', 'logIsUpToDate', vote),
      'S2 votes for S5 in term 4: both logs end at 17 with term 3.',
      't3@17 ≥ t3@17',
    ],
    [
      note('voteGranted', 'logIsUpToDate', { ...vote, lastLogIndex: 16 }),
      'S2 votes for S5 in term 4: S5’s log ends at 17 with term 3, its own ends at 16 with term 3.',
      't3@17 ≥ t3@16',
    ],
  ],
  voteRefused: [
    [
      note('voteRefused', 'isStale', { ...vote, messageTerm: 2 }),
      'S2 refuses S5 its vote: the request is of term 2, and S2 is already in term 4.',
      '2 < 4',
    ],
    [
      note('voteRefused', 'mayVoteFor', { ...vote, votedFor: 'S1' }),
      'S2 refuses S5 its vote: in term 4 it has already voted for S1.',
      'S1 ≠ S5',
    ],
    [
      note('voteRefused', 'mayVoteFor', { ...vote, votedFor: 'S2' }),
      'S2 refuses S5 its vote: in term 4 it has already voted for itself.',
      'S2 ≠ S5',
    ],
    [
      note('voteRefused', 'logIsUpToDate', { ...vote, candidateLastTerm: 0, candidateLastIndex: 0 }),
      'S2 refuses S5 its vote: S5’s log is empty, its own ends at 17 with term 3.',
      't0@0 < t3@17',
    ],
  ],
  voteCounted: [
    [
      note('voteCounted', 'countsVote', { voter: 'S1', granted: true, votes: 2, needed: 3 }),
      'S2 counts S1’s vote: it has 2 of the 3 it needs.',
      '2 < 3',
    ],
    [
      note('voteCounted', 'countsVote', { voter: 'S2', granted: true, votes: 1, needed: 3 }),
      'S2 counts its own vote, now that it is on disk: it has 1 of the 3 it needs.',
      '1 < 3',
    ],
    [
      note('voteCounted', 'countsVote', { voter: 'S1', granted: false, votes: 1, needed: 3 }),
      'S2 gets no vote from S1: it still has 1 of the 3 it needs.',
      '1 < 3',
    ],
    [
      note('voteCounted', 'countsVote', { voter: 'S1', granted: true, votes: 3, needed: 2 }),
      'S2 counts S1’s answer: it has 3 votes, but not yet a majority of both halves of the joint configuration.',
      '3 ≥ 2',
    ],
  ],
  replyIgnored: [
    [
      note('replyIgnored', 'countsVote', { peer: 'S1', replyTerm: 2, currentTerm: 4, role: 'leader' }),
      'S2 ignores S1’s reply: it is of term 2, and S2 is in term 4.',
      '2 < 4',
    ],
    [
      note('replyIgnored', 'countsVote', { peer: 'S1', replyTerm: 4, currentTerm: 4, role: 'leader' }),
      'S2 ignores S1’s reply: as leader it isn’t waiting for one.',
      null,
    ],
    [
      note('replyIgnored', 'isStale', { peer: 'S6', replyTerm: 4, currentTerm: 4, role: 'leader' }),
      'S2 ignores S6’s reply: S6 is not in its configuration.',
      null,
    ],
  ],
  heartbeatSent: [
    [
      note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 4 }),
      'S2’s heartbeat timer fires: it sends AppendEntries to 4 other nodes.',
      null,
    ],
    [
      note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 0 }),
      'S2’s heartbeat timer fires: there is nobody to send to.',
      null,
    ],
  ],
  heartbeatAccepted: [
    [
      note('heartbeatAccepted', 'resetsElectionTimer', { leader: 'S5', term: 4 }),
      'S2 accepts S5’s heartbeat of term 4.',
      null,
    ],
  ],
  appendRefused: [
    [
      note('appendRefused', 'isStale', { ...refusedAppend, messageTerm: 2 }),
      'S2 refuses S3’s AppendEntries: it speaks for term 2, and S2 is already in term 4.',
      '2 < 4',
    ],
    [
      note('appendRefused', 'matchesPrevious', refusedAppend),
      'S2 refuses S3’s AppendEntries: it builds on entry 18, and S2’s log ends at 15.',
      '18 > 15',
    ],
    [
      note('appendRefused', 'matchesPrevious', { ...refusedAppend, haveTerm: 2, lastLogIndex: 18 }),
      'S2 refuses S3’s AppendEntries: it builds on entry 18 of term 4, and S2 has term 2 there.',
      't4 ≠ t2',
    ],
    [
      note('appendRefused', 'matchesPrevious', { ...refusedAppend, lastLogIndex: 0 }),
      'S2 refuses S3’s AppendEntries: it builds on entry 18, and S2’s log is empty.',
      '18 > 0',
    ],
  ],
  truncated: [
    [
      note('truncated', 'truncationPoint', { from: 16, to: 18, haveTerm: 2, newTerm: 3 }),
      'S2 deletes entries 16–18: at 16 it has term 2, and the leader has term 3.',
      't2 ≠ t3',
    ],
  ],
  appended: [
    [
      note('appended', 'matchesPrevious', { from: 16, to: 18, already: 0 }),
      'S2 appends entries 16–18.',
      '16–18',
    ],
    [
      note('appended', 'matchesPrevious', { from: 18, to: 18, already: 2 }),
      'S2 appends entry 18: the first 2 it already had.',
      '18',
    ],
    [
      note('appended', 'matchesPrevious', { from: 19, to: 18, already: 3 }),
      'S2 already has all 3 entries: nothing to append.',
      null,
    ],
  ],
  proposed: [
    [
      note('proposed', 'noOpOnElection', { index: 16, term: 3, request: null }),
      'S2 appends a no-op at index 16 in term 3.',
      null,
    ],
    [
      note('proposed', 'leaderAppends', { index: 17, term: 3, request: 5 }),
      'S2 appends the client’s command at index 17 in term 3.',
      null,
    ],
  ],
  proposalRefused: [
    [
      note('proposalRefused', 'onlyLeaderAccepts', { request: 5, leader: 'S5', role: 'follower' }),
      'S2 refuses the client: it is a follower and names S5.',
      null,
    ],
    [
      note('proposalRefused', 'onlyLeaderAccepts', { request: 5, leader: null, role: 'candidate' }),
      'S2 refuses the client: it is a candidate and knows no leader.',
      null,
    ],
  ],
  proposalLost: [
    [
      note('proposalLost', 'leaderLost', { request: 5, index: 17 }),
      'S2 can’t tell its client what becomes of entry 17: it no longer leads.',
      null,
    ],
  ],
  durable: [[note('durable', 'persistsFirst', { lastIndex: 19 }), 'S2’s disk has its log up to 19.', null]],
  matchAdvanced: [
    [
      note('matchAdvanced', 'matchAfterAck', { peer: 'S1', from: 17, to: 18 }),
      'S2 learns that S1 holds its log up to 18: matchIndex was 17.',
      '17 → 18',
    ],
  ],
  ackStale: [
    [
      note('ackStale', 'matchAfterAck', { peer: 'S1', acked: 17, matchIndex: 18 }),
      'S2 learns nothing new: S1 acknowledges 17, and matchIndex is 18.',
      '17 ≤ 18',
    ],
    [
      note('ackStale', 'backtrack', { peer: 'S1', acked: 17, matchIndex: 0 }),
      'S2 ignores S1’s refusal: the question about entry 17 is settled.',
      null,
    ],
  ],
  rolledBack: [
    [
      note('rolledBack', 'backtrack', { peer: 'S3', from: 19, to: 16, conflictTerm: 2, conflictIndex: 14, rollbacks: 1 }),
      'S2 moves nextIndex for S3 back from 19 to 16: S3 has term 2 there, from 14 on; roll-back 1.',
      '19 → 16',
    ],
    [
      note('rolledBack', 'backtrack', { peer: 'S4', from: 19, to: 18, conflictTerm: null, conflictIndex: 18, rollbacks: 2 }),
      'S2 moves nextIndex for S4 back from 19 to 18: S4’s log ends at 17; roll-back 2.',
      '19 → 18',
    ],
  ],
  commitAdvanced: [
    [
      note('commitAdvanced', 'mayCommit', { from: 17, to: 19, copies: 3, needed: 3, leaderCommit: null, proven: null }),
      'S2 commits entries 18–19: 3 nodes hold 19, and 3 are needed.',
      '3 ≥ 3',
    ],
    [
      note('commitAdvanced', 'followerCommit', { from: 17, to: 18, copies: null, needed: null, leaderCommit: 19, proven: 18 }),
      'S2 learns that entry 18 is committed: the leader has committed 19, and the logs agree up to 18.',
      'min(19, 18) = 18',
    ],
  ],
  commitHeld: [
    [
      note('commitHeld', 'mayCommit', { index: 16, entryTerm: 2, currentTerm: 4 }),
      'S2 may not commit entry 16 by counting: it is of term 2, and S2 leads term 4.',
      't2 ≠ t4',
    ],
  ],
  applied: [
    [note('applied', 'appliesInOrder', { from: 16, to: 18 }), 'S2 applies entries 16–18 to its dict.', '16–18'],
  ],
};

const byMessage = traceEvent({ message: envelopeOf(appendEntries({ entries: noOps(16, 18, 4) })) });
const byTimer = traceEvent({ kind: 'timer' });

describe('a note in words', () => {
  const cases = Object.values(told).flat();
  it.each(cases.map(([each, text]) => [text, each] as const))('%s', (text, each) => {
    const event = ['electionStarted', 'heartbeatSent'].includes(each.what) ? byTimer : byMessage;
    expect(narrateNote(event, each)).toBe(text);
  });

  it.each(cases.map(([each, , comparison]) => [each.what, comparison, each] as const))(
    '%s compares %s',
    (_what, comparison, each) => {
      expect(compared(each)).toBe(comparison);
    },
  );

  it('says what else than a timer an election begins with', () => {
    const started = note('electionStarted', 'startElection', { term: 5, timeoutMs: 214 });
    const won = traceEvent({ node: 'S5', message: envelopeOf(preVoteReply()) });
    expect(narrateNote(won, started)).toBe('S5 has won its pre-vote: it becomes a candidate for term 5 and votes for itself.');
    const told = traceEvent({ message: envelopeOf(timeoutNow()) });
    expect(narrateNote(told, started)).toBe('S2 campaigns because S3 hands over: it becomes a candidate for term 5 and votes for itself.');
  });

  it('counts the vote that completes a majority as just that', () => {
    const counted = note('voteCounted', 'countsVote', { voter: 'S1', granted: true, votes: 3, needed: 3 });
    const won = traceEvent({ notes: [counted, note('becameLeader', 'quorumSize', { term: 4, votes: 3, needed: 3 })] });
    expect(narrateNote(won, counted)).toBe('S2 counts S1’s vote: it has 3 of the 3 it needs.');
  });

  it('says what was appended, as the disk gets it', () => {
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
    const entry = { index: 19, term: 4, command: { config } };
    const write = { id: 1, hardState: null, truncateFrom: null, snapshot: null, append: [entry] };
    const proposed = note('proposed', 'configTakesEffect', { index: 19, term: 4, request: null });
    const text = 'S2 appends members S1 S2 +S3 at index 19 in term 4.';
    expect(narrateNote(traceEvent({ persist: [write] }), proposed)).toBe(text);
    expect(narrateNote(traceEvent(), proposed)).toBe('S2 appends a configuration at index 19 in term 4.');
  });

  it('names the message by what it is', () => {
    const event = traceEvent({ node: 'S3', message: envelopeOf(appendEntriesReply()) });
    const down = note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 2, messageTerm: 4 });
    expect(narrateNote(event, down)).toBe('S3 steps down: S2’s refusal carries term 4, and S3 led term 2.');
  });
});
