/** Bringing a run to a moment of another run that has had the same commands. */
import type { Simulation } from '../../simulation/simulation.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import type { VirtualMs } from '../../trace/event.ts';
import type { Moment } from '../figures.ts';
import type { Tally } from './tally.ts';

/** A run that can be carried on by single events. */
export interface Walker {
  readonly simulation: Simulation;
  readonly tally: Tally;
  /** Carries out one event that is due by `until`; false when there is none. */
  readonly runOne: (until: VirtualMs) => boolean | Promise<boolean>;
}

/** Where a run stands. */
export function momentOf({ simulation, tally }: Omit<Walker, 'runOne'>): Moment {
  const { now, commandsDone } = simulation;
  const more = simulation.nextEventAt() === now;
  return { time: now, commands: commandsDone, events: more ? tally.inInstant(now) : null };
}

/** Can `moment` be reached by going on from here? */
export function isAhead({ simulation, tally }: Omit<Walker, 'runOne'>, moment: Moment): boolean {
  const { now, commandsDone } = simulation;
  if (now !== moment.time) return now < moment.time;
  if (commandsDone !== moment.commands) return commandsDone < moment.commands;
  return moment.events === null || tally.inInstant(now) <= moment.events;
}

/**
 * Goes on to `moment`: everything before its instant, then its commands, then
 * so many events more. Where this run has fewer events in that instant, it has
 * them all. `commands`: those recorded for this run.
 */
export async function walkTo(walker: Walker, moment: Moment, commands: readonly RecordedCommand[]): Promise<void> {
  const { simulation, tally, runOne } = walker;
  const dueAt = (): VirtualMs => simulation.nextEventAt() ?? Infinity;
  const commandIsNext = (): boolean => {
    const next = commands[simulation.commandsDone];
    return next !== undefined && next.afterEvents <= simulation.eventCount;
  };
  while (dueAt() < moment.time && (await runOne(moment.time)));
  while (simulation.commandsDone < moment.commands && dueAt() <= moment.time && (await runOne(moment.time)));
  const wanted = moment.events ?? Infinity;
  while (
    dueAt() === moment.time && !commandIsNext() && tally.inInstant(moment.time) < wanted && (await runOne(moment.time))
  );
  // Nothing else is due: only time moves.
  if (dueAt() > moment.time) await runOne(moment.time);
}
