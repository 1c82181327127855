/** Events and messages for tests: say only what the test is about. */
import type {
  AppendEntries,
  AppendEntriesReply,
  Entry,
  InstallSnapshot,
  InstallSnapshotReply,
  Message,
  PreVote,
  PreVoteReply,
  RequestVote,
  RequestVoteReply,
  TimeoutNow,
} from '../raft/types.ts';
import type { Envelope, TraceEvent } from './event.ts';

/** An event of S2 at 0 ms that did nothing. */
export function traceEvent(is: Partial<TraceEvent> = {}): TraceEvent {
  return {
    id: 1,
    time: 0,
    kind: 'deliver',
    node: 'S2',
    cause: null,
    message: null,
    command: null,
    sent: [],
    removed: [],
    persist: [],
    replies: [],
    notes: [],
    error: null,
    ...is,
  };
}

/** `message` under way from 0 ms to 10 ms, sent by event 1. */
export function envelopeOf(message: Message, is: Partial<Envelope> = {}): Envelope {
  return { id: 1, message, sentBy: 1, sentAt: 0, deliverAt: 10, lost: null, copyOf: null, ...is };
}

/** A heartbeat of S3 to S2 in term 2, with nothing in the log. */
export function appendEntries(is: Partial<AppendEntries> = {}): AppendEntries {
  return {
    type: 'AppendEntries',
    from: 'S3',
    to: 'S2',
    term: 2,
    prevLogIndex: 0,
    prevLogTerm: 0,
    entries: [],
    leaderCommit: 0,
    round: 1,
    ...is,
  };
}

/** S2 refuses S3's probe at 0 from term 4. */
export function appendEntriesReply(is: Partial<AppendEntriesReply> = {}): AppendEntriesReply {
  return {
    type: 'AppendEntriesReply',
    from: 'S2',
    to: 'S3',
    term: 4,
    success: false,
    matchIndex: 0,
    prevLogIndex: 0,
    conflictTerm: null,
    conflictIndex: 0,
    round: 1,
    ...is,
  };
}

/** S5 asks S2 for its vote in term 4. */
export function requestVote(is: Partial<RequestVote> = {}): RequestVote {
  return { type: 'RequestVote', from: 'S5', to: 'S2', term: 4, lastLogIndex: 0, lastLogTerm: 0, transfer: false, ...is };
}

/** S2 votes for S5 in term 4. */
export function requestVoteReply(is: Partial<RequestVoteReply> = {}): RequestVoteReply {
  return { type: 'RequestVoteReply', from: 'S2', to: 'S5', term: 4, voteGranted: true, ...is };
}

/** S5, in term 4, asks S2 whether it could win term 5. */
export function preVote(is: Partial<PreVote> = {}): PreVote {
  return { type: 'PreVote', from: 'S5', to: 'S2', term: 5, lastLogIndex: 0, lastLogTerm: 0, ...is };
}

/** S2, in term 4 too, would vote for S5 in term 5. */
export function preVoteReply(is: Partial<PreVoteReply> = {}): PreVoteReply {
  return { type: 'PreVoteReply', from: 'S2', to: 'S5', term: 4, forTerm: 5, voteGranted: true, ...is };
}

/** S3 sends S2 the whole snapshot through 12 (term 1) in term 2. */
export function installSnapshot(is: Partial<InstallSnapshot> = {}): InstallSnapshot {
  return {
    type: 'InstallSnapshot',
    from: 'S3',
    to: 'S2',
    term: 2,
    lastIncludedIndex: 12,
    lastIncludedTerm: 1,
    offset: 0,
    data: 'snapshot',
    done: true,
    round: 1,
    ...is,
  };
}

/** S2 has installed S3's snapshot through 12. */
export function installSnapshotReply(is: Partial<InstallSnapshotReply> = {}): InstallSnapshotReply {
  return {
    type: 'InstallSnapshotReply',
    from: 'S2',
    to: 'S3',
    term: 2,
    lastIncludedIndex: 12,
    installed: true,
    nextOffset: 0,
    round: 1,
    ...is,
  };
}

/** S3, the leader of term 2, tells S2 to campaign. */
export function timeoutNow(is: Partial<TimeoutNow> = {}): TimeoutNow {
  return { type: 'TimeoutNow', from: 'S3', to: 'S2', term: 2, ...is };
}

/** No-ops of `term` at `from`…`to`. */
export function noOps(from: number, to: number, term: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ index: from + i, term, command: null }));
}
