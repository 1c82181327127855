/** The state machine: what one committed entry does to dict and sessions. P5.3, T6.3 */
import { applyCommand, type ApplyResult } from './dict.ts';
import { applyInSession } from './sessions.ts';
import type { Step } from './step.ts';
import type { Entry, RaftNode } from './types.ts';

/** What an entry returned; `refused` says why its session didn't let it take effect. */
export interface Applied {
  readonly result: ApplyResult;
  readonly refused: string | null;
}

/** What entries are applied to. */
export type Machine = Pick<RaftNode, 'dict' | 'sessions' | 'options'>;

/** A machine, the rules it goes by, and where its reasons are kept: a step, or a replay of what was applied. */
export interface Applying extends Pick<Step, 'rules' | 'notes'> {
  readonly node: Machine;
}

const NOTHING: Applied = { result: null, refused: null };

/** Applies `entry`. Its whole input is the entry, so every node gets the same. Configurations took effect when appended (P6). */
export function applyEntry(applying: Applying, { index, command }: Entry): Applied {
  const { node } = applying;
  if (command === null || 'config' in command) return NOTHING;
  if ('read' in command) return { result: node.dict.get(command.read) ?? null, refused: null };
  if (command.client !== undefined) return applyInSession(applying, index, command);
  const result = applyCommand(node.dict, command);
  return result === null ? NOTHING : { result, refused: null };
}
