/** Going by another configuration: when its entry is appended, and when it is cut again. P6 */
import { configAt, type ConfigInForce } from './configAt.ts';
import { entryAt, lastIndex } from './log.ts';
import { note } from './notes.ts';
import { refreshRole } from './roles.ts';
import { addNote, type Step } from './step.ts';
import type { LogIndex } from './types.ts';

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
