/** The state machine's state at an earlier index, made again from the snapshot and the entries after it. P7 */
import { present } from '../base/assert.ts';
import { applyEntry, type Machine } from './applyEntry.ts';
import { entryAt } from './log.ts';
import { decodeState } from './snapshotState.ts';
import type { Step } from './step.ts';
import type { LogIndex } from './types.ts';

/** Dict and sessions when `upTo` had been applied. O(entries since the snapshot) */
export function replayState({ node, rules }: Step, upTo: LogIndex): Pick<Machine, 'dict' | 'sessions'> {
  const { snapshot, options } = node;
  const { dict, sessions } =
    snapshot === null ? { dict: new Map(), sessions: new Map() } : decodeState(snapshot);
  const again = { node: { dict, sessions, options }, rules, notes: null };
  for (let index = node.log.snapshotIndex + 1; index <= upTo; index += 1) {
    applyEntry(again, present(entryAt(node.log, index), `applied entry ${index}`));
  }
  return { dict, sessions };
}
