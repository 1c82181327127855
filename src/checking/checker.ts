/**
 * Checks the invariants of RAFT.md after every event: all 15 (the list is in
 * invariants.ts). It looks at nodes only from outside and remembers by
 * itself what it needs: the ghost (history) and a shadow of each node (its last
 * state). A step is judged by what changed, so the cost of an event doesn't
 * grow with the run; most events change nothing that matters and cost a few
 * comparisons.
 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../trace/event.ts';
import type { ObservedNode } from '../trace/observed.ts';
import type { ClusterSetup } from '../trace/run.ts';
import type { Violation } from '../trace/verdict.ts';
import { Ghost } from './ghost.ts';
import type { Property } from './invariants.ts';
import { ClientHistory } from './linearizability/clientHistory.ts';
import type { LinearizabilityVerdict } from './linearizability/linearizability.ts';
import { checkProgress } from './matchIndex.ts';
import { checkSent } from './persistence.ts';
import { notePreVote } from './preVotes.ts';
import { prepareGhost } from './prepared.ts';
import type { Scene } from './scene.ts';
import { noteCrash, sameDisk, sameMemory, Shadow } from './shadow.ts';
import { stepDisk, stepMemory, stepStart } from './stepChecks.ts';
import { countStaleReads, noStaleReads, type StaleReads } from './staleReads.ts';
import { checkThoroughly, type SeenDict } from './thorough.ts';

export interface CheckerOptions {
  /** Compare whole logs after every event, and the dicts too. For tests. */
  readonly thorough?: boolean;
}

/** Watches one run. `observed` is always in cluster order and shows the state after the event. */
export interface Checker {
  /**
   * Judges one event, in which only `event.node` may have changed. What is violated by it and wasn't told before.
   * `requests`: all requests of the run after it; without them nobody looks at what clients are told.
   */
  afterEvent(
    event: TraceEvent,
    observed: readonly ObservedNode[],
    requests?: readonly RequestRecord[],
  ): readonly Violation[];
  /** Whether what clients were told is linearizable; `unknown` when finding out would cost too much. */
  readonly linearizable: LinearizabilityVerdict;
  /** Local reads that were answered with something older than what was committed: allowed, and counted. T6.4 */
  readonly staleReads: StaleReads;
  /** All of it, oldest first; at most 10 of each property are kept. A start that is wrong already shows as event 0. */
  readonly violations: readonly Violation[];
  /** The highest entry any node has ever held committed; null: none yet. It outlives the nodes that knew. */
  readonly committed: { readonly index: LogIndex; readonly term: Term } | null;
  /** A checker that goes on from here by itself, for a checkpoint. Costs some pointers per 256 log entries. */
  clone(): Checker;
}

/** A checker for a run that begins with `cluster`, whose nodes stand as `observed` shows. */
export function createChecker(
  cluster: ClusterSetup,
  observed: readonly ObservedNode[],
  options: CheckerOptions = {},
): Checker {
  const ids = cluster.nodes.map(({ id }) => id);
  const watch = new Watch(ids, ghostOf(cluster), ClientHistory.of(cluster), options.thorough ?? false);
  watch.begin(cluster, observed);
  return watch;
}

function ghostOf({ nodes, voters, learners, options }: ClusterSetup): Ghost {
  return new Ghost(nodes.length, { voters, votersOutgoing: [], learners }, options.maxSessions);
}

const NONE: readonly Violation[] = [];
const NO_REQUESTS: readonly RequestRecord[] = [];
const MOST_OF_EACH = 10;

class Watch implements Checker, Scene {
  ids: readonly NodeId[];
  readonly ghost: Ghost;
  readonly clients: ClientHistory;
  readonly thorough: boolean;
  shadows: Shadow[];
  observed: readonly ObservedNode[] = [];
  violations: Violation[] = [];
  staleReads: StaleReads = noStaleReads;
  #positions: Map<NodeId, number>;
  #event: TraceEvent | null = null;
  #found: Violation[] | null = null;
  #dicts = new Map<LogIndex, SeenDict>();

  constructor(ids: readonly NodeId[], ghost: Ghost, clients: ClientHistory, thorough: boolean) {
    this.ids = ids;
    this.ghost = ghost;
    this.clients = clients;
    this.thorough = thorough;
    this.shadows = ids.map(() => new Shadow(ids.length));
    this.#positions = new Map(ids.map((id, at) => [id, at]));
  }

  begin(cluster: ClusterSetup, observed: readonly ObservedNode[]): void {
    this.observed = observed;
    prepareGhost(this, cluster);
    observed.forEach((o, at) => {
      const s = this.shadows[at];
      if (s === undefined) return;
      stepDisk(this, at, s, o);
      if (o.node !== null) stepStart(this, at, s, o.node, null);
    });
    this.#found = null;
  }

  get linearizable(): LinearizabilityVerdict {
    return this.clients.verdict;
  }

  afterEvent(
    event: TraceEvent,
    observed: readonly ObservedNode[],
    requests: readonly RequestRecord[] = NO_REQUESTS,
  ): readonly Violation[] {
    if (observed.length > this.ids.length) this.#grow(observed);
    if (event.node === null) return NONE;
    const at = this.#positions.get(event.node);
    if (at === undefined) return NONE;
    const o = observed[at];
    const s = this.shadows[at];
    if (o === undefined || s === undefined) return NONE;
    this.observed = observed;
    this.#event = event;

    const { node } = o;
    if (event.kind === 'deliver' && event.message?.message.type === 'PreVoteReply') notePreVote(s, event.message.message);
    if (node === null) {
      if (s.up) noteCrash(s);
    } else if (!s.up) stepStart(this, at, s, node, event);
    else if (event.persist.length > 0 || this.thorough || !sameMemory(s, node)) {
      stepMemory(this, at, s, node, event);
    }
    if (this.thorough || !sameDisk(s, o.disk)) stepDisk(this, at, s, o);
    if (node !== null && node.role === 'leader') checkProgress(this, at, s, node);
    if (event.sent.length > 0) checkSent(this, at, o, event);
    for (const { sentence, nodes } of this.clients.afterEvent(event, requests)) {
      this.report('Linearizability', sentence, nodes, null);
    }
    if (event.replies.length > 0) this.staleReads = countStaleReads(this.staleReads, event, requests, this.ghost.replica);
    if (this.thorough) checkThoroughly(this, node, this.#dicts);

    const found = this.#found;
    if (found === null) return NONE;
    this.#found = null;
    return found;
  }

  get committed(): Checker['committed'] {
    const { committed } = this.ghost;
    const entry = committed.get(committed.length - 1)?.entry;
    return entry === undefined ? null : { index: entry.index, term: entry.term };
  }

  report(
    property: Property,
    detail: string,
    nodes: readonly NodeId[],
    index: LogIndex | null,
  ): void {
    const { violations } = this;
    const known = violations.filter((v) => v.property === property);
    // What goes on being wrong is told once.
    if (known.length >= MOST_OF_EACH || known.some((v) => v.detail === detail)) return;
    const event = this.#event;
    const violation: Violation = {
      property,
      time: event?.time ?? 0,
      event: event?.id ?? 0,
      detail,
      nodes,
      index,
    };
    this.violations = [...violations, violation];
    this.#found = [...(this.#found ?? []), violation];
  }

  /** Nodes have joined: they stand after the others, with nothing behind them. */
  #grow(observed: readonly ObservedNode[]): void {
    const joined = observed.slice(this.ids.length).map(({ id }) => id);
    this.ids = [...this.ids, ...joined];
    this.#positions = new Map(this.ids.map((id, at) => [id, at]));
    for (const s of this.shadows) for (let i = 0; i < joined.length; i += 1) s.grow();
    for (let i = 0; i < joined.length; i += 1) {
      this.ghost.grow();
      this.shadows.push(new Shadow(this.ids.length));
    }
  }

  clone(): Checker {
    const copy = new Watch(this.ids, this.ghost.clone(), this.clients.clone(), this.thorough);
    copy.shadows = this.shadows.map((s) => s.clone());
    copy.violations = this.violations;
    copy.staleReads = this.staleReads;
    copy.#positions = this.#positions;
    copy.#dicts = new Map(this.#dicts);
    return copy;
  }
}
