/** Knows what the page has seen, and says what is new. */
import { invariants } from '../../checking/invariants.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { BranchInfo, Frame, InvariantStatus, NodeFrame } from '../frame.ts';
import { clientFrame, newestOperations, noOperations, operationsDelta, type OperationsDelta, type OperationsFrame } from '../clientFrames.ts';
import { windowDelta, type EventRange } from './eventWindow.ts';
import type { History } from './history.ts';
import { nodeDelta, type NodeDelta } from './nodeDelta.ts';
import { nodeFrame } from './nodeFrame.ts';
import { momentOf } from './moment.ts';
import type { EngineUpdate } from './protocol.ts';
import type { World } from './world.ts';

/** More than this many messages are counted but not sent. */
const IN_FLIGHT_LIMIT = 1500;
const REQUEST_LIMIT = 200;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export class FrameBuilder {
  #nodes: (NodeFrame | null)[] = [];
  #held: EventRange | null = null;
  #eventCount = -1;
  #violations = -1;
  #conditionsChanged = true;
  #requestsChanged = true;
  #clientsChanged = true;
  #operations: OperationsFrame = noOperations;

  /** The next update says everything: another run or another moment is shown. `keepEvents`: the events are of the same run. */
  reset(keepEvents: boolean): void {
    this.#eventCount = -1;
    this.#violations = -1;
    this.#conditionsChanged = true;
    this.#requestsChanged = true;
    this.#clientsChanged = true;
    if (keepEvents) return;
    this.#nodes = [];
    this.#held = null;
    this.#operations = noOperations;
  }

  /** The page's events after this one are of a future that is no more. */
  forgetAfter(event: number): void {
    if (this.#held !== null && this.#held.last > event) {
      this.#held = { first: Math.min(this.#held.first, event + 1), last: event };
    }
  }

  /** Hears of an event that the next update will show. */
  heard(event: TraceEvent): void {
    if (event.kind === 'command') this.#conditionsChanged = true;
    if (event.replies.length > 0 || event.kind === 'command') this.#requestsChanged = true;
    if (event.replies.length > 0 || event.kind === 'command' || event.kind === 'client') this.#clientsChanged = true;
  }

  /** What changed on the page since the update before. */
  update(world: World, history: History, branches: readonly History[]): EngineUpdate {
    const { simulation } = world;
    const nodes = this.#nodeDeltas(world);
    const frame: Partial<Mutable<Omit<Frame, 'nodes' | 'operations'>>> = {
      time: simulation.now,
      eventCount: simulation.eventCount,
      nextEventAt: simulation.nextEventAt(),
      endTime: Math.max(history.endTime, simulation.now),
      endEvents: history.endEvents,
      branches: branches.map(branchInfo),
      branch: history.id,
      committedEver: world.checker.committed,
      figures: world.tally.figures(simulation.now),
      moment: momentOf(world),
    };
    if (simulation.eventCount !== this.#eventCount) {
      const inFlight = simulation.inFlight();
      frame.inFlightCount = inFlight.length;
      frame.inFlight = inFlight.slice(0, IN_FLIGHT_LIMIT);
      this.#eventCount = simulation.eventCount;
    }
    if (this.#conditionsChanged) {
      const { network, disk, cuts } = simulation.conditions;
      Object.assign(frame, { network, cuts, fsyncMs: disk.fsyncMs });
      this.#conditionsChanged = false;
    }
    if (this.#requestsChanged) {
      frame.requests = simulation.requests.slice(-REQUEST_LIMIT);
      this.#requestsChanged = false;
    }
    if (world.checker.violations.length !== this.#violations) {
      frame.invariants = statuses(world);
      this.#violations = world.checker.violations.length;
    }
    const operations = this.#operationsDelta(world, frame);
    const { delta, range } = windowDelta(history, simulation.eventCount, this.#held);
    this.#held = range;
    return { frame, nodes, events: delta, ...(operations === null ? null : { operations }) };
  }

  /** Writes the clients into `frame`; null: nothing of clients has changed. */
  #operationsDelta({ simulation }: World, frame: Partial<Mutable<Pick<Frame, 'clients'>>>): OperationsDelta | null {
    if (!this.#clientsChanged) return null;
    this.#clientsChanged = false;
    frame.clients = simulation.clients.map(clientFrame);
    const before = this.#operations;
    this.#operations = newestOperations(simulation.operations);
    return operationsDelta(before, this.#operations);
  }

  #nodeDeltas({ simulation }: World): (NodeDelta | null)[] {
    // A moment before a node was added has fewer.
    this.#nodes.length = Math.min(this.#nodes.length, simulation.observed.length);
    return simulation.observed.map((observed, i) => {
      const before = this.#nodes[i] ?? null;
      const after = nodeFrame(simulation, observed, before);
      const delta = nodeDelta(before, after);
      if (delta !== null) this.#nodes[i] = after;
      return delta;
    });
  }
}

function branchInfo(history: History): BranchInfo {
  const { id, partedAt, partedAfter, endTime, endEvents, label } = history;
  return { id, partedAt, partedAfter, endTime, endEvents, label };
}

function statuses({ checker }: World): InvariantStatus[] {
  return invariants.map((invariant) => ({
    ...invariant,
    violation:
      checker.violations.find((violation) => violation.property === invariant.property) ?? null,
  }));
}
