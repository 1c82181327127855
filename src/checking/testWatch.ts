/** A cluster made by hand, and a quick and a thorough checker that watch it. For tests. */
import { createPrng } from '../base/prng.ts';
import { applyEntry } from '../raft/applyEntry.ts';
import { configAt } from '../raft/configAt.ts';
import { createNode } from '../raft/node.ts';
import { paperRules } from '../raft/rules.ts';
import { encodeState } from '../raft/snapshotState.ts';
import type { Configuration, Entry, Log, Message, NodeId, Progress, RaftNode, RaftOptions, Snapshot, Term } from '../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../trace/event.ts';
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

/** A process that has just come up from `disk`. */
function processOf(id: NodeId, cluster: ClusterSetup, disk: Disk): RaftNode {
  const { voters, learners, options } = cluster;
  const start = { id, options, disk, commitIndex: 0, restarted: false, prng: createPrng(1, 1), now: 0 };
  return createNode({ ...start, config: { voters, votersOutgoing: [], learners } }, paperRules);
}

/** As it stands at the start; whatever it says it has committed. */
function memoryOf({ id, commitIndex }: PreparedNode, cluster: ClusterSetup, disk: Disk): RaftNode {
  const node = processOf(id, cluster, disk);
  if (commitIndex > 0) commit(node, commitIndex);
  return node;
}

const copyOf = (log: Log): Log => ({ ...log, entries: log.entries.slice() });

/** What a leader knows of a node that holds everything up to `matchIndex`. */
export function progress(matchIndex: number, nextIndex = matchIndex + 1): Progress {
  return {
    matchIndex,
    nextIndex,
    state: 'stream',
    inflight: [],
    rollbacks: 0,
    snapshotIndex: 0,
    snapshotOffset: 0,
    heardAt: 0,
    ackedRound: 0,
  };
}

export class TestWatch {
  readonly slots: TestSlot[];
  readonly quick: Checker;
  readonly thorough: Checker;
  readonly requests: RequestRecord[] = [];
  readonly #cluster: ClusterSetup;
  #events = 0;

  constructor(nodes: readonly Partial<PreparedNode>[], options: Partial<RaftOptions> = {}) {
    const fresh = freshCluster(nodes.length, options);
    const cluster: ClusterSetup = {
      ...fresh,
      nodes: fresh.nodes.map((node, i) => ({ ...node, ...nodes[i] })),
    };
    this.#cluster = cluster;
    this.slots = cluster.nodes.map((prepared) => {
      const log = { entries: prepared.log.slice(), snapshotIndex: 0, snapshotTerm: 0 };
      const disk = { currentTerm: prepared.term, votedFor: prepared.votedFor, log, snapshot: null };
      const node = prepared.up ? memoryOf(prepared, cluster, disk) : null;
      return { id: prepared.id, status: prepared.up ? 'up' : 'down', error: null, node, disk, clockRate: 1 };
    });
    this.quick = createChecker(cluster, this.slots);
    this.thorough = createChecker(cluster, this.slots, { thorough: true });
  }

  /** A node with an empty disk joins. */
  join(id: NodeId): readonly Violation[] {
    const disk = emptyDisk();
    const node = processOf(id, this.#cluster, disk);
    this.slots.push({ id, status: 'up', error: null, node, disk, clockRate: 1 });
    return this.emit(id, { kind: 'command' });
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

  /** `candidate` is in its term for good, and these have voted for it. */
  votes(candidate: NodeId, ...voters: NodeId[]): void {
    const term = this.node(candidate).currentTerm;
    this.event(candidate, (node, disk) => Object.assign(disk, { currentTerm: term, votedFor: node.votedFor }));
    for (const voter of voters) {
      this.event(voter, (node, disk) => {
        follow(node, term, candidate);
        Object.assign(disk, { currentTerm: term, votedFor: candidate });
      });
    }
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
    slot.status = 'up';
    slot.node = processOf(id, this.#cluster, slot.disk);
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
    const found = this.quick.afterEvent(event, this.slots, this.requests);
    this.thorough.afterEvent(event, this.slots, this.requests);
    return found;
  }
}

/** What an event in which `message` is handled has besides its effects. */
export function arrival(message: Message): Pick<TraceEvent, 'kind' | 'message'> {
  return { kind: 'deliver', message: envelopeOf(message) };
}

/** Makes durable what is in memory. */
export function sync(node: RaftNode, disk: Disk): void {
  disk.currentTerm = node.currentTerm;
  disk.votedFor = node.votedFor;
  disk.log = copyOf(node.log);
  disk.snapshot = node.snapshot;
}

/** A disk with nothing on it. */
export function emptyDisk(): Disk {
  return { currentTerm: 0, votedFor: null, log: { entries: [], snapshotIndex: 0, snapshotTerm: 0 }, snapshot: null };
}

/** The write that puts `entries` on disk after cutting at `truncateFrom`. */
export function write(
  entries: readonly Entry[],
  truncateFrom: number | null = null,
): TraceEvent['persist'] {
  return [{ id: 1, hardState: null, truncateFrom, snapshot: null, append: entries }];
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

/** Commits up to `index` and applies what the log holds of it. */
export function commit(node: RaftNode, index: number): void {
  for (const each of node.log.entries) {
    if (each.index > node.lastApplied && each.index <= index) applyEntry({ node, rules: paperRules, notes: null }, each);
  }
  node.commitIndex = index;
  node.lastApplied = index;
}

/** Puts a snapshot of the node's present state in the place of the entries up to `index`, which has `term`. */
export function compact(node: RaftNode, index: number, term: Term): void {
  const { config, index: configIndex } = configAt(node.log, node.snapshot, node.bootConfig, Math.min(index, node.lastApplied));
  const { dict, sessions } = node;
  const data = encodeState({ dict, sessions, config, configIndex });
  restore(node, { lastIncludedIndex: index, lastIncludedTerm: term, data }, node.log.entries.filter((each) => each.index > index));
}

/** Begins the log with `snapshot` and goes on with `entries`. Nothing else changes. */
export function restore(node: RaftNode, snapshot: Snapshot, entries: readonly Entry[] = []): void {
  const { lastIncludedIndex: snapshotIndex, lastIncludedTerm: snapshotTerm } = snapshot;
  node.snapshot = snapshot;
  node.log = { entries: entries.slice(), snapshotIndex, snapshotTerm };
}

/** Appends the configuration with these voters and goes by it. */
export function configure(node: RaftNode, voters: readonly NodeId[], votersOutgoing: readonly NodeId[] = []): Entry {
  const config: Configuration = { voters, votersOutgoing, learners: [] };
  const index = node.log.snapshotIndex + node.log.entries.length + 1;
  const added: Entry = { index, term: node.currentTerm, command: { config } };
  append(node, added);
  node.config = config;
  node.configIndex = index;
  return added;
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
