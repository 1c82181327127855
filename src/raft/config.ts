/** Which configuration a node goes by: the latest in its log, committed or not. P6 */
import { entryAt, lastIndex } from './log.ts';
import { note } from './notes.ts';
import { refreshRole } from './roles.ts';
import { decodeState } from './snapshotState.ts';
import { addNote, type Step } from './step.ts';
import type { Configuration, LogIndex, LogView, Snapshot } from './types.ts';

/** A configuration and the entry it came with; 0: it was there from the start. */
export interface ConfigInForce {
  readonly config: Configuration;
  readonly index: LogIndex;
}

/** What a log says about its configuration at `upTo`: its entries first, then the snapshot, then `boot`. O(entries) */
export function configAt(
  log: LogView,
  snapshot: Snapshot | null,
  boot: Configuration,
  upTo: LogIndex,
): ConfigInForce {
  for (let index = upTo; index > log.snapshotIndex; index -= 1) {
    const command = entryAt(log, index)?.command ?? null;
    if (command !== null && 'config' in command) return { config: command.config, index };
  }
  if (snapshot === null) return { config: boot, index: 0 };
  const { config, configIndex } = decodeState(snapshot);
  return { config, index: configIndex };
}

/** Goes by `config` from now on, which came with entry `index`. */
export function adoptConfig(step: Step, { config, index }: ConfigInForce): void {
  const { node } = step;
  const before = node.config;
  node.config = config;
  node.configIndex = index;
  addNote(step, note('configInForce', 'configTakesEffect', { index, config, before }));
  refreshRole(step);
}

/** The entries from `first` on are new in the log: the last configuration among them is in force. */
export function adoptAppended(step: Step, first: LogIndex): void {
  const { log } = step.node;
  for (let index = lastIndex(log); index >= first; index -= 1) {
    const command = entryAt(log, index)?.command ?? null;
    if (command === null || !('config' in command)) continue;
    adoptConfig(step, { config: command.config, index });
    return;
  }
}

/** The log was cut: if the configuration's entry went with it, the one before is in force again. */
export function revertConfig(step: Step): void {
  const { node } = step;
  if (node.configIndex <= lastIndex(node.log)) return;
  const before = node.config;
  const { config, index } = configAt(node.log, node.snapshot, node.bootConfig, lastIndex(node.log));
  node.config = config;
  node.configIndex = index;
  addNote(step, note('configReverted', 'configTakesEffect', { index, config, before }));
  refreshRole(step);
}

/** Is it the middle of a change, where both halves have to agree? P6 */
export function isJoint(config: Configuration): boolean {
  return config.votersOutgoing.length > 0;
}
