/**
 * Reasons as data: a step says for every change and every refusal which rule
 * decided and which numbers were compared. The Why panel, the event feed and
 * the console read these; nothing works a reason out again afterwards.
 */
import type { RuleId } from './ruleBook.ts';
import type { ClientId, Configuration, LogIndex, NodeId, ReadMode, RequestId, RequestOp, Role, Term } from './types.ts';

/** What each kind of note tells. Field names are those of Figure 2 where it has one. */
export interface NoteValues {
  electionStarted: { readonly term: Term; readonly timeoutMs: number };
  campaignIgnored: { readonly role: Role; readonly voter: boolean };
  becameLeader: { readonly term: Term; readonly votes: number; readonly needed: number };
  steppedDown: { readonly from: Role; readonly currentTerm: Term; readonly messageTerm: Term };
  leaderKnown: { readonly leader: NodeId; readonly term: Term };
  voteGranted: VoteValues;
  voteRefused: VoteValues;
  voteCounted: {
    readonly voter: NodeId;
    readonly granted: boolean;
    readonly votes: number;
    readonly needed: number;
  };
  replyIgnored: {
    readonly peer: NodeId;
    readonly replyTerm: Term;
    readonly currentTerm: Term;
    readonly role: Role;
  };
  heartbeatSent: { readonly term: Term; readonly peers: number };
  heartbeatAccepted: { readonly leader: NodeId; readonly term: Term };
  appendRefused: {
    readonly leader: NodeId;
    readonly messageTerm: Term;
    readonly currentTerm: Term;
    readonly prevLogIndex: LogIndex;
    readonly prevLogTerm: Term;
    /** The follower's term at prevLogIndex; null when its log ends before. */
    readonly haveTerm: Term | null;
    readonly lastLogIndex: LogIndex;
  };
  truncated: {
    readonly from: LogIndex;
    readonly to: LogIndex;
    readonly haveTerm: Term;
    readonly newTerm: Term;
  };
  appended: { readonly from: LogIndex; readonly to: LogIndex; readonly already: number };
  proposed: { readonly index: LogIndex; readonly term: Term; readonly request: RequestId | null };
  proposalRefused: { readonly request: RequestId; readonly leader: NodeId | null; readonly role: Role };
  proposalLost: { readonly request: RequestId; readonly index: LogIndex };
  durable: { readonly lastIndex: LogIndex };
  matchAdvanced: { readonly peer: NodeId; readonly from: LogIndex; readonly to: LogIndex };
  ackStale: { readonly peer: NodeId; readonly acked: LogIndex; readonly matchIndex: LogIndex };
  rolledBack: {
    readonly peer: NodeId;
    readonly from: LogIndex;
    readonly to: LogIndex;
    readonly conflictTerm: Term | null;
    readonly conflictIndex: LogIndex;
    /** How many times nextIndex for this peer has moved back in this term, this time included. */
    readonly rollbacks: number;
  };
  commitAdvanced: {
    readonly from: LogIndex;
    readonly to: LogIndex;
    /** For a leader: nodes known to hold `to`, and how many are needed. Null on a follower. */
    readonly copies: number | null;
    readonly needed: number | null;
    /** For a follower: leaderCommit and the last index the message proved. Null on a leader. */
    readonly leaderCommit: LogIndex | null;
    readonly proven: LogIndex | null;
  };
  commitHeld: { readonly index: LogIndex; readonly entryTerm: Term; readonly currentTerm: Term };
  applied: { readonly from: LogIndex; readonly to: LogIndex };
  /** Anything but a proposal was refused; `reason` is what the client is told. */
  requestRefused: {
    readonly request: RequestId;
    readonly op: RequestOp;
    readonly leader: NodeId | null;
    readonly role: Role;
    readonly reason: string;
  };
  /** A read, change or transfer whose node stopped leading. */
  requestLost: { readonly request: RequestId; readonly op: RequestOp };

  preVoteStarted: { readonly term: Term; readonly proposedTerm: Term; readonly timeoutMs: number };
  preVoteGranted: PreVoteValues;
  preVoteRefused: PreVoteValues;
  /** Stale, and not even answered. */
  preVoteDropped: PreVoteValues;
  preVoteCounted: {
    readonly voter: NodeId;
    readonly granted: boolean;
    readonly votes: number;
    readonly needed: number;
    readonly proposedTerm: Term;
  };
  /** A leader was heard a short while ago: the request isn't answered and no term changes. */
  voteIgnored: {
    readonly candidate: NodeId;
    readonly messageTerm: Term;
    readonly currentTerm: Term;
    readonly leader: NodeId | null;
    readonly heardMsAgo: number;
    readonly leastTimeoutMs: number;
  };
  quorumLost: {
    readonly term: Term;
    /** Voters heard within `timeoutMs`, this node included. */
    readonly heard: number;
    readonly needed: number;
    readonly timeoutMs: number;
  };

  transferStarted: { readonly target: NodeId; readonly matchIndex: LogIndex; readonly lastLogIndex: LogIndex };
  timeoutNowSent: { readonly target: NodeId; readonly term: Term };
  timeoutNowTaken: { readonly leader: NodeId; readonly term: Term };
  timeoutNowIgnored: { readonly leader: NodeId; readonly messageTerm: Term; readonly currentTerm: Term; readonly role: Role };
  transferDone: { readonly target: NodeId; readonly term: Term };
  transferGivenUp: { readonly target: NodeId; readonly timeoutMs: number };

  snapshotTaken: {
    readonly from: LogIndex;
    readonly to: LogIndex;
    readonly term: Term;
    readonly bytes: number;
  };
  compactRefused: { readonly upTo: LogIndex; readonly lastApplied: LogIndex; readonly snapshotIndex: LogIndex };
  snapshotSent: {
    readonly peer: NodeId;
    readonly lastIncludedIndex: LogIndex;
    readonly nextIndex: LogIndex;
    readonly offset: number;
    readonly bytes: number;
    readonly total: number;
  };
  chunkTaken: {
    readonly leader: NodeId;
    readonly lastIncludedIndex: LogIndex;
    readonly offset: number;
    readonly bytes: number;
    readonly done: boolean;
  };
  /** Not the chunk that was waited for: the answer says which is. */
  chunkRefused: {
    readonly leader: NodeId;
    readonly messageTerm: Term;
    readonly currentTerm: Term;
    readonly lastIncludedIndex: LogIndex;
    readonly offset: number;
    readonly expected: number;
  };
  snapshotInstalled: {
    readonly lastIncludedIndex: LogIndex;
    readonly lastIncludedTerm: Term;
    /** The term the log had at lastIncludedIndex; null: it held nothing there. */
    readonly haveTerm: Term | null;
    /** Entries after it that stay, and that go. */
    readonly kept: number;
    readonly dropped: number;
  };
  snapshotStale: { readonly lastIncludedIndex: LogIndex; readonly commitIndex: LogIndex };

  configInForce: { readonly index: LogIndex; readonly config: Configuration; readonly before: Configuration };
  /** The entry that brought it was cut: the one before is in force again. */
  configReverted: { readonly index: LogIndex; readonly config: Configuration; readonly before: Configuration };
  catchUpStarted: { readonly peers: readonly NodeId[]; readonly round: number; readonly target: LogIndex };
  caughtUp: { readonly peers: readonly NodeId[]; readonly rounds: number };
  catchUpGivenUp: { readonly peer: NodeId; readonly matchIndex: LogIndex; readonly target: LogIndex };
  changeDone: { readonly index: LogIndex; readonly config: Configuration };

  readStarted: {
    readonly request: RequestId;
    readonly key: string;
    readonly mode: ReadMode;
    readonly readIndex: LogIndex | null;
    readonly round: number;
  };
  /** Nothing of the leader's own term is committed: what it knows of commits may be old. */
  readWaits: { readonly request: RequestId; readonly commitTerm: Term; readonly currentTerm: Term };
  /** No lease is held, so the read goes the ReadIndex way. */
  leaseMissing: { readonly request: RequestId; readonly leaseMs: number; readonly sinceMs: number | null };
  readServed: {
    readonly request: RequestId;
    readonly key: string;
    readonly mode: ReadMode;
    readonly lastApplied: LogIndex;
    /** Voters that confirmed, this node included, and how many are needed; null where nobody was asked. */
    readonly confirmed: number | null;
    readonly needed: number | null;
    /** For a lease: since when it counts, and how long it is. */
    readonly sinceMs: number | null;
    readonly leaseMs: number | null;
  };

  sessionOpened: { readonly client: ClientId; readonly index: LogIndex };
  sessionExpired: { readonly client: ClientId; readonly index: LogIndex; readonly usedAt: LogIndex };
  commandRepeated: { readonly client: ClientId; readonly seq: number; readonly lastSeq: number; readonly index: LogIndex };
  sessionRefused: { readonly client: ClientId; readonly seq: number; readonly index: LogIndex; readonly reason: string };
}

/** Both sides of a pre-vote. T9.6 */
export interface PreVoteValues {
  readonly candidate: NodeId;
  readonly proposedTerm: Term;
  readonly currentTerm: Term;
  readonly candidateLastTerm: Term;
  readonly candidateLastIndex: LogIndex;
  readonly lastLogTerm: Term;
  readonly lastLogIndex: LogIndex;
  /** Since a leader was heard; null: never. */
  readonly heardMsAgo: number | null;
  readonly leastTimeoutMs: number;
}

/** Both sides of a vote decision. P5.2, P5.4.1 */
export interface VoteValues {
  readonly candidate: NodeId;
  readonly messageTerm: Term;
  readonly currentTerm: Term;
  readonly votedFor: NodeId | null;
  readonly candidateLastTerm: Term;
  readonly candidateLastIndex: LogIndex;
  readonly lastLogTerm: Term;
  readonly lastLogIndex: LogIndex;
}

export type NoteKind = keyof NoteValues;

/** One reason: what happened, the rule that decided, the numbers compared. */
export interface NoteOf<K extends NoteKind> {
  readonly what: K;
  readonly rule: RuleId;
  readonly values: NoteValues[K];
}

export type Note = { [K in NoteKind]: NoteOf<K> }[NoteKind];

/** Makes a note; the compiler holds `values` to the kind. */
export function note<K extends NoteKind>(what: K, rule: RuleId, values: NoteValues[K]): Note {
  return { what, rule, values } as Note;
}
