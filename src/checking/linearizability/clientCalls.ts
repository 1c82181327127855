/** What requests, entries and answers of a run say in the words of the dict's model. P8 */
import { unreachable } from '../../base/assert.ts';
import type { ClientReply, Command, DictCommand } from '../../raft/types.ts';
import type { RequestRecord } from '../../trace/event.ts';
import { type DictCall, stateOfValue } from './dictModel.ts';
import type { Answer } from './model.ts';

/** What a request asks of the dict; null: nothing, or (a local read) nothing that has to be linearizable. */
export function callOf(record: RequestRecord): DictCall | null {
  if (record.op === 'propose') return record.command === null ? null : bareCall(record.command);
  return record.op === 'read' && record.mode !== 'local' ? { read: record.key } : null;
}

/** What a log entry does to the dict; null: nothing. */
export function callOfEntry(command: Command): DictCall | null {
  return command === null || 'config' in command || 'read' in command ? null : bareCall(command);
}

/** A command without its session stamp: whoever asks for it, it does the same. */
function bareCall(command: DictCommand): DictCall {
  if ('set' in command) return { set: command.set };
  if ('delete' in command) return { delete: command.delete };
  if ('cas' in command) return { cas: command.cas };
  if ('append' in command) return { append: command.append };
  return unreachable(command);
}

/** A reply's result as the model has it: a read answers a state, everything else what it returned. */
export function answerOf(call: DictCall, result: ClientReply['result']): Answer {
  if ('read' in call) return typeof result === 'number' || typeof result === 'boolean' ? String(result) : stateOfValue(result);
  return typeof result === 'object' && result !== null ? JSON.stringify(result) : result;
}
