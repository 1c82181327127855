/** What every checker gets to see. */
import type { LogIndex, NodeId } from '../raft/types.ts';
import type { ObservedNode } from '../trace/observed.ts';
import type { Ghost } from './ghost.ts';
import type { Property } from './invariants.ts';
import type { Shadow } from './shadow.ts';

/** `observed` is the state after the event, `shadows` what the event's node was before. Positions are places in the cluster. */
export interface Scene {
  readonly ids: readonly NodeId[];
  readonly ghost: Ghost;
  readonly shadows: readonly Shadow[];
  readonly observed: readonly ObservedNode[];
  /** Compare whole logs instead of what changed: for tests of the incremental way. */
  readonly thorough: boolean;
  /** Says that `property` does not hold; `detail` is one sentence with the values compared. */
  report(
    property: Property,
    detail: string,
    nodes: readonly NodeId[],
    index: LogIndex | null,
  ): void;
}
