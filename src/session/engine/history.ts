/**
 * What is kept of a run so that any moment of it can be shown again: the
 * commands, checkpoints to go on from, and the newest part of the trace. The
 * rest is made again from a checkpoint.
 */
import type { Checker } from '../../checking/checker.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { SimulationState } from '../../simulation/state.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';

const CHECKPOINT_EVENTS = 400;
const CHECKPOINT_LIMIT = 160;
const TRACE_LIMIT = 120_000;

export interface Checkpoint {
  readonly time: VirtualMs;
  readonly eventCount: EventId;
  readonly state: SimulationState;
  readonly checker: Checker;
}

/** One run, or one branch of it. */
export class History {
  readonly id: number;
  readonly partedAt: VirtualMs;
  readonly partedAfter: EventId;
  label: string;
  commands: readonly RecordedCommand[] = [];
  endTime: VirtualMs = 0;
  endEvents: EventId = 0;
  /** Oldest first; the first is the start of the run. */
  #checkpoints: Checkpoint[] = [];
  /** The newest events without a gap, up to endEvents. */
  #trace: TraceEvent[] = [];

  constructor(id: number, partedAt: VirtualMs, partedAfter: EventId, label: string) {
    this.id = id;
    this.partedAt = partedAt;
    this.partedAfter = partedAfter;
    this.label = label;
  }

  /** A branch that shares everything up to the cursor of `simulation`. */
  branch(id: number, simulation: Simulation, label: string): History {
    const { now, eventCount } = simulation;
    const twig = new History(id, now, eventCount, label);
    twig.#checkpoints = this.#checkpoints.filter((point) => point.eventCount <= eventCount);
    twig.#trace = this.#trace.filter((event) => event.id <= eventCount);
    twig.commands = this.commands.filter((_, i) => i < simulation.commandsDone);
    twig.endTime = now;
    twig.endEvents = eventCount;
    return twig;
  }

  /** Takes a new event in; one that is known already (played again) changes nothing. */
  add(event: TraceEvent): void {
    if (event.id <= this.endEvents) return;
    this.endEvents = event.id;
    this.endTime = Math.max(this.endTime, event.time);
    this.#trace.push(event);
    if (this.#trace.length > TRACE_LIMIT) this.#trace = this.#trace.slice(TRACE_LIMIT / 4);
  }

  /** Is it time for the next checkpoint? */
  wantsCheckpoint(eventCount: EventId): boolean {
    const last = this.#checkpoints.at(-1);
    return last === undefined || eventCount >= last.eventCount + CHECKPOINT_EVENTS;
  }

  /** Keeps a checkpoint; of the older half, every other one goes when there are too many. */
  keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint);
    if (this.#checkpoints.length <= CHECKPOINT_LIMIT) return;
    this.#checkpoints = this.#checkpoints.filter((_, i) => i > CHECKPOINT_LIMIT / 2 || i % 2 === 0);
  }

  /** The latest checkpoint from which `isWanted` can still be reached. */
  checkpointBefore(isWanted: (checkpoint: Checkpoint) => boolean): Checkpoint {
    const found = this.#checkpoints.findLast(isWanted) ?? this.#checkpoints[0];
    if (found === undefined) throw new Error('a run has a checkpoint at its start');
    return found;
  }

  /** The id of the oldest event that is kept. */
  get firstKept(): EventId {
    return this.#trace[0]?.id ?? this.endEvents + 1;
  }

  /** Events with ids from..to, both included, as far as they are kept. */
  events(from: EventId, to: EventId): readonly TraceEvent[] {
    const first = this.firstKept;
    return this.#trace.slice(Math.max(0, from - first), Math.max(0, to - first + 1));
  }
}
