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
 * Gives `commands` anew, each at its time; those that can't be carried out any
 * more are left out. Stops at the first finding.
 */
function replayByTime(run: Run, commands: readonly RecordedCommand[], rules: Rules): WatchedRun {
  const again = new WatchedRun(run, rules);
  for (const { time, command } of commands) {
    if (again.finding !== null || !again.to(Math.max(time, again.simulation.now), 200_000)) break;
    again.try(command);
  }
  for (let left = EVENTS_AFTER_LAST; left > 0 && again.finding === null; left -= 1) if (!again.one(Infinity)) break;
  return again;
}

/**
 * A shorter run in which the same property fails, by leaving out commands,
 * first many at once, then one by one (Zeller's delta debugging, greedy). null
 * when the failure depends on more than the times of the commands, or is one
 * that shows only at the good end.
 */
export function shrink(run: Run, finding: Finding, rules: Rules, mostTries = 1500): Shrunk | null {
  let tries = 0;
  const failing = (commands: readonly RecordedCommand[]): WatchedRun | null => {
    tries += 1;
    const again = replayByTime(run, commands, rules);
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
