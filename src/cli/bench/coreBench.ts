/** The core alone: three nodes in one thread, disks and network in memory, as the etcd peer is measured. */
import { createPrng } from '../../base/prng.ts';
import { emptyLog } from '../../raft/log.ts';
import { createNode, step } from '../../raft/node.ts';
import { paperRules } from '../../raft/rules.ts';
import type { Message, NodeId, NodeInput, RaftNode } from '../../raft/types.ts';
import { defaultOptions } from '../../trace/run.ts';

export interface CoreFigures {
  readonly window: number;
  readonly entries: number;
  readonly entriesPerSecond: number;
  readonly messagesPerEntry: number;
}

const VALUE_LENGTH = 64;

/** Nodes and the messages between them; a write is durable at once. */
class Trio {
  readonly nodes: RaftNode[];
  readonly #byId: Map<NodeId, RaftNode>;
  #queue: Message[] = [];
  messages = 0;

  constructor(maxInflightAppends: number | null) {
    const voters = ['S1', 'S2', 'S3'];
    this.nodes = voters.map((id, i) =>
      createNode(
        {
          id,
          options: { ...defaultOptions, maxInflightAppends },
          config: { voters, votersOutgoing: [], learners: [] },
          disk: { currentTerm: 0, votedFor: null, log: emptyLog(), snapshot: null },
          restarted: false,
          commitIndex: 0,
          prng: createPrng(1, i),
          now: 0,
        },
        paperRules,
      ),
    );
    this.#byId = new Map(this.nodes.map((node) => [node.id, node]));
  }

  give(node: RaftNode, input: NodeInput): void {
    const outcome = step(node, input, paperRules);
    for (const message of outcome.sendNow) this.#queue.push(message);
    const last = outcome.persist.at(-1);
    if (last !== undefined) this.give(node, { kind: 'persisted', now: 0, write: last.id });
    for (const message of outcome.sendAfterPersist) this.#queue.push(message);
  }

  /** Delivers until nothing is under way. */
  deliverAll(): void {
    while (this.#queue.length > 0) {
      const batch = this.#queue;
      this.#queue = [];
      for (const message of batch) {
        this.messages += 1;
        const to = this.#byId.get(message.to);
        if (to !== undefined) this.give(to, { kind: 'message', now: 0, message });
      }
    }
  }
}

/** Proposes `window` commands at a time and goes on when all three nodes have applied them. */
export function benchCore(window: number, entries: number): CoreFigures {
  // With many at once, one batch under way per follower does best; with one there is nothing to batch.
  const trio = new Trio(window === 1 ? null : 1);
  const [leader, ...followers] = trio.nodes;
  if (leader === undefined) throw new Error('no nodes');
  trio.give(leader, { kind: 'campaign', now: 0 });
  trio.deliverAll();
  if (leader.role !== 'leader') throw new Error(`${leader.id} did not become leader`);
  const value = 'v'.repeat(VALUE_LENGTH);
  const before = trio.messages;
  const began = performance.now();
  for (let done = 0; done < entries; ) {
    for (let i = 0; i < window && done < entries; i += 1) {
      done += 1;
      const command = { set: [`key${done % 1000}`, value] } as const;
      trio.give(leader, { kind: 'propose', now: 0, request: done, command });
    }
    trio.deliverAll();
    // Followers learn the last commit index with the next message: here it comes at once.
    while (followers.some(({ lastApplied }) => lastApplied < leader.lastApplied)) {
      trio.give(leader, { kind: 'heartbeat', now: 0 });
      trio.deliverAll();
    }
  }
  const seconds = (performance.now() - began) / 1000;
  for (const { id, lastApplied } of trio.nodes) {
    if (lastApplied !== entries + 1) throw new Error(`${id} applied ${lastApplied} of ${entries + 1}`);
  }
  return {
    window,
    entries,
    entriesPerSecond: entries / seconds,
    messagesPerEntry: (trio.messages - before) / entries,
  };
}
