/** Whether a client's command may enter a run. */
import { unreachable } from '../base/assert.ts';
import type { DictCommand } from '../raft/types.ts';
import { KEY_MAX, VALUE_MAX } from './limits.ts';

/** What is wrong with the command, as a sentence for the one who gave it; null when nothing is. */
export function validateCommand(command: DictCommand | null): string | null {
  if (command === null) return null;
  if ('set' in command) return keyProblem(command.set[0]) ?? valueProblem('value', command.set[1]);
  if ('delete' in command) return keyProblem(command.delete);
  if ('cas' in command) {
    const [key, expected, next] = command.cas;
    const expectedProblem = expected === null ? null : valueProblem('expected value', expected);
    return keyProblem(key) ?? expectedProblem ?? valueProblem('new value', next);
  }
  if ('append' in command) return keyProblem(command.append[0]) ?? valueProblem('value', command.append[1]);
  return unreachable(command);
}

function keyProblem(key: string): string | null {
  if (key === '') return 'The key is empty; give it a name, such as x.';
  return tooLong('key', key, KEY_MAX);
}

function valueProblem(name: string, value: string): string | null {
  return tooLong(name, value, VALUE_MAX);
}

function tooLong(name: string, text: string, most: number): string | null {
  if (text.length <= most) return null;
  return `The ${name} is ${grouped(text.length)} characters long; at most ${grouped(most)} are allowed.`;
}

/** 10240 as `10,240`, the same in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
