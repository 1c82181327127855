/** All nodes on this thread: for headless runs, for seeking, for hunting. */
import { present } from '../../base/assert.ts';
import { rulesWith } from '../../bugs/registry.ts';
import { cloneNode } from '../../raft/clone.ts';
import { createNode, step, type NodeStart } from '../../raft/node.ts';
import { paperRules, type Rules } from '../../raft/rules.ts';
import type { NodeId, NodeInput, Outcome, RaftNode } from '../../raft/types.ts';
import type { ClusterSetup } from '../../trace/run.ts';
import { NodeFailure, type NodeHost } from '../host.ts';

/** A host whose every call returns at once. The memory it gives is the node itself. */
export class InlineHost implements NodeHost {
  readonly #nodes = new Map<NodeId, RaftNode>();
  readonly #rules: Rules;

  constructor(rules: Rules = paperRules) {
    this.#rules = rules;
  }

  /** A host whose nodes go by the rules of this cluster, bugs included. */
  static of({ bugs }: Pick<ClusterSetup, 'bugs'>): InlineHost {
    return new InlineHost(rulesWith(bugs));
  }

  start(start: NodeStart): RaftNode {
    return this.#guard(start.id, () => {
      const node = createNode(start, this.#rules);
      this.#nodes.set(start.id, node);
      return node;
    });
  }

  adopt(memory: RaftNode): RaftNode {
    const node = cloneNode(memory);
    this.#nodes.set(node.id, node);
    return node;
  }

  step(id: NodeId, input: NodeInput): Outcome {
    return this.#guard(id, () => step(this.memory(id), input, this.#rules));
  }

  /** One at a time is as fast here, and the memory is that after each. */
  steps(id: NodeId, inputs: readonly NodeInput[]): readonly Outcome[] {
    return inputs.slice(0, 1).map((input) => this.step(id, input));
  }

  memory(id: NodeId): RaftNode {
    return present(this.#nodes.get(id), `process ${id}`);
  }

  stop(id: NodeId): void {
    this.#nodes.delete(id);
  }

  dispose(): void {
    this.#nodes.clear();
  }

  #guard<T>(id: NodeId, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#nodes.delete(id);
      throw new NodeFailure(id, error instanceof Error ? error.message : String(error));
    }
  }
}
