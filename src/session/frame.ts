/** What the engine tells the screen: plain data, small, at most once per animation frame. */
import type { PendingRead } from '../raft/pending.ts';
import type {
  ClientId,
  Configuration,
  DictValue,
  Entry,
  LogIndex,
  NodeId,
  Progress,
  Role,
  Session,
  Term,
} from '../raft/types.ts';
import type { ClientActor } from '../trace/client.ts';
import type { LinkEnd, NetworkSettings } from '../trace/command.ts';
import type { Envelope, EventId, RequestRecord, VirtualMs } from '../trace/event.ts';
import type { Violation } from '../trace/verdict.ts';
import type { OperationsFrame } from './clientFrames.ts';
import type { Figures, Moment } from './figures.ts';
import type { ChangeFrame, IncomingFrame, SnapshotFrame, TransferFrame } from './nodeParts.ts';

/**
 * One node as the screen shows it. Immutable: an unchanged node is the same
 * object from frame to frame. A node that is down shows what is on its disk,
 * with an empty dict and role `follower`.
 */
export interface NodeFrame {
  readonly id: NodeId;
  readonly status: 'up' | 'paused' | 'down';
  readonly error: string | null;
  readonly role: Role;
  readonly currentTerm: Term;
  readonly votedFor: NodeId | null;
  readonly leaderId: NodeId | null;
  /** `entries[0]` has index `snapshotIndex + 1`. */
  readonly entries: readonly Entry[];
  readonly snapshotIndex: LogIndex;
  readonly snapshotTerm: Term;
  readonly commitIndex: LogIndex;
  readonly lastApplied: LogIndex;
  /** Entries above this index are in memory only: a crash now would lose them. */
  readonly durableIndex: LogIndex;
  /** Term and vote as they are on the disk. */
  readonly diskTerm: Term;
  readonly diskVotedFor: NodeId | null;
  /** The configuration it goes by: the latest in its log, committed or not (P6). */
  readonly config: Configuration;
  /** The entry that `config` came with; 0: it was there from the start. In force at once, committed with the entry. */
  readonly configIndex: LogIndex;
  /** What stands for the entries up to `snapshotIndex`; null: none was taken. P7 */
  readonly snapshot: SnapshotFrame | null;
  /** That snapshot is on the disk; until then a crash brings back what it stands for. */
  readonly snapshotDurable: boolean;
  /** A snapshot that comes in chunk by chunk. P7 */
  readonly incoming: IncomingFrame | null;
  /** Candidates: the answers so far, the node's own vote included. */
  readonly votes: Readonly<Record<NodeId, boolean>>;
  /** Leaders: what it knows of every other node; empty otherwise. `heardAt` is in virtual time here. */
  readonly progress: Readonly<Record<NodeId, Readonly<Progress>>>;
  readonly dict: ReadonlyMap<string, DictValue>;
  /** What the applied entries have made of client sessions. T6.3 */
  readonly sessions: ReadonlyMap<ClientId, Session>;
  /** A leadership transfer under way. T3.10 */
  readonly transfer: TransferFrame | null;
  /** A configuration change that this leader has taken and not finished. P6, T4 */
  readonly change: ChangeFrame | null;
  /** Reads that wait to be confirmed or applied. T6.4 */
  readonly reads: readonly PendingRead[];
  /** Leaders: the heartbeat round at hand. T6.4 */
  readonly round: number;
  /** The lease it could read by, from when to when; null: it holds none (or CheckQuorum is off). T6.4.1 */
  readonly leaseSince: VirtualMs | null;
  readonly leaseUntil: VirtualMs | null;
  /** When a leader of its term was last heard; null: none since it came up. T4.2.3 */
  readonly leaderHeardAt: VirtualMs | null;
  /** Leaders with CheckQuorum: when it looks whether a majority was heard; null: off, or manual mode. T6.2 */
  readonly quorumDeadline: VirtualMs | null;
  /** When its election timer fires, in virtual time; null: off. */
  readonly electionAt: VirtualMs | null;
  /** The full length of that timer in virtual ms, for the arc. */
  readonly electionTimeoutMs: number;
  /** When a leader's next heartbeat is due; null: no leader. */
  readonly heartbeatAt: VirtualMs | null;
  readonly clockRate: number;
}

/** Where a run was left for another one: acting in the past starts a branch and keeps the old future. */
export interface BranchInfo {
  readonly id: number;
  /** Where it parted from the run it came from; 0 for the first. */
  readonly partedAt: VirtualMs;
  readonly partedAfter: EventId;
  /** How far it has been played. */
  readonly endTime: VirtualMs;
  readonly endEvents: EventId;
  /** A short name made from its first own command, such as `crash S1`. */
  readonly label: string;
}

/** Whether one invariant holds so far. `since` is the first violation up to the cursor. */
export interface InvariantStatus {
  readonly number: number;
  readonly property: string;
  readonly section: string;
  readonly sentence: string;
  readonly figure3: boolean;
  readonly violation: Violation | null;
}

/** The state of the whole run at the cursor. */
export interface Frame {
  /** Virtual time of the cursor. Every event at or before it (by ordinal) has happened. */
  readonly time: VirtualMs;
  /** Events that have happened at the cursor. */
  readonly eventCount: EventId;
  /** When the next event happens; null: nothing will happen by itself. */
  readonly nextEventAt: VirtualMs | null;
  /** How far this run has ever been played; beyond the cursor lies its known future. */
  readonly endTime: VirtualMs;
  readonly endEvents: EventId;
  /** In cluster order, S1..Sn; the order never changes, and a node that is added comes last. */
  readonly nodes: readonly NodeFrame[];
  /**
   * The highest entry that was ever committed, up to the cursor: what is committed
   * stays so, though every node that knew may have crashed. Absent or null: no more
   * than some node's commitIndex says.
   */
  readonly committedEver: { readonly index: LogIndex; readonly term: Term } | null;
  /** Messages under way, oldest first (lost ones are gone from here: see the events' `sent`). Capped, see inFlightCount. */
  readonly inFlight: readonly Envelope[];
  readonly inFlightCount: number;
  /** Directions that are cut. */
  readonly cuts: readonly LinkEnd[];
  /** Cluster-wide network settings now in force. */
  readonly network: NetworkSettings;
  readonly fsyncMs: readonly [low: number, high: number];
  /** Client requests, oldest first; the newest 200. */
  readonly requests: readonly RequestRecord[];
  /** Clients that act by themselves, in the order in which they began; one that has stopped stays. */
  readonly clients: readonly ClientActor[];
  /** What those clients have asked for: the newest. */
  readonly operations: OperationsFrame;
  readonly invariants: readonly InvariantStatus[];
  /** Counted over the whole run up to the cursor. */
  readonly figures: Figures;
  /** The cursor as a run of the same commands would know it. */
  readonly moment: Moment;
  readonly branches: readonly BranchInfo[];
  readonly branch: number;
}
