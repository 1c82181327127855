/** What a node has begun and not finished: writes, requests, a snapshot that comes in. */
import type { LocalMs, LogIndex, NodeId, RequestId, Term } from './types.ts';

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

/** A snapshot that comes in, as far as it is there. In memory only: after a crash it begins anew. P7 */
export interface IncomingSnapshot {
  readonly leader: NodeId;
  readonly term: Term;
  readonly lastIncludedIndex: LogIndex;
  readonly lastIncludedTerm: Term;
  readonly data: string;
}

/** A leadership transfer under way. Kept by the node that was leader until it knows how it ended. T3.10 */
export interface PendingTransfer {
  readonly request: RequestId;
  readonly target: NodeId;
  /** When it is given up. */
  readonly deadline: LocalMs;
  /** The target has everything and was told to campaign. */
  readonly told: boolean;
}

/** A configuration change that its leader has taken and not yet finished. P6, T4 */
export interface PendingChange {
  readonly request: RequestId;
  readonly voters: readonly NodeId[];
  readonly learners: readonly NodeId[];
  /** New voters catch up before anything is appended (T4.2.1), each to this index; null: the entry is in the log. */
  readonly catchUp: CatchUp | null;
}

/** One round of catching up: everything the leader had when the round began. T4.2.1 */
export interface CatchUp {
  readonly round: number;
  readonly target: LogIndex;
  readonly beganAt: LocalMs;
  /** When the change is given up unless somebody has come nearer. */
  readonly deadline: LocalMs;
}

/** A read that waits to be confirmed or applied. T6.4 */
export interface PendingRead {
  readonly request: RequestId;
  readonly key: string;
  readonly mode: 'readIndex' | 'lease';
  /** Answered once this much is applied; null: the leader has committed nothing of its own term yet. */
  readonly readIndex: LogIndex | null;
  /** Confirmed once a quorum has answered this heartbeat round. */
  readonly round: number;
}
