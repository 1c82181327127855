/** What clients were told, against the log that all nodes agree on in the end. P8 */
import { applyCommand } from '../../raft/dict.ts';
import type { Command, DictValue } from '../../raft/types.ts';
import type { WatchedRun } from './watchedRun.ts';

const OUTCOME = 'Clients are told the truth';

/** The value that makes a command unique in its run; null for one that has none. */
function markOf(command: Command): string | null {
  if (command === null || 'delete' in command) return null;
  if ('set' in command) return command.set[1].startsWith('v') ? command.set[1] : null;
  return 'cas' in command ? command.cas[2] : command.append[1];
}

/**
 * `ok`: the command is in the log, once, and the result is what applying the
 * log gives. `refused`: it is not in the log. Nothing is pending any more.
 */
export function checkRequests(run: WatchedRun): void {
  const { observed, requests } = run.simulation;
  const entries = observed[0]?.node?.log.entries ?? [];
  const dict = new Map<string, DictValue>();
  const results = new Map<string, { result: unknown; times: number }>();
  for (const { command } of entries) {
    const result = applyCommand(dict, command);
    const mark = markOf(command);
    if (mark !== null) results.set(mark, { result, times: (results.get(mark)?.times ?? 0) + 1 });
  }
  for (const { id, command, status, result } of requests) {
    if (status === 'pending') return run.report(OUTCOME, `request ${id} is pending though all is quiet`);
    const mark = markOf(command);
    if (mark === null) continue;
    const applied = results.get(mark);
    if (status === 'ok' && applied?.times !== 1) {
      return run.report(OUTCOME, `request ${id} was ok and is in the log ${applied?.times ?? 0} times`);
    }
    if (status === 'ok' && applied?.result !== result) {
      return run.report(OUTCOME, `request ${id} was told ${String(result)}, the log gives ${String(applied?.result)}`);
    }
    if (status === 'refused' && applied !== undefined) {
      return run.report(OUTCOME, `request ${id} was refused and is in the log`);
    }
  }
}
