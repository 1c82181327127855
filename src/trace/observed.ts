/** What can be seen of a node from outside: the checkers and the screen look at nothing else. */
import type { Log, NodeId, RaftNode, Snapshot, Term } from '../raft/types.ts';

/** What is durable on one node's disk. */
export interface Disk {
  currentTerm: Term;
  votedFor: NodeId | null;
  log: Log;
  snapshot: Snapshot | null;
}

// A flavored number counts as an object to the compiler, so primitives are let through first.
type DeepReadonly<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Map<infer K, infer V>
    ? ReadonlyMap<K, V>
    : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/**
 * A node's place in the cluster. `node` is the process's memory: null when it
 * is down. With the inline host it is the node itself, with the worker host a
 * mirror of it, equal after every event.
 */
export interface ObservedNode {
  readonly id: NodeId;
  readonly status: 'up' | 'paused' | 'down';
  /** Why it went down by itself; null if it didn't. */
  readonly error: string | null;
  readonly node: DeepReadonly<RaftNode> | null;
  readonly disk: DeepReadonly<Disk>;
  /** The node's own clock runs this many times as fast as virtual time. */
  readonly clockRate: number;
}
