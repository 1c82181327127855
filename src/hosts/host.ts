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
   * Several steps in one go: the first, and each further one as long as the node
   * itself lets nothing come between (see `letsPass`). Gives one outcome for each
   * that was done. If a step throws, the ones before it are given, and the next
   * call fails.
   */
  steps(
    id: NodeId,
    inputs: readonly NodeInput[],
  ): readonly Outcome[] | Promise<readonly Outcome[]>;
  /**
   * The node's memory after one more of the steps whose outcomes were given: the
   * node itself or an equal mirror, the same object for the whole life of a
   * process. To be asked for once for every outcome, in order. A host whose
   * memory is the node itself shows the newest.
   */
  memory(id: NodeId): RaftNode;
  /** Kills the process at once; its memory is gone. Unknown or dead nodes are no error. */
  stop(id: NodeId): void;
  /** Kills every process and frees what the host holds. */
  dispose(): void;
}

/**
 * May `next` follow a step with this outcome at once? Not when the step wrote to
 * the disk (that the write is done comes first) or wants to be woken before.
 */
export function letsPass(outcome: Outcome, next: NodeInput): boolean {
  const { persist, deadline } = outcome;
  return persist.length === 0 && (deadline === null || deadline > next.now);
}
