/** What the client bar's fields say, and the command they make. */
import type { Command, NodeId } from '../../../raft/types.ts';
import { validateCommand } from '../../../trace/validateCommand.ts';

export type Operation = 'set' | 'delete' | 'cas' | 'append';

/** `leader` follows the newest leader from request to request. */
export type Target = 'leader' | { readonly node: NodeId };

export interface Draft {
  readonly operation: Operation;
  readonly key: string;
  readonly value: string;
  /** Compare-and-set: what the key must hold; only read unless `expectAbsent`. */
  readonly expected: string;
  readonly expectAbsent: boolean;
  readonly target: Target;
}

export const emptyDraft: Draft = {
  operation: 'set',
  key: '',
  value: '',
  expected: '',
  expectAbsent: false,
  target: 'leader',
};

export function draftCommand(draft: Draft): Exclude<Command, null> {
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
  }
}

/** The request a draft makes, or the sentence that says why it can't be sent. */
export type Checked =
  | { readonly to: NodeId; readonly command: Exclude<Command, null>; readonly problem: null }
  /** `about`: what has to be changed. */
  | { readonly problem: string; readonly about: 'fields' | 'target' };

export function checkDraft(draft: Draft, leader: NodeId | null, nodes: readonly NodeId[]): Checked {
  const command = draftCommand(draft);
  const problem = validateCommand(command);
  if (problem !== null) return { problem, about: 'fields' };
  if (draft.target === 'leader') {
    if (leader !== null) return { to: leader, command, problem: null };
    return {
      problem: 'Nobody leads right now. Wait for an election, or choose a node to send to.',
      about: 'target',
    };
  }
  const { node } = draft.target;
  if (!nodes.includes(node)) {
    return { problem: `There is no node ${node} in this cluster. Choose another one.`, about: 'target' };
  }
  return { to: node, command, problem: null };
}
