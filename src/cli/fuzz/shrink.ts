/** Makes a failing run small: leaves out what it fails without. */
import type { Rules } from '../../raft/rules.ts';
import type { RecordedCommand } from '../../trace/command.ts';
import type { Run } from '../../trace/run.ts';
import { WatchedRun, type Finding } from './watchedRun.ts';

export interface Shrunk {
  readonly run: Run;
  readonly finding: Finding;
  /** Replays that it took. */
  readonly tries: number;
}

const EVENTS_AFTER_LAST = 5000;

/**
 * Gives `commands` anew, each at its time and, among the events of one time, as
 * nearly at its place as what was left out before allows: with all of them it
 * is the same run. Those that can't be carried out any more are left out.
 */
function replay(run: Run, commands: readonly RecordedCommand[], rules: Rules): WatchedRun {
  const again = new WatchedRun(run, rules);
  const { simulation } = again;
  let shift = 0;
  for (const { time, afterEvents, command } of commands) {
    for (let next = simulation.nextEventAt(); again.finding === null; next = simulation.nextEventAt()) {
      if (next === null || next > time || (next === time && simulation.eventCount >= afterEvents + shift)) break;
      again.one(time);
    }
    if (again.finding !== null) return again;
    if (simulation.now < time && (simulation.nextEventAt() ?? Infinity) > time) again.one(time);
    if (again.try(command)) shift = simulation.eventCount - (afterEvents + 1);
  }
  for (let left = EVENTS_AFTER_LAST; left > 0 && again.finding === null; left -= 1) if (!again.one(Infinity)) break;
  return again;
}

/**
 * A shorter run in which the same property fails, by leaving out commands,
 * first many at once, then one by one (Zeller's delta debugging, greedy). null
 * for a failure that shows only at the good end, which is no event of the run.
 */
export function shrink(run: Run, finding: Finding, rules: Rules, mostTries = 1500): Shrunk | null {
  let tries = 0;
  const failing = (commands: readonly RecordedCommand[]): WatchedRun | null => {
    tries += 1;
    const again = replay(run, commands, rules);
    return again.finding?.property === finding.property ? again : null;
  };
  let best = failing(run.commands);
  if (best === null) return null;
  let commands = best.simulation.run().commands;
  for (let chunk = Math.ceil(commands.length / 2); chunk >= 1; chunk = chunk === 1 ? 0 : Math.ceil(chunk / 2)) {
    for (let from = 0; from < commands.length && tries < mostTries; ) {
      const fewer = failing([...commands.slice(0, from), ...commands.slice(from + chunk)]);
      if (fewer === null) from += chunk;
      else {
        best = fewer;
        commands = fewer.simulation.run().commands;
      }
    }
  }
  const found = best.finding;
  return found === null ? null : { run: best.simulation.run(), finding: found, tries };
}
