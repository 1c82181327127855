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
import type {
  IncomingSnapshot,
  PendingChange,
  PendingProposal,
  PendingRead,
  PendingTransfer,
  PendingWrite,
} from './pending.ts';

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

/** A client by name, as its session knows it. T6.3 */
export type ClientId = Flavor<string, 'ClientId'>;

/** Which request of which client a command is; without it a retry is another command. T6.3 */
export interface SessionStamp {
  readonly client?: ClientId;
  /** Counts the client's commands from 1; one at a time is open. */
  readonly seq?: number;
}

/** What a client asks to be done to the dict. */
export type DictCommand = SessionStamp &
  (
    | { readonly set: readonly [key: string, value: string] }
    | { readonly delete: string }
    /** Sets key to `next` if it holds `expected` (null: if it is absent). */
    | { readonly cas: readonly [key: string, expected: string | null, next: string] }
    | { readonly append: readonly [key: string, value: string] }
  );

/** What a log entry does; null is the no-op a new leader appends (P8). */
export type Command =
  | null
  | DictCommand
  /** A read that goes through the log. T6.4 */
  | { readonly read: string }
  /** The configuration that is in force from this entry on. P6 */
  | { readonly config: Configuration };

/** How a read is made linearizable; `local` isn't, on purpose. T6.4 */
export type ReadMode = 'log' | 'readIndex' | 'lease' | 'local';

/** What somebody asks of a node. */
export type ClientRequest =
  | { readonly op: 'propose'; readonly command: DictCommand | null }
  | { readonly op: 'read'; readonly key: string; readonly mode: ReadMode }
  /** Who is to vote and who to listen. P6, T4 */
  | { readonly op: 'change'; readonly voters: readonly NodeId[]; readonly learners: readonly NodeId[] }
  /** Leadership transfer. T3.10 */
  | { readonly op: 'transfer'; readonly target: NodeId };
export type RequestOp = ClientRequest['op'];

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

/**
 * What stands for the entries up to `lastIncludedIndex`: the state they made.
 * `data` is the text of snapshotState.ts: the dict, the sessions, the
 * configuration in force there. Never changed; nodes may share it. P7, T5
 */
export interface Snapshot {
  readonly lastIncludedIndex: LogIndex;
  readonly lastIncludedTerm: Term;
  readonly data: string;
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
  /** Send entries along while the logs' common point is still being looked for; off: empty probes. T3.5 */
  readonly probeWithEntries: boolean;
  /** Ask whether an election could be won before raising the term. T9.6 */
  readonly preVote: boolean;
  /**
   * A leader that hears no majority for the least election timeout steps down (T6.2), and a node that heard a
   * leader within it ignores vote requests (P6, T4.2.3).
   */
  readonly checkQuorum: boolean;
  /** Take a snapshot whenever so many entries have been applied since the last; null is never. P7 */
  readonly snapshotThreshold: number | null;
  /** Most characters of a snapshot in one InstallSnapshot; null is no limit. P7 */
  readonly snapshotChunkBytes: number | null;
  /** How voters are changed: through a joint configuration (P6) or one at a time (T4.1). */
  readonly membership: 'joint' | 'single';
  /** No clock is trusted to run more than this share faster than another; leases are shorter by it. T6.4.1 */
  readonly clockDriftBound: number;
  /** Most client sessions; the one that was used longest ago expires. null is no limit. T6.3 */
  readonly maxSessions: number | null;
}

/** Asks for a vote; `from` is the paper's candidateId. P5.2, P5.4.1 */
export interface RequestVote {
  readonly type: 'RequestVote';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly lastLogIndex: LogIndex;
  readonly lastLogTerm: Term;
  /** The leader itself asked for this election, so nobody ignores it. T3.10, T4.2.3 */
  readonly transfer: boolean;
}

/** Answers a RequestVote. P5.2 */
export interface RequestVoteReply {
  readonly type: 'RequestVoteReply';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly voteGranted: boolean;
}

/** Asks whether a vote would be granted in `term`, which is the sender's next; nobody's term changes. T9.6 */
export interface PreVote {
  readonly type: 'PreVote';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly lastLogIndex: LogIndex;
  readonly lastLogTerm: Term;
}

/** Answers a PreVote. `term` is the answering node's own, so that the asker learns it; `forTerm` is what was asked. T9.6 */
export interface PreVoteReply {
  readonly type: 'PreVoteReply';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly forTerm: Term;
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
  /** The leader's latest heartbeat round; its answers prove that the sender still led when the round began. T6.4 */
  readonly round: number;
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
  /** That of the AppendEntries that is answered. */
  readonly round: number;
}

/** One chunk of a snapshot, for a follower that needs entries its leader has compacted; `from` is the paper's leaderId. P7, Figure 13 */
export interface InstallSnapshot {
  readonly type: 'InstallSnapshot';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly lastIncludedIndex: LogIndex;
  readonly lastIncludedTerm: Term;
  /** Where in the snapshot's text `data` begins. */
  readonly offset: number;
  readonly data: string;
  /** This is the last chunk. */
  readonly done: boolean;
  readonly round: number;
}

/**
 * Answers an InstallSnapshot. `installed`: the follower has everything up to
 * lastIncludedIndex now (from this snapshot or before). Else it waits for the
 * chunk at `nextOffset`.
 */
export interface InstallSnapshotReply {
  readonly type: 'InstallSnapshotReply';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly lastIncludedIndex: LogIndex;
  readonly installed: boolean;
  readonly nextOffset: number;
  readonly round: number;
}

/** Tells a node to campaign at once: the leader hands its place over. T3.10 */
export interface TimeoutNow {
  readonly type: 'TimeoutNow';
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
}

export type Message =
  | RequestVote
  | RequestVoteReply
  | PreVote
  | PreVoteReply
  | AppendEntries
  | AppendEntriesReply
  | InstallSnapshot
  | InstallSnapshotReply
  | TimeoutNow;
export type MessageType = Message['type'];

/** `learner` is a node that listens without voting (T4.2.1), `preCandidate` one that asks whether it could win (T9.6). */
export type Role = 'follower' | 'preCandidate' | 'candidate' | 'leader' | 'learner';

/** What a leader knows about one other node. P Figure 2, "Volatile state on leaders" */
export interface Progress {
  nextIndex: LogIndex;
  matchIndex: LogIndex;
  /**
   * `probe`: looking for where the logs agree, one message at a time. `stream`: they agree, nextIndex runs ahead.
   * `snapshot`: it needs entries that are compacted away, and gets the snapshot chunk by chunk (P7).
   */
  state: 'probe' | 'stream' | 'snapshot';
  /** Last index of each AppendEntries with entries that is out, oldest first. */
  inflight: LogIndex[];
  /** How many times a refusal has moved nextIndex back in this term; the lab's "log rebuilding phase", counted. */
  rollbacks: number;
  /** While in `snapshot`: which snapshot is being sent, and the offset of the chunk that is out. */
  snapshotIndex: LogIndex;
  snapshotOffset: number;
  /** When it last answered in this term. T6.2 */
  heardAt: LocalMs;
  /** The latest heartbeat round that it has answered. T6.4 */
  ackedRound: number;
}

/** A client's session: its latest command and what that returned. T6.3 */
export interface Session {
  readonly seq: number;
  readonly result: ClientReply['result'];
  /** The entry that used it last; the lowest expires first. */
  readonly usedAt: LogIndex;
  /** Too many others came: only the name is kept, so that a retry can't take effect again. */
  readonly expired: boolean;
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
  /** The latest in the log, committed or not; the snapshot's or `bootConfig` when the log has none. P6 */
  config: Configuration;
  /** The entry that `config` came with; 0 for the one it booted with, the snapshot's index for that of a snapshot. */
  configIndex: LogIndex;
  /** What is in force where neither log nor snapshot say. */
  readonly bootConfig: Configuration;
  dict: Map<string, DictValue>;
  sessions: Map<ClientId, Session>;
  /** The snapshot that stands for what is compacted; null: nothing is. P7 */
  snapshot: Snapshot | null;
  incoming: IncomingSnapshot | null;

  // Candidates and pre-candidates: who has answered, and how.
  votes: Record<NodeId, boolean>;
  // Leaders: one entry for every other node of the configuration, and for new voters that catch up.
  progress: Record<NodeId, Progress>;
  proposals: PendingProposal[];
  reads: PendingRead[];
  change: PendingChange | null;
  transfer: PendingTransfer | null;
  /** Leaders: counts the heartbeat rounds of this term. T6.4 */
  round: number;
  /** Leaders with checkQuorum: when the rounds began that no quorum has answered yet, after the latest that one has. */
  roundsBegan: { readonly round: number; readonly at: LocalMs }[];
  /** A successor was told to campaign, and may do so at any time in this term: no lease counts any more. T3.10, T6.4.1 */
  leaseVoid: boolean;
  /** Leaders with checkQuorum: when to look whether a majority was heard. T6.2 */
  quorumDeadline: LocalMs | null;
  /** When a leader of the current term was last heard, on this clock; null: none since this process came up. T4.2.3 */
  leaderHeardAt: LocalMs | null;

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
  readonly snapshot: Snapshot | null;
}

/** What a node wants on disk. Applied whole or not at all, in the order of `id`. */
export interface DiskWrite {
  readonly id: number;
  /** Term and vote go together, in one atomic write (P Figure 2); null leaves them as they are. */
  readonly hardState: { readonly currentTerm: Term; readonly votedFor: NodeId | null } | null;
  /** Entries at and above this index are removed first; null removes none. */
  readonly truncateFrom: LogIndex | null;
  /** Takes the place of the entries up to its last; after the truncation, before the append. null: none. P7 */
  readonly snapshot: Snapshot | null;
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
      readonly command: DictCommand | null;
    }
  | {
      readonly kind: 'read';
      readonly now: LocalMs;
      readonly request: RequestId;
      readonly key: string;
      readonly mode: ReadMode;
    }
  | {
      readonly kind: 'change';
      readonly now: LocalMs;
      readonly request: RequestId;
      readonly voters: readonly NodeId[];
      readonly learners: readonly NodeId[];
    }
  | {
      readonly kind: 'transfer';
      readonly now: LocalMs;
      readonly request: RequestId;
      readonly target: NodeId;
    }
  /** Snapshot through `upTo` and discard the log up to it; null: through what is applied. P7 */
  | { readonly kind: 'compact'; readonly now: LocalMs; readonly upTo: LogIndex | null }
  /** The clock was moved: quorum, transfer and catch-up deadlines are looked at, election and heartbeat timers aren't. */
  | { readonly kind: 'clock'; readonly now: LocalMs };

/** What became of a client request, told once. */
export interface ClientReply {
  readonly request: RequestId;
  readonly status: 'ok' | 'refused' | 'unknown';
  /** set: null; delete: was it there; cas: did it swap; append: the new length; read: the value. Null unless ok. */
  readonly result: DictValue | number | boolean | null;
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
