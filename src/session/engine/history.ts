/**
 * What is kept of a run so that any moment of it can be shown again: the
 * commands, checkpoints to go on from, and the newest events. All other events
 * are made again from a checkpoint (replayEvents.ts): holding them would cost
 * more time, in garbage collection, than the simulation itself.
 */
import type { RunningHash } from '../../base/hash.ts';
import type { Checker } from '../../checking/checker.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { SimulationState } from '../../simulation/state.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import { hashEvent } from '../../trace/traceHash.ts';
import type { Tally } from './tally.ts';

/** The least distance between checkpoints; it grows with the run, as a checkpoint's size does. */
const CHECKPOINT_EVENTS = 2000;
const CHECKPOINTS_PER_RUN = 24;
const CHECKPOINT_LIMIT = 64;
/** The page is told of new events every frame, so few have to be at hand. */
const RECENT_LIMIT = 3000;

export interface Checkpoint {
  readonly time: VirtualMs;
  readonly eventCount: EventId;
  readonly state: SimulationState;
  readonly checker: Checker;
  readonly tally: Tally;
  /** Of the trace up to here; null when nobody asked for it. */
  readonly hash: RunningHash | null;
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
  #recent: TraceEvent[] = [];
  /** Of all events as they happened; null: not taken. */
  hash: RunningHash | null = null;

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
    twig.#recent = this.#recent.filter((event) => event.id <= eventCount);
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
    if (this.hash !== null) hashEvent(this.hash, event);
    this.#recent.push(event);
    if (this.#recent.length > RECENT_LIMIT) this.#recent = this.#recent.slice(RECENT_LIMIT / 2);
  }

  /** Is it time for the next checkpoint? */
  wantsCheckpoint(eventCount: EventId): boolean {
    const last = this.#checkpoints.at(-1);
    if (last === undefined) return true;
    const distance = Math.max(CHECKPOINT_EVENTS, last.eventCount / CHECKPOINTS_PER_RUN);
    return eventCount >= last.eventCount + distance;
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

  /** Events with ids from..to, both included, if all of them are still at hand; else null. */
  recentEvents(from: EventId, to: EventId): readonly TraceEvent[] | null {
    const first = this.#recent[0]?.id ?? this.endEvents + 1;
    return from < first ? null : this.#recent.slice(from - first, to - first + 1);
  }
}
