/**
 * Checks the invariants of RAFT.md after every event: 1 to 12, 14 and 15 (the list
 * is in invariants.ts). It looks at nodes only from outside and remembers by
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
import { prepareGhost } from './prepared.ts';
import type { Scene } from './scene.ts';
import { noteCrash, sameDisk, sameMemory, Shadow } from './shadow.ts';
import { stepDisk, stepMemory, stepStart } from './stepChecks.ts';
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
  const watch = new Watch(ids, new Ghost(ids.length), ClientHistory.of(cluster), options.thorough ?? false);
  watch.begin(cluster, observed);
  return watch;
}

const NONE: readonly Violation[] = [];
const NO_REQUESTS: readonly RequestRecord[] = [];
const MOST_OF_EACH = 10;

class Watch implements Checker, Scene {
  readonly ids: readonly NodeId[];
  readonly ghost: Ghost;
  readonly clients: ClientHistory;
  readonly thorough: boolean;
  shadows: Shadow[];
  observed: readonly ObservedNode[] = [];
  violations: Violation[] = [];
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
    if (event.node === null) return NONE;
    const at = this.#positions.get(event.node);
    if (at === undefined) return NONE;
    const o = observed[at];
    const s = this.shadows[at];
    if (o === undefined || s === undefined) return NONE;
    this.observed = observed;
    this.#event = event;

    const { node } = o;
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

  clone(): Checker {
    const copy = new Watch(this.ids, this.ghost.clone(), this.clients.clone(), this.thorough);
    copy.shadows = this.shadows.map((s) => s.clone());
    copy.violations = this.violations;
    copy.#positions = this.#positions;
    copy.#dicts = new Map(this.#dicts);
    return copy;
  }
}
