/** What the runner needs of whoever holds the nodes, and the moves all steps are made of. */
import type { Simulation } from '../simulation/simulation.ts';
import type { RunCommand } from '../trace/command.ts';
import type { VirtualMs } from '../trace/event.ts';
import type { Violation } from '../trace/verdict.ts';

export interface ScenarioWorld {
  readonly simulation: Simulation;
  /** Lets the earliest event that is due by `until` happen; false when there is none. */
  runOne(until: VirtualMs): boolean;
  /** What the checkers have found so far. */
  violations(): readonly Violation[];
  /** Whether the history of the clients so far is linearizable; null: finding out would cost too much. */
  linearizable(): boolean | null;
  /** The hash of the trace so far. */
  traceHash(): string;
}

/** Thrown when a step can't come to its end. `message` is a clause about the step. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
}

/** A step that has caused this many events goes on for ever, as far as anybody will wait. */
const EVENTS_MAX = 5_000_000;

/** Counts a step's events. */
export class Budget {
  #spent = 0;

  spend(): void {
    this.#spent += 1;
    if (this.#spent > EVENTS_MAX) throw new StepFailure(`does not come to an end: ${EVENTS_MAX} events so far`);
  }
}

/** Carries `command` out, and nothing after it. Returns why it can't be, or null. */
export function apply(world: ScenarioWorld, command: RunCommand, budget: Budget): string | null {
  const { simulation } = world;
  const reason = simulation.whyNot(command);
  if (reason !== null) return reason;
  simulation.command(command);
  budget.spend();
  world.runOne(simulation.now);
  return null;
}

/** Lets everything happen that is due by `until`. */
export function runUntil(world: ScenarioWorld, until: VirtualMs, budget: Budget): void {
  while (world.runOne(until)) budget.spend();
}

/** Lets everything happen that is due now: above all, in manual mode, what the disks have taken. */
export function runDue(world: ScenarioWorld, budget: Budget): void {
  runUntil(world, world.simulation.now, budget);
}
