/** The replicated dict: the state machine that committed entries are applied to, in log order. P5.3 */
import { unreachable } from '../base/assert.ts';
import type { ClientReply, DictCommand, DictValue } from './types.ts';

/** What a command returns to its client. set: null; delete: was it there; cas: did it swap; append: the new length. */
export type ApplyResult = ClientReply['result'];

/**
 * Applies one command to `dict`. Deterministic: the same commands in the same
 * order give the same dict on every node.
 *
 * An append to a key that holds text makes no list of it and returns null.
 */
export function applyCommand(dict: Map<string, DictValue>, command: DictCommand): ApplyResult {
  if ('set' in command) {
    dict.set(command.set[0], command.set[1]);
    return null;
  }
  if ('delete' in command) return dict.delete(command.delete);
  if ('cas' in command) {
    const [key, expected, next] = command.cas;
    const have = dict.get(key) ?? null;
    if (have !== expected) return false;
    dict.set(key, next);
    return true;
  }
  if ('append' in command) return append(dict, command.append[0], command.append[1]);
  return unreachable(command);
}

function append(dict: Map<string, DictValue>, key: string, value: string): number | null {
  const have = dict.get(key);
  if (typeof have === 'string') return null;
  const list = have === undefined ? [value] : [...have, value];
  dict.set(key, list);
  return list.length;
}
