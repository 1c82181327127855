/** What the client bar's fields say, and the command they make. */
import type { ClientId, Command, DictCommand, NodeId, ReadMode } from '../../../raft/types.ts';
import { validateCommand } from '../../../trace/validateCommand.ts';
import type { Asked } from './asked.ts';

export type Operation = 'set' | 'delete' | 'cas' | 'append' | 'read';

/** `leader` follows the newest leader from request to request. */
export type Target = 'leader' | { readonly node: NodeId };

export interface Draft {
  readonly operation: Operation;
  readonly key: string;
  readonly value: string;
  /** Compare-and-set: what the key must hold; only read unless `expectAbsent`. */
  readonly expected: string;
  readonly expectAbsent: boolean;
  /** How a read is made. T6.4 */
  readonly mode: ReadMode;
  /** Whose session the command belongs to; empty: none. T6.3 */
  readonly client: ClientId;
  readonly target: Target;
}

export const emptyDraft: Draft = {
  operation: 'set',
  key: '',
  value: '',
  expected: '',
  expectAbsent: false,
  mode: 'readIndex',
  client: '',
  target: 'leader',
};

/** The command of a draft that changes something; a draft that reads has none. */
export function draftCommand(draft: Draft): DictCommand | null {
  const { key, value } = draft;
  switch (draft.operation) {
    case 'set':
      return { set: [key, value] };
    case 'delete':
      return { delete: key };
    case 'cas':
      return { cas: [key, draft.expectAbsent ? null : draft.expected, value] };
    case 'append':
      return { append: [key, value] };
    case 'read':
      return null;
  }
}

/** The request a draft makes, without its session, or the sentence that says why it can't be sent. */
export type Checked =
  | { readonly to: NodeId; readonly asked: Asked; readonly problem: null }
  /** `about`: what has to be changed. */
  | { readonly problem: string; readonly about: 'fields' | 'target' };

export function checkDraft(draft: Draft, leader: NodeId | null, nodes: readonly NodeId[]): Checked {
  const command = draftCommand(draft);
  // A key is a key, whatever is done with it.
  const problem = validateCommand(command ?? { delete: draft.key });
  if (problem !== null) return { problem, about: 'fields' };
  const asked: Asked = command === null ? { op: 'read', key: draft.key, mode: draft.mode } : { op: 'propose', command };
  if (draft.target === 'leader') {
    if (leader !== null) return { to: leader, asked, problem: null };
    return {
      problem: 'Nobody leads right now. Wait for an election, or choose a node to send to.',
      about: 'target',
    };
  }
  const { node } = draft.target;
  if (!nodes.includes(node)) {
    return { problem: `There is no node ${node} in this cluster. Choose another one.`, about: 'target' };
  }
  return { to: node, asked, problem: null };
}

/** The key that an entry is about; null: none. */
export function keyOf(command: Command): string | null {
  if (command === null || 'config' in command) return null;
  if ('set' in command) return command.set[0];
  if ('delete' in command) return command.delete;
  if ('cas' in command) return command.cas[0];
  return 'append' in command ? command.append[0] : command.read;
}
