/**
 * Reasons as data: a step says for every change and every refusal which rule
 * decided and which numbers were compared. The Why panel, the event feed and
 * the console read these; nothing works a reason out again afterwards.
 */
import type { RuleId } from './ruleBook.ts';
import type { LogIndex, NodeId, RequestId, Role, Term } from './types.ts';

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
