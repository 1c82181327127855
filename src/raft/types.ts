/**
 * The nouns of the protocol, named as in Figure 2 of "In Search of an
 * Understandable Consensus Algorithm (Extended Version)" (the paper, "P" in
 * section numbers) and in Ongaro's dissertation ("T").
 *
 * Everything here is plain data that survives structured cloning: a node can be
 * posted to a worker, saved in a checkpoint and compared with another.
 */
import type { Flavor } from '../base/brand.ts';
import type { Prng } from '../base/prng.ts';
import type { Note } from './notes.ts';

/** A node's name, such as `S1`. */
export type NodeId = Flavor<string, 'NodeId'>;
/** A term number, from 0 (before the first election) on. P5.1 */
export type Term = Flavor<number, 'Term'>;
/** A position in the log; the first entry has index 1. */
export type LogIndex = Flavor<number, 'LogIndex'>;
/** Milliseconds on one node's own clock, which may drift from virtual time. */
export type LocalMs = Flavor<number, 'LocalMs'>;
/** Names one client request, so that its answer can be told apart. */
export type RequestId = Flavor<number, 'RequestId'>;

/** A value in the replicated dict: text, or a list made by `append`. */
export type DictValue = string | readonly string[];

/** What a log entry does to the dict; null is the no-op a new leader appends (P8). */
export type Command =
  | null
  | { readonly set: readonly [key: string, value: string] }
  | { readonly delete: string }
  /** Sets key to `next` if it holds `expected` (null: if it is absent). */
  | { readonly cas: readonly [key: string, expected: string | null, next: string] }
  | { readonly append: readonly [key: string, value: string] };

/** One slot of the replicated log. Never changed once made; nodes may share it. */
export interface Entry {
  readonly index: LogIndex;
  readonly term: Term;
  readonly command: Command;
}

/**
 * The log as one node holds it. `entries[0]` has index `snapshotIndex + 1`;
 * what lies at or below `snapshotIndex` has been compacted away (P7).
 */
export interface Log {
  entries: Entry[];
  snapshotIndex: LogIndex;
  snapshotTerm: Term;
}

/** A log to look at. */
export interface LogView {
  readonly entries: readonly Entry[];
  readonly snapshotIndex: LogIndex;
  readonly snapshotTerm: Term;
}

/** Who votes and who only listens. `votersOutgoing` is the old half of a joint configuration (P6), else empty. */
export interface Configuration {
  readonly voters: readonly NodeId[];
  readonly votersOutgoing: readonly NodeId[];
  readonly learners: readonly NodeId[];
}

/** Timing and feature switches of one cluster, the same on every node. Times in ms of the node's clock. */
export interface RaftOptions {
  readonly electionTimeoutMs: readonly [low: number, high: number];
  readonly heartbeatMs: number;
  /** A new leader appends a no-op of its own term. P8, T6.4 */
  readonly noOpOnElection: boolean;
  /** Back up by a whole term per refusal instead of one index. P5.3, last paragraphs */
  readonly fastBacktracking: boolean;
  /** Most entries in one AppendEntries; null is no limit. */
  readonly maxEntriesPerAppend: number | null;
  /** Most unanswered AppendEntries with entries per follower; null is no limit. T10.2.1 */
  readonly maxInflightAppends: number | null;
}

/** Asks for a vote; `from` is the paper's candidateId. P5.2, P5.4.1 */
export interface RequestVote {
  readonly type: 'RequestVote';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly lastLogIndex: LogIndex;
  readonly lastLogTerm: Term;
}

/** Answers a RequestVote. P5.2 */
export interface RequestVoteReply {
  readonly type: 'RequestVoteReply';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly voteGranted: boolean;
}

/** Replicates entries, and is the heartbeat when it carries none; `from` is the paper's leaderId. P5.3 */
export interface AppendEntries {
  readonly type: 'AppendEntries';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly prevLogIndex: LogIndex;
  readonly prevLogTerm: Term;
  readonly entries: readonly Entry[];
  readonly leaderCommit: LogIndex;
}

/**
 * Answers an AppendEntries. On success `matchIndex` is the last index that the
 * message proved. On refusal `prevLogIndex` says which probe is answered, and
 * `conflictTerm`/`conflictIndex` are the hint of P5.3: the term the follower
 * has there and its first index of that term (conflictTerm null: its log ends
 * before, at conflictIndex − 1).
 */
export interface AppendEntriesReply {
  readonly type: 'AppendEntriesReply';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly success: boolean;
  readonly matchIndex: LogIndex;
  readonly prevLogIndex: LogIndex;
  readonly conflictTerm: Term | null;
  readonly conflictIndex: LogIndex;
}

export type Message = RequestVote | RequestVoteReply | AppendEntries | AppendEntriesReply;
export type MessageType = Message['type'];

/** `learner` is a node that listens without voting (T4.2.1). */
export type Role = 'follower' | 'candidate' | 'leader' | 'learner';

/** What a leader knows about one other node. P Figure 2, "Volatile state on leaders" */
export interface Progress {
  nextIndex: LogIndex;
  matchIndex: LogIndex;
  /** `probe`: looking for where the logs agree, one message at a time. `stream`: they agree, nextIndex runs ahead. */
  state: 'probe' | 'stream';
  /** Last index of each AppendEntries with entries that is out, oldest first. */
  inflight: LogIndex[];
  /** How many times a refusal has moved nextIndex back in this term; the lab's "log rebuilding phase", counted. */
  rollbacks: number;
}

/** A disk write that was handed out and has not been reported durable yet. */
export interface PendingWrite {
  readonly id: number;
  /** Last log index that is durable once this write is, as long as nothing truncates below it. */
  lastIndex: LogIndex;
  /** The write carries this node's vote for itself in this term; null: it doesn't. */
  readonly selfVoteTerm: Term | null;
}

/** A client command that this leader has appended and not yet applied. */
export interface PendingProposal {
  readonly request: RequestId;
  readonly index: LogIndex;
  readonly term: Term;
}

/** One Raft node, whole. Changed only by `step` in node.ts. */
export interface RaftNode {
  readonly id: NodeId;
  readonly options: RaftOptions;

  // Persistent state on all nodes (P Figure 2); on disk once the write that carried it is done.
  currentTerm: Term;
  votedFor: NodeId | null;
  log: Log;

  // Volatile state on all nodes.
  role: Role;
  leaderId: NodeId | null;
  commitIndex: LogIndex;
  lastApplied: LogIndex;
  config: Configuration;
  dict: Map<string, DictValue>;

  // Candidates: who has answered, and how.
  votes: Record<NodeId, boolean>;
  // Leaders: one entry for every other node of the configuration.
  progress: Record<NodeId, Progress>;
  proposals: PendingProposal[];

  // Timers on this node's clock; null is off.
  electionDeadline: LocalMs | null;
  /** The timeout that was drawn for the running election timer, for the picture. */
  electionTimeoutMs: number;
  heartbeatDeadline: LocalMs | null;

  // Durability: what of the log is known to be on this node's own disk.
  durableIndex: LogIndex;
  writes: PendingWrite[];
  nextWriteId: number;

  prng: Prng;
}

/** What survives a crash. */
export interface DurableState {
  readonly currentTerm: Term;
  readonly votedFor: NodeId | null;
  readonly log: Log;
}

/** What a node wants on disk. Applied whole or not at all, in the order of `id`. */
export interface DiskWrite {
  readonly id: number;
  /** Term and vote go together, in one atomic write (P Figure 2); null leaves them as they are. */
  readonly hardState: { readonly currentTerm: Term; readonly votedFor: NodeId | null } | null;
  /** Entries at and above this index are removed first; null removes none. */
  readonly truncateFrom: LogIndex | null;
  readonly append: readonly Entry[];
}

/** Everything that can happen to a node. `now` is its own clock. */
export type NodeInput =
  | { readonly kind: 'message'; readonly now: LocalMs; readonly message: Message }
  /** A deadline has come; the node sees which. */
  | { readonly kind: 'timer'; readonly now: LocalMs }
  /** The election timer fires now, whatever it says. */
  | { readonly kind: 'campaign'; readonly now: LocalMs }
  /** The heartbeat timer fires now, whatever it says. */
  | { readonly kind: 'heartbeat'; readonly now: LocalMs }
  | { readonly kind: 'persisted'; readonly now: LocalMs; readonly write: number }
  | {
      readonly kind: 'propose';
      readonly now: LocalMs;
      readonly request: RequestId;
      readonly command: Command;
    };

/** What became of a client request, told once. */
export interface ClientReply {
  readonly request: RequestId;
  readonly status: 'ok' | 'refused' | 'unknown';
  /** set: null; delete: was it there; cas: did it swap; append: the new length. Null unless ok. */
  readonly result: string | number | boolean | null;
  /** Why not, in one clause; null when ok. */
  readonly reason: string | null;
  /** Whom to ask instead, as far as this node knows. */
  readonly leader: NodeId | null;
}

/**
 * What a step asks of the world. The two message lists are the durability
 * order as data: a message of `sendAfterPersist` may leave only when every
 * write handed out so far, this step's included, is durable.
 */
export interface Outcome {
  readonly sendNow: readonly Message[];
  /** In order; each is atomic by itself. One as a rule. */
  readonly persist: readonly DiskWrite[];
  readonly sendAfterPersist: readonly Message[];
  readonly replies: readonly ClientReply[];
  readonly notes: readonly Note[];
  /** When the node wants to be woken, on its own clock; null is never. */
  readonly deadline: LocalMs | null;
}
