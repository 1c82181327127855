/** Whose colour a message has. */
import type { Message, Term } from '../raft/types.ts';

/** The term that the sender was in: the message's, but for a pre-vote, which asks about the term after it (T9.6). */
export function senderTerm(message: Message): Term {
  return message.type === 'PreVote' ? message.term - 1 : message.term;
}
