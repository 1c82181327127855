/** Taking snapshots: the state stands for the entries that made it, and the log forgets them. P7, T5 */
import { present } from '../base/assert.ts';
import { configAt } from './configAt.ts';
import { compactLog, termAt } from './log.ts';
import { note } from './notes.ts';
import { replayState } from './replayState.ts';
import { isSendingSnapshot } from './sendSnapshot.ts';
import { encodeState, type ReplicatedState } from './snapshotState.ts';
import { addNote, type Step } from './step.ts';
import type { LogIndex } from './types.ts';

/** Takes a snapshot through `upTo` and discards the log up to it, if so much is applied. */
export function compact(step: Step, upTo: LogIndex): void {
  const { node, rules } = step;
  const { lastApplied, log } = node;
  if (!rules.mayCompact(upTo, lastApplied, log.snapshotIndex)) {
    const { snapshotIndex } = log;
    addNote(step, note('compactRefused', 'mayCompact', { upTo, lastApplied, snapshotIndex }));
    return;
  }
  const term = present(termAt(log, upTo), `term of entry ${upTo}`);
  const data = encodeState(stateAt(step, upTo));
  const snapshot = { lastIncludedIndex: upTo, lastIncludedTerm: term, data };
  addNote(
    step,
    note('snapshotTaken', 'mayCompact', { from: log.snapshotIndex, to: upTo, term, bytes: data.length }),
  );
  node.snapshot = snapshot;
  step.snapshot = snapshot;
  compactLog(log, upTo, term);
}

/** Takes a snapshot when the options want one by now, and nobody is being sent the last. */
export function compactByThreshold(step: Step, threshold: number): void {
  const { node } = step;
  if (node.lastApplied - node.log.snapshotIndex < threshold) return;
  if (node.role === 'leader' && isSendingSnapshot(step)) return;
  compact(step, node.lastApplied);
}

/** The state as it was when `upTo` had been applied: the present one, or made again from the last snapshot. */
function stateAt(step: Step, upTo: LogIndex): ReplicatedState {
  const { node } = step;
  const { config, index: configIndex } = configAt(node.log, node.snapshot, node.bootConfig, upTo);
  const { dict, sessions } = upTo === node.lastApplied ? node : replayState(step, upTo);
  return { dict, sessions, config, configIndex };
}
