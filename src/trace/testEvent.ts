/** Events and messages for tests: say only what the test is about. */
import type { AppendEntries, AppendEntriesReply, Entry, Message, RequestVote, RequestVoteReply } from '../raft/types.ts';
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
    ...is,
  };
}

/** S5 asks S2 for its vote in term 4. */
export function requestVote(is: Partial<RequestVote> = {}): RequestVote {
  return { type: 'RequestVote', from: 'S5', to: 'S2', term: 4, lastLogIndex: 0, lastLogTerm: 0, ...is };
}

/** S2 votes for S5 in term 4. */
export function requestVoteReply(is: Partial<RequestVoteReply> = {}): RequestVoteReply {
  return { type: 'RequestVoteReply', from: 'S2', to: 'S5', term: 4, voteGranted: true, ...is };
}

/** No-ops of `term` at `from`…`to`. */
export function noOps(from: number, to: number, term: number): Entry[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ index: from + i, term, command: null }));
}
