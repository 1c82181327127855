/** What a checker says. */
import type { LogIndex, NodeId } from '../raft/types.ts';
import type { EventId, VirtualMs } from './event.ts';

/** A property that did not hold, and the moment. */
export interface Violation {
  /** The invariant's name, such as `Election Safety`. */
  readonly property: string;
  readonly time: VirtualMs;
  readonly event: EventId;
  /** One sentence with the values compared. */
  readonly detail: string;
  readonly nodes: readonly NodeId[];
  readonly index: LogIndex | null;
}

/** One line of the list of invariants. */
export interface Invariant {
  /** Its number in the list of RAFT.md. */
  readonly number: number;
  readonly property: string;
  readonly section: string;
  readonly sentence: string;
  /** One of the five properties of the paper's Figure 3. */
  readonly figure3: boolean;
}
