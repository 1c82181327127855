/** A cluster made by hand, and a quick and a thorough checker that watch it. For tests. */
import type { Entry, Log, Message, NodeId, Progress, RaftNode, Term } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { Disk, ObservedNode } from '../trace/observed.ts';
import { type ClusterSetup, freshCluster, type PreparedNode } from '../trace/run.ts';
import { envelopeOf, traceEvent } from '../trace/testEvent.ts';
import type { Violation } from '../trace/verdict.ts';
import { type Checker, createChecker } from './checker.ts';

/** What a test may change of one node. */
export interface TestSlot {
  readonly id: NodeId;
  status: ObservedNode['status'];
  error: string | null;
  node: RaftNode | null;
  disk: Disk;
  clockRate: number;
}

/** An entry that sets x to `value`, or a no-op. */
export function entry(index: number, term: Term, value?: string): Entry {
  return { index, term, command: value === undefined ? null : { set: ['x', value] } };
}

/** No-ops with these terms from index 1 on. */
export function logOf(...terms: Term[]): Entry[] {
  return terms.map((term, i) => entry(i + 1, term));
}

function memoryOf(prepared: PreparedNode, cluster: ClusterSetup): RaftNode {
  return {
    id: prepared.id,
    options: cluster.options,
    currentTerm: prepared.term,
    votedFor: prepared.votedFor,
    log: { entries: prepared.log.slice(), snapshotIndex: 0, snapshotTerm: 0 },
    role: 'follower',
    leaderId: null,
    commitIndex: prepared.commitIndex,
    lastApplied: prepared.commitIndex,
    config: { voters: cluster.voters, votersOutgoing: [], learners: [] },
    dict: new Map(),
    votes: {},
    progress: {},
    proposals: [],
    electionDeadline: null,
    electionTimeoutMs: 0,
    heartbeatDeadline: null,
    durableIndex: prepared.log.length,
    writes: [],
    nextWriteId: 1,
    prng: { a: 1, b: 2, c: 3, counter: 4 },
  };
}

const copyOf = (log: Log): Log => ({ ...log, entries: log.entries.slice() });

/** What a leader knows of a node that holds everything up to `matchIndex`. */
export function progress(matchIndex: number, nextIndex = matchIndex + 1): Progress {
  return { matchIndex, nextIndex, state: 'stream', inflight: [], rollbacks: 0 };
}

export class TestWatch {
  readonly slots: TestSlot[];
  readonly quick: Checker;
  readonly thorough: Checker;
  #events = 0;

  constructor(nodes: readonly Partial<PreparedNode>[]) {
    const fresh = freshCluster(nodes.length);
    const cluster: ClusterSetup = {
      ...fresh,
      nodes: fresh.nodes.map((node, i) => ({ ...node, ...nodes[i] })),
    };
    this.slots = cluster.nodes.map((prepared) => ({
      id: prepared.id,
      status: prepared.up ? 'up' : 'down',
      error: null,
      node: prepared.up ? memoryOf(prepared, cluster) : null,
      disk: {
        currentTerm: prepared.term,
        votedFor: prepared.votedFor,
        log: { entries: prepared.log.slice(), snapshotIndex: 0, snapshotTerm: 0 },
      },
      clockRate: 1,
    }));
    this.quick = createChecker(cluster, this.slots);
    this.thorough = createChecker(cluster, this.slots, { thorough: true });
  }

  /** The place of a node. */
  slot(id: NodeId): TestSlot {
    const slot = this.slots.find((s) => s.id === id);
    if (slot === undefined) throw new RangeError(`no node ${id}`);
    return slot;
  }

  /** The memory of a node that is up. */
  node(id: NodeId): RaftNode {
    const { node } = this.slot(id);
    if (node === null) throw new RangeError(`${id} is down`);
    return node;
  }

  /** One event of `id`: `change` is what it did. Gives what the quick checker found. */
  event(
    id: NodeId,
    change: (node: RaftNode, disk: Disk) => void,
    is: Partial<Omit<TraceEvent, 'sent'>> & { readonly sent?: readonly Message[] } = {},
  ): readonly Violation[] {
    const slot = this.slot(id);
    if (slot.node !== null) change(slot.node, slot.disk);
    return this.emit(id, is);
  }

  /** Memory is lost. */
  crash(id: NodeId): readonly Violation[] {
    const slot = this.slot(id);
    slot.status = 'down';
    slot.node = null;
    return this.emit(id, { kind: 'command' });
  }

  /** The process starts from its disk; `change` is what it makes of it wrongly. */
  restart(id: NodeId, change: (node: RaftNode) => void = () => undefined): readonly Violation[] {
    const slot = this.slot(id);
    const other = this.slots.find((s) => s.node !== null)?.node;
    if (other === undefined || other === null) throw new RangeError('nobody is up');
    const { disk } = slot;
    slot.status = 'up';
    slot.node = {
      ...other,
      id,
      currentTerm: disk.currentTerm,
      votedFor: disk.votedFor,
      log: copyOf(disk.log),
      role: 'follower',
      commitIndex: disk.log.snapshotIndex,
      lastApplied: disk.log.snapshotIndex,
      dict: new Map(),
      progress: {},
      writes: [],
    };
    change(slot.node);
    return this.emit(id, { kind: 'command' });
  }

  /** What is in memory becomes durable, in an event of its own. */
  fsync(id: NodeId): readonly Violation[] {
    return this.event(id, (node, disk) => sync(node, disk), { kind: 'disk' });
  }

  emit(
    id: NodeId,
    { sent = [], ...is }: Partial<Omit<TraceEvent, 'sent'>> & { readonly sent?: readonly Message[] },
  ): readonly Violation[] {
    this.#events += 1;
    const event = traceEvent({
      ...is,
      id: this.#events,
      node: id,
      sent: sent.map((message) => envelopeOf(message)),
    });
    const found = this.quick.afterEvent(event, this.slots);
    this.thorough.afterEvent(event, this.slots);
    return found;
  }
}

/** Makes durable what is in memory. */
export function sync(node: RaftNode, disk: Disk): void {
  disk.currentTerm = node.currentTerm;
  disk.votedFor = node.votedFor;
  disk.log = copyOf(node.log);
}

/** The write that puts `entries` on disk after cutting at `truncateFrom`. */
export function write(
  entries: readonly Entry[],
  truncateFrom: number | null = null,
): TraceEvent['persist'] {
  return [{ id: 1, hardState: null, truncateFrom, append: entries }];
}

/** Puts `entries` at the end of the log. */
export function append(node: RaftNode, ...entries: Entry[]): void {
  node.log.entries.push(...entries);
}

/** Becomes candidate of the next term. */
export function campaign(node: RaftNode): void {
  node.currentTerm += 1;
  node.votedFor = node.id;
  node.role = 'candidate';
}

/** Becomes leader of its term, knowing nothing of the others. */
export function lead(node: RaftNode, ...peers: NodeId[]): void {
  node.role = 'leader';
  node.progress = Object.fromEntries(
    peers.map((peer) => [peer, progress(0, node.log.entries.length + 1)]),
  );
}

/** Follows in `term` with a vote. */
export function follow(node: RaftNode, term: Term, votedFor: NodeId | null): void {
  node.currentTerm = term;
  node.votedFor = votedFor;
  node.role = 'follower';
  node.progress = {};
}

/** Commits and applies up to `index`. */
export function commit(node: RaftNode, index: number): void {
  node.commitIndex = index;
  node.lastApplied = index;
}

/**
 * Three nodes with two no-ops of term 1. S1 leads term 2 by S2's vote and has
 * appended its no-op, which is on its disk and on nobody else's.
 */
export function elected(): TestWatch {
  const start = { term: 1, log: logOf(1, 1) };
  const watch = new TestWatch([start, start, start]);
  watch.event('S1', (node, disk) => {
    campaign(node);
    sync(node, disk);
  });
  watch.event('S2', (node, disk) => {
    follow(node, 2, 'S1');
    sync(node, disk);
  });
  watch.event(
    'S1',
    (node, disk) => {
      lead(node, 'S2', 'S3');
      append(node, entry(3, 2));
      sync(node, disk);
    },
    { persist: write([entry(3, 2)]) },
  );
  return watch;
}

/** As `elected`, and S2 holds entry 3, so that S1 has committed it. */
export function committed(): TestWatch {
  const watch = elected();
  watch.event(
    'S2',
    (node, disk) => {
      append(node, entry(3, 2));
      sync(node, disk);
    },
    { persist: write([entry(3, 2)]) },
  );
  watch.event('S1', (node) => {
    node.progress['S2'] = progress(3);
    commit(node, 3);
  });
  return watch;
}

/** The properties among `violations`, each once, in order. */
export function properties(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ property }) => property))];
}
