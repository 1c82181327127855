/** What clients were told, against the log that all nodes agree on in the end. P8 */
import { applyEntry } from '../../raft/applyEntry.ts';
import { paperRules } from '../../raft/rules.ts';
import type { Command } from '../../raft/types.ts';
import type { WatchedRun } from './watchedRun.ts';

const OUTCOME = 'Clients are told the truth';

/** The value that makes a command unique in its run; null for one that has none. */
function markOf(command: Command): string | null {
  if (command === null || 'delete' in command || 'config' in command || 'read' in command) return null;
  const value = 'set' in command ? command.set[1] : 'cas' in command ? command.cas[2] : command.append[1];
  // Clients that act by themselves send theirs again.
  return value.startsWith('v') ? value : null;
}

/**
 * `ok`: the command is in the log, once, and the result is what applying the
 * log gives. `refused`: it is not in the log. Nothing is pending any more. A log
 * that was compacted has no account of what was in it, and a command of a
 * session may be in it more than once: those are left to the checkers.
 */
export function checkRequests(run: WatchedRun): void {
  const { observed, requests } = run.simulation;
  const [leader] = observed.flatMap(({ node }) => (node?.role === 'leader' ? [node] : []));
  const whole = leader !== undefined && leader.log.snapshotIndex === 0;
  const entries = leader?.log.entries ?? [];
  const { options } = run.simulation.setup.cluster;
  const machine = { node: { dict: new Map(), sessions: new Map(), options }, rules: paperRules, notes: null };
  const results = new Map<string, { result: unknown; times: number }>();
  for (const entry of entries) {
    const { result } = applyEntry(machine, entry);
    const mark = markOf(entry.command);
    if (mark !== null) results.set(mark, { result, times: (results.get(mark)?.times ?? 0) + 1 });
  }
  for (const request of requests) {
    const { id, status, result } = request;
    if (status === 'pending') return run.report(OUTCOME, `request ${id} is pending though all is quiet`);
    if (request.op !== 'propose' || request.command?.client !== undefined || !whole) continue;
    const mark = markOf(request.command);
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
