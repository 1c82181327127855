/** Parts of a node as the screen shows it. Times are virtual. */
import type { PendingChange, PendingTransfer } from '../raft/pending.ts';
import type { Configuration, LogIndex, NodeId, Term } from '../raft/types.ts';
import type { VirtualMs } from '../trace/event.ts';

/** What a snapshot holds, counted. `bytes`: characters of its text. P7, T5 */
export interface SnapshotFrame {
  readonly bytes: number;
  readonly keys: number;
  readonly sessions: number;
  readonly config: Configuration;
}

/** A snapshot as far as it is there. `total`: how long it is, where some node of the cluster holds it whole; else null. */
export interface IncomingFrame {
  readonly leader: NodeId;
  readonly lastIncludedIndex: LogIndex;
  readonly lastIncludedTerm: Term;
  readonly bytes: number;
  readonly total: number | null;
}

/** A leadership transfer; `until` is when it is given up, null in manual mode. */
export interface TransferFrame extends Pick<PendingTransfer, 'request' | 'target' | 'told'> {
  readonly until: VirtualMs | null;
}

/** A change under way; `catchUp` null: its entry is in the log. */
export interface ChangeFrame extends Pick<PendingChange, 'request' | 'voters' | 'learners'> {
  readonly catchUp: {
    readonly round: number;
    readonly target: LogIndex;
    readonly beganAt: VirtualMs;
    readonly until: VirtualMs | null;
  } | null;
}
