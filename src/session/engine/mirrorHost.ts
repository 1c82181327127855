/** A host on this thread whose memory is a mirror, as with node workers: for tests in which steps are done ahead of their turn. */
import { present } from '../../base/assert.ts';
import type { NodeHost } from '../../hosts/host.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { cloneNode } from '../../raft/clone.ts';
import type { NodeStart } from '../../raft/node.ts';
import type { NodeId, NodeInput, Outcome, RaftNode } from '../../raft/types.ts';

export class MirrorHost implements NodeHost {
  readonly #nodes = new InlineHost();
  readonly #mirrors = new Map<NodeId, RaftNode>();
  readonly #coming = new Map<NodeId, RaftNode[]>();

  start(start: NodeStart): RaftNode {
    return this.#fresh(this.#nodes.start(start));
  }

  adopt(memory: RaftNode): RaftNode {
    return this.#fresh(this.#nodes.adopt(memory));
  }

  step(id: NodeId, input: NodeInput): Outcome {
    const outcome = this.#nodes.step(id, input);
    present(this.#coming.get(id), id).push(cloneNode(this.#nodes.memory(id)));
    return outcome;
  }

  steps(id: NodeId, inputs: readonly NodeInput[]): readonly Outcome[] {
    return inputs.slice(0, 1).map((input) => this.step(id, input));
  }

  /** The processes that are up. */
  get running(): readonly NodeId[] {
    return [...this.#mirrors.keys()];
  }

  memory(id: NodeId): RaftNode {
    const mirror = present(this.#mirrors.get(id), id);
    const next = this.#coming.get(id)?.shift();
    return next === undefined ? mirror : Object.assign(mirror, next);
  }

  stop(id: NodeId): void {
    this.#nodes.stop(id);
    this.#mirrors.delete(id);
  }

  dispose(): void {
    this.#nodes.dispose();
    this.#mirrors.clear();
  }

  #fresh(node: RaftNode): RaftNode {
    const mirror = cloneNode(node);
    this.#mirrors.set(node.id, mirror);
    this.#coming.set(node.id, []);
    return mirror;
  }
}
