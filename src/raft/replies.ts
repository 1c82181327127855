/** Answers that come too late: of another term, or for a role that the node has left. P5.1 */
import { note } from './notes.ts';
import { addNote, type Step } from './step.ts';
import type { Message } from './types.ts';

/** Passes an answer over that this node doesn't wait for (any more). */
export function ignoreReply(step: Step, message: Message, rule: 'isStale' | 'countsVote'): void {
  const { currentTerm, role } = step.node;
  addNote(step, note('replyIgnored', rule, { peer: message.from, replyTerm: message.term, currentTerm, role }));
}
