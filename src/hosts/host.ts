/** Where nodes run: the contract that every host keeps, and that src/testing/hostContract.ts checks. */
import type { NodeStart } from '../raft/node.ts';
import type { NodeId, NodeInput, Outcome, RaftNode } from '../raft/types.ts';

/** A node threw, or its process died: from then on it counts as crashed. */
export class NodeFailure extends Error {
  override readonly name = 'NodeFailure';
  readonly node: NodeId;

  constructor(node: NodeId, reason: string) {
    super(reason);
    this.node = node;
  }
}

/**
 * Runs nodes. At most one call per node is under way at a time. Promises are
 * rejected (and synchronous calls throw) with NodeFailure only.
 */
export interface NodeHost {
  /** Starts a process from its disk; gives its memory. */
  start(start: NodeStart): RaftNode | Promise<RaftNode>;
  /** Starts a process that goes on from a saved memory. */
  adopt(memory: RaftNode): RaftNode | Promise<RaftNode>;
  step(id: NodeId, input: NodeInput): Outcome | Promise<Outcome>;
  /**
   * The node's memory after the step whose outcome was given last: the node
   * itself or an equal mirror, the same object for the whole life of a process.
   * To be asked for after every step, before the next one is looked at.
   */
  memory(id: NodeId): RaftNode;
  /** Kills the process at once; its memory is gone. Unknown or dead nodes are no error. */
  stop(id: NodeId): void;
  /** Kills every process and frees what the host holds. */
  dispose(): void;
}
