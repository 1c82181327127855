/**
 * Nodes differ in nothing but their names, so of the states that a renaming
 * turns into each other one is enough: up to n! times fewer. The stored one is
 * the least row of numbers. That nodes really don't differ is tested: with and
 * without symmetry the same number of states is found (clusterSpace.test.ts).
 */
import type { Inboxes } from './inboxes.ts';
import type { Interner } from './interner.ts';
import type { Machine, Renaming } from './machine.ts';
import type { Voter } from './votes.ts';

/** One renaming, and to which number it sends each node state, message and inbox; −1 where nobody has asked yet. */
interface Renamer {
  readonly renaming: Renaming;
  readonly inverse: Renaming;
  readonly nodes: number[];
  readonly messages: number[];
  readonly inboxes: number[];
}

export class Symmetry<Node, Message> {
  readonly #machine: Machine<Node, Message>;
  readonly #nodes: Interner<Voter<Node>>;
  readonly #messages: Interner<Message>;
  readonly #inboxes: Inboxes;
  readonly #renamers: Renamer[];
  readonly #best: Int32Array;

  constructor(machine: Machine<Node, Message>, nodes: Interner<Voter<Node>>, messages: Interner<Message>, inboxes: Inboxes) {
    this.#machine = machine;
    this.#nodes = nodes;
    this.#messages = messages;
    this.#inboxes = inboxes;
    this.#best = new Int32Array(2 * machine.nodes + 1);
    this.#renamers = permutations(machine.nodes).map((renaming) => ({
      renaming,
      inverse: renaming.map((_, place) => renaming.indexOf(place)),
      nodes: [],
      messages: [],
      inboxes: [],
    }));
  }

  /** Rewrites `state` to the least of its renamings; gives how many different ones there are. */
  canonical(state: Int32Array): number {
    const size = this.#machine.nodes;
    const best = this.#best;
    best.set(state);
    let alike = 0;
    for (const renamer of this.#renamers) {
      const order = this.#compare(renamer, state, best);
      if (order === 0) alike += 1;
      if (order >= 0) continue;
      alike = 1;
      for (let at = 0; at < 2 * size; at += 1) best[at] = this.#renamedAt(renamer, state, at);
    }
    state.set(best);
    return this.#renamers.length / alike;
  }

  #compare(renamer: Renamer, state: Int32Array, best: Int32Array): number {
    const width = 2 * this.#machine.nodes;
    for (let at = 0; at < width; at += 1) {
      const difference = this.#renamedAt(renamer, state, at) - (best[at] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** Number `at` of `state` renamed. */
  #renamedAt(renamer: Renamer, state: Int32Array, at: number): number {
    const size = this.#machine.nodes;
    if (at < size) {
      const node = state[renamer.inverse[at] as number] as number;
      return renamer.nodes[node] ?? this.#renameNode(renamer, node);
    }
    const inbox = state[size + (renamer.inverse[at - size] as number)] as number;
    return renamer.inboxes[inbox] ?? this.#renameInbox(renamer, inbox);
  }

  #renameNode({ renaming, nodes }: Renamer, node: number): number {
    const { value, bound } = this.#nodes.get(node);
    const renamed = this.#nodes.numberOf({
      value: this.#machine.renameNode(value, renaming),
      bound: bound === null ? null : (renaming[bound] ?? bound),
    });
    nodes[node] = renamed;
    return renamed;
  }

  #renameInbox(renamer: Renamer, inbox: number): number {
    const messages = this.#inboxes.messagesOf(inbox).map((message) => renamer.messages[message] ?? this.#renameMessage(renamer, message));
    const renamed = this.#inboxes.of(messages);
    renamer.inboxes[inbox] = renamed;
    return renamed;
  }

  #renameMessage({ renaming, messages }: Renamer, message: number): number {
    const renamed = this.#messages.numberOf(this.#machine.renameMessage(this.#messages.get(message), renaming));
    messages[message] = renamed;
    return renamed;
  }
}

/** Every order of `count` places; the first is the one that changes nothing. */
function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1)
    .flatMap((shorter) => Array.from({ length: count }, (_, at) => [...shorter.slice(0, at), count - 1, ...shorter.slice(at)]))
    .sort((a, b) => (a.join() < b.join() ? -1 : 1));
}
