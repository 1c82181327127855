import { describe, expect, it } from 'vitest';
import { note, type NoteKind, type PreVoteValues } from '../raft/notes.ts';
import type { Configuration } from '../raft/types.ts';
import { compared } from './narrateCompare.ts';
import { narrateNote } from './narrateNote.ts';
import { traceEvent } from './testEvent.ts';
import type { BasicNoteKind, Told } from './testNotes.ts';

const asked: PreVoteValues = {
  candidate: 'S5',
  proposedTerm: 5,
  currentTerm: 4,
  candidateLastTerm: 3,
  candidateLastIndex: 17,
  lastLogTerm: 3,
  lastLogIndex: 17,
  heardMsAgo: 20,
  leastTimeoutMs: 150,
};
const ignored = { candidate: 'S5', messageTerm: 7, currentTerm: 4, heardMsAgo: 20, leastTimeoutMs: 150 } as const;
const members = (voters: string[], votersOutgoing: string[] = [], learners: string[] = []): Configuration => ({ voters, votersOutgoing, learners });
const before = members(['S1', 'S2', 'S3']);
const chunk = { leader: 'S3', lastIncludedIndex: 12, offset: 40, bytes: 40 } as const;
const refusedChunk = { leader: 'S3', messageTerm: 4, currentTerm: 4, lastIncludedIndex: 12, offset: 40, expected: 0 } as const;
const installed = { lastIncludedIndex: 12, lastIncludedTerm: 3, haveTerm: 3, kept: 0, dropped: 0 } as const;
const served = { request: 3, key: 'x', lastApplied: 18, confirmed: null, needed: null, sinceMs: null, leaseMs: null } as const;

/** Every kind of note that Figure 2 doesn't have. */
const told: Record<Exclude<NoteKind, BasicNoteKind>, readonly Told[]> = {
  requestRefused: [
    [
      note('requestRefused', 'transfersLeadership', { request: 3, op: 'change', leader: 'S2', role: 'leader', reason: 'S2 is handing over leadership to S3' }),
      'S2 refuses the change of members: S2 is handing over leadership to S3.',
      null,
    ],
  ],
  requestLost: [
    [note('requestLost', 'leaderLost', { request: 3, op: 'read' }), 'S2 drops its client’s read: it no longer leads, and nobody was told anything.', null],
    [note('requestLost', 'leaderLost', { request: 3, op: 'change' }), 'S2 can’t tell what becomes of the change of members: it no longer leads.', null],
  ],
  preVoteStarted: [
    [
      note('preVoteStarted', 'preVote', { term: 4, proposedTerm: 5, timeoutMs: 200 }),
      'S2’s election timer fires: it asks whether it could win term 5, and stays in term 4 meanwhile.',
      null,
    ],
  ],
  preVoteGranted: [
    [note('preVoteGranted', 'logIsUpToDate', asked), 'S2 would vote for S5 in term 5: both logs end at 17 with term 3.', 't3@17 ≥ t3@17'],
  ],
  preVoteRefused: [
    [
      note('preVoteRefused', 'isStale', { ...asked, proposedTerm: 3 }),
      'S2 would not vote for S5 in term 3: S2 is already in term 4.',
      '3 < 4',
    ],
    [
      note('preVoteRefused', 'ignoresVoteRequest', asked),
      'S2 would not vote for S5 in term 5: it heard a leader 20 ms ago, less than 150 ms.',
      '20 ms < 150 ms',
    ],
    [
      note('preVoteRefused', 'mayVoteFor', { ...asked, currentTerm: 5 }),
      'S2 would not vote for S5 in term 5: in that term it has already voted for another.',
      null,
    ],
    [
      note('preVoteRefused', 'logIsUpToDate', { ...asked, candidateLastIndex: 16 }),
      'S2 would not vote for S5 in term 5: S5’s log ends at 16 with term 3, its own ends at 17 with term 3.',
      't3@16 < t3@17',
    ],
  ],
  preVoteDropped: [
    [
      note('preVoteDropped', 'answersStalePreVote', { ...asked, proposedTerm: 3 }),
      'S2 drops S5’s pre-vote without an answer: it is about term 3, and S2 is in term 4.',
      '3 < 4',
    ],
  ],
  preVoteCounted: [
    [
      note('preVoteCounted', 'preVote', { voter: 'S2', granted: true, votes: 1, needed: 3, proposedTerm: 5 }),
      'S2 would vote for itself: it has 1 of the 3 it needs to campaign for term 5.',
      '1 < 3',
    ],
    [
      note('preVoteCounted', 'preVote', { voter: 'S1', granted: true, votes: 2, needed: 3, proposedTerm: 5 }),
      'S2 counts S1’s pre-vote: it has 2 of the 3 it needs to campaign for term 5.',
      '2 < 3',
    ],
    [
      note('preVoteCounted', 'preVote', { voter: 'S1', granted: true, votes: 3, needed: 2, proposedTerm: 5 }),
      'S2 counts S1’s answer: it has 3 pre-votes, but not yet a majority of both halves of the joint configuration.',
      '3 ≥ 2',
    ],
    [
      note('preVoteCounted', 'preVote', { voter: 'S1', granted: false, votes: 1, needed: 3, proposedTerm: 5 }),
      'S2 gets no pre-vote from S1: it still has 1 of the 3 it needs to campaign for term 5.',
      '1 < 3',
    ],
  ],
  voteIgnored: [
    [
      note('voteIgnored', 'ignoresVoteRequest', { ...ignored, leader: 'S3' }),
      'S2 ignores S5’s vote request of term 7: it heard S3 lead 20 ms ago, less than 150 ms.',
      '20 ms < 150 ms',
    ],
    [
      note('voteIgnored', 'ignoresVoteRequest', { ...ignored, leader: 'S2' }),
      'S2 ignores S5’s vote request of term 7: it leads, and a majority answered it 20 ms ago, less than 150 ms.',
      '20 ms < 150 ms',
    ],
    [
      note('voteIgnored', 'ignoresVoteRequest', { ...ignored, leader: null }),
      'S2 ignores S5’s vote request of term 7: it came up or heard a leader 20 ms ago, less than 150 ms.',
      '20 ms < 150 ms',
    ],
  ],
  quorumLost: [
    [
      note('quorumLost', 'checkQuorum', { term: 4, heard: 1, needed: 2, timeoutMs: 150 }),
      'S2 gives up leading term 4: within 150 ms it heard 1 voter, itself included, and needs 2.',
      '1 < 2',
    ],
    [
      note('quorumLost', 'checkQuorum', { term: 4, heard: 3, needed: 2, timeoutMs: 150 }),
      'S2 gives up leading term 4: within 150 ms it heard no majority of one half of the joint configuration.',
      null,
    ],
  ],
  transferStarted: [
    [
      note('transferStarted', 'transfersLeadership', { target: 'S3', matchIndex: 15, lastLogIndex: 19 }),
      'S2 begins to hand over to S3: it takes no commands until S3, known to match up to 15, has all 19 entries.',
      '15 < 19',
    ],
    [
      note('transferStarted', 'transfersLeadership', { target: 'S3', matchIndex: 19, lastLogIndex: 19 }),
      'S2 begins to hand over to S3: it takes no more commands, and S3 has its whole log, up to 19.',
      '19 = 19',
    ],
  ],
  timeoutNowSent: [
    [
      note('timeoutNowSent', 'transfersLeadership', { target: 'S3', term: 4 }),
      'S2 tells S3 to campaign at once: S3 has everything in its log.',
      null,
    ],
  ],
  timeoutNowTaken: [
    [
      note('timeoutNowTaken', 'transfersLeadership', { leader: 'S3', term: 4 }),
      'S2 doesn’t wait for its election timer: S3, the leader of term 4, hands over to it.',
      null,
    ],
  ],
  timeoutNowIgnored: [
    [
      note('timeoutNowIgnored', 'mayCampaign', { leader: 'S3', messageTerm: 3, currentTerm: 4, role: 'follower' }),
      'S2 ignores S3’s TimeoutNow: it is of term 3, and S2 is in term 4.',
      '3 < 4',
    ],
    [
      note('timeoutNowIgnored', 'mayCampaign', { leader: 'S3', messageTerm: 4, currentTerm: 4, role: 'learner' }),
      'S2 ignores S3’s TimeoutNow: it is a learner, and can’t lead.',
      null,
    ],
    [
      note('timeoutNowIgnored', 'mayCampaign', { leader: 'S3', messageTerm: 4, currentTerm: 4, role: 'follower' }),
      'S2 ignores S3’s TimeoutNow: it is no voter of its own configuration.',
      null,
    ],
  ],
  transferDone: [
    [note('transferDone', 'transfersLeadership', { target: 'S3', term: 5 }), 'S2 has handed over: S3 leads term 5.', null],
  ],
  transferGivenUp: [
    [
      note('transferGivenUp', 'givesUpTransfer', { target: 'S3', timeoutMs: 150 }),
      'S2 gives up handing over to S3: as far as S2 knows, it doesn’t lead after 150 ms.',
      null,
    ],
  ],
  snapshotTaken: [
    [
      note('snapshotTaken', 'mayCompact', { from: 4, to: 12, term: 3, bytes: 84 }),
      'S2 takes a snapshot through 12: 84 characters stand for the log so far, and entries 5–12 are discarded.',
      '4 → 12',
    ],
  ],
  compactRefused: [
    [
      note('compactRefused', 'mayCompact', { upTo: 12, lastApplied: 10, snapshotIndex: 4 }),
      'S2 takes no snapshot through 12: it has applied entries up to 10 only.',
      '12 > 10',
    ],
    [
      note('compactRefused', 'mayCompact', { upTo: 4, lastApplied: 10, snapshotIndex: 8 }),
      'S2 takes no snapshot through 4: its last one reaches to 8 already.',
      '4 ≤ 8',
    ],
    [
      note('compactRefused', 'mayCompact', { upTo: 0, lastApplied: 0, snapshotIndex: 0 }),
      'S2 takes no snapshot: nothing is applied yet.',
      '0 ≤ 0',
    ],
  ],
  snapshotSent: [
    [
      note('snapshotSent', 'sendsSnapshot', { peer: 'S3', lastIncludedIndex: 12, nextIndex: 5, offset: 0, bytes: 84, total: 84 }),
      'S2 sends S3 its snapshot through 12: S3 needs entry 5, which is compacted away.',
      '5 ≤ 12',
    ],
    [
      note('snapshotSent', 'sendsSnapshot', { peer: 'S3', lastIncludedIndex: 12, nextIndex: 5, offset: 0, bytes: 40, total: 84 }),
      'S2 sends S3 its snapshot through 12: S3 needs entry 5, which is compacted away; this is characters 1–40 of 84.',
      '5 ≤ 12',
    ],
    [
      note('snapshotSent', 'sendsSnapshot', { peer: 'S3', lastIncludedIndex: 12, nextIndex: 5, offset: 80, bytes: 4, total: 84 }),
      'S2 sends S3 the next chunk of its snapshot through 12: characters 81–84 of 84.',
      '5 ≤ 12',
    ],
  ],
  chunkTaken: [
    [
      note('chunkTaken', 'sendsSnapshot', { ...chunk, done: false }),
      'S2 keeps characters 41–80 of S3’s snapshot through 12, and asks for the next.',
      null,
    ],
    [note('chunkTaken', 'sendsSnapshot', { ...chunk, done: true }), 'S2 has all of S3’s snapshot through 12: 80 characters.', null],
  ],
  chunkRefused: [
    [
      note('chunkRefused', 'sendsSnapshot', refusedChunk),
      'S2 can’t use this chunk of S3’s snapshot through 12: it begins with character 41, and S2 waits for character 1.',
      '40 ≠ 0',
    ],
    [
      note('chunkRefused', 'isStale', { ...refusedChunk, messageTerm: 3 }),
      'S2 refuses S3’s snapshot: it speaks for term 3, and S2 is already in term 4.',
      '3 < 4',
    ],
  ],
  snapshotInstalled: [
    [
      note('snapshotInstalled', 'keepsTail', { ...installed, haveTerm: null }),
      'S2 installs the snapshot through 12: its log ended before that, and its dict is the snapshot’s now.',
      null,
    ],
    [
      note('snapshotInstalled', 'keepsTail', { ...installed, kept: 2 }),
      'S2 installs the snapshot through 12: its log has term 3 there as well, and the 2 entries after it stay.',
      't3 = t3',
    ],
    [
      note('snapshotInstalled', 'keepsTail', { ...installed, haveTerm: 2, dropped: 1 }),
      'S2 installs the snapshot through 12: its log has term 2 there, not 3, and the entry after it goes as well.',
      't2 ≠ t3',
    ],
    [
      note('snapshotInstalled', 'keepsTail', { ...installed, haveTerm: 2, kept: 2 }),
      'S2 installs the snapshot through 12: its log has term 2 there, not 3, yet the 2 entries after it stay.',
      't2 ≠ t3',
    ],
  ],
  snapshotStale: [
    [
      note('snapshotStale', 'installsSnapshot', { lastIncludedIndex: 12, commitIndex: 14 }),
      'S2 needs nothing of the snapshot through 12: it has committed up to 14 already.',
      '12 ≤ 14',
    ],
  ],
  configInForce: [
    [
      note('configInForce', 'configTakesEffect', { index: 20, config: members(['S2', 'S4'], ['S1', 'S2', 'S3'], ['S5']), before }),
      'S2 goes by the joint configuration of entry 20: a majority of S1, S2 and S3 and one of S2 and S4 have to agree; S5 listens.',
      'S1 S2 S3 → S1 S2 S3 | S2 S4 +S5',
    ],
    [
      note('configInForce', 'configTakesEffect', { index: 21, config: members(['S1', 'S3']), before }),
      'S2 goes by the configuration of entry 21: S1 and S3 vote. S2 itself is not in it.',
      'S1 S2 S3 → S1 S3',
    ],
  ],
  configReverted: [
    [
      note('configReverted', 'configTakesEffect', { index: 0, config: before, before: members(['S1', 'S2']) }),
      'S2 goes back to the configuration it started with: the entry with the newer one was cut, and S1, S2 and S3 vote.',
      'S1 S2 → S1 S2 S3',
    ],
  ],
  catchUpStarted: [
    [
      note('catchUpStarted', 'isCaughtUp', { peers: ['S4'], round: 1, target: 19 }),
      'S2 lets S4 catch up before it may vote: round 1 goes up to entry 19.',
      null,
    ],
  ],
  caughtUp: [
    [note('caughtUp', 'isCaughtUp', { peers: ['S4', 'S5'], rounds: 2 }), 'S2 sees that S4 and S5 have caught up: it took 2 rounds.', null],
  ],
  catchUpGivenUp: [
    [
      note('catchUpGivenUp', 'isCaughtUp', { peer: 'S4', matchIndex: 3, target: 19 }),
      'S2 gives up waiting for S4: it is at entry 3 of 19 and doesn’t answer.',
      '3 < 19',
    ],
  ],
  changeDone: [
    [
      note('changeDone', 'configTakesEffect', { index: 21, config: members(['S2']) }),
      'S2 has changed the members: entry 21 is committed, and S2 votes.',
      null,
    ],
  ],
  readStarted: [
    [
      note('readStarted', 'confirmsLeadership', { request: 3, key: 'x', mode: 'readIndex', readIndex: 18, round: 7 }),
      'S2 takes a ReadIndex read of x: it answers when entry 18 is applied and a majority has confirmed in round 7 that it still leads.',
      null,
    ],
    [
      note('readStarted', 'confirmsLeadership', { request: 3, key: 'x', mode: 'lease', readIndex: null, round: 7 }),
      'S2 takes a lease read of x: it waits until an entry of its own term is committed.',
      null,
    ],
  ],
  readWaits: [
    [
      note('readWaits', 'mayServeReads', { request: 3, commitTerm: 3, currentTerm: 4 }),
      'S2 may not read from its dict yet: its last committed entry is of term 3, and it leads term 4.',
      't3 ≠ t4',
    ],
  ],
  leaseMissing: [
    [
      note('leaseMissing', 'leaseMs', { request: 3, leaseMs: 136.4, sinceMs: 140 }),
      'S2 holds no lease: the last round that a majority answered began 140 ms ago, and a lease lasts 136 ms. It asks a majority instead.',
      '140 ms ≥ 136 ms',
    ],
    [
      note('leaseMissing', 'leaseMs', { request: 3, leaseMs: 136, sinceMs: null }),
      'S2 holds no lease: no heartbeat round that a majority answered counts for one. It asks a majority instead.',
      null,
    ],
  ],
  readServed: [
    [
      note('readServed', 'confirmsLeadership', { ...served, mode: 'readIndex', confirmed: 2, needed: 2 }),
      'S2 reads x from its dict: 2 voters say that it still leads, 2 are needed, and it has applied up to 18.',
      '2 ≥ 2',
    ],
    [
      note('readServed', 'leaseMs', { ...served, mode: 'lease', sinceMs: 20, leaseMs: 136 }),
      'S2 reads x from its dict by its lease: the last round that a majority answered began 20 ms ago, and the lease lasts 136 ms.',
      '20 ms < 136 ms',
    ],
    [
      note('readServed', 'readsLocally', { ...served, mode: 'local' }),
      'S2 reads x from its dict without asking anybody: it has applied up to 18, and the value may be stale.',
      null,
    ],
  ],
  sessionOpened: [
    [note('sessionOpened', 'isRepeated', { client: 'c1', index: 12 }), 'S2 opens a session for c1: entry 12 is its first command.', null],
  ],
  sessionExpired: [
    [
      note('sessionExpired', 'sessionExpired', { client: 'c1', index: 30, usedAt: 12 }),
      'S2 lets the session of c1 expire: it was used last at entry 12, longer ago than any other.',
      null,
    ],
  ],
  commandRepeated: [
    [
      note('commandRepeated', 'isRepeated', { client: 'c1', seq: 2, lastSeq: 2, index: 14 }),
      'S2 doesn’t apply entry 14 again: it is command 2 of c1, whose session has had command 2; the answer of then is given.',
      '2 ≤ 2',
    ],
  ],
  sessionRefused: [
    [
      note('sessionRefused', 'sessionExpired', { client: 'c1', seq: 2, index: 14, reason: 'the session of c1 has expired' }),
      'S2 doesn’t apply entry 14: the session of c1 has expired.',
      null,
    ],
  ],
};

describe('a note in words', () => {
  const cases = Object.values(told).flat();
  const event = traceEvent({ kind: 'timer' });
  it.each(cases.map(([each, text, comparison]) => [text, comparison, each] as const))('%s (%s)', (text, comparison, each) => {
    expect(narrateNote(event, each)).toBe(text);
    expect(compared(each)).toBe(comparison);
  });
});
