/**
 * Invariant 2, One Vote, over a run: beside each node stands the candidate to
 * whom it is bound in the term on its disk. In a correct node that is what its
 * disk says, so remembering it makes no new states; a node that forgets its
 * vote can't hide it.
 */
import { nameOf, type MessageView, type NodeView, type Place } from './machine.ts';

/** A node's state, and the candidate that it has promised its vote of the term on its disk. */
export interface Voter<Node> {
  readonly value: Node;
  readonly bound: Place | null;
}

/** To whom a node is bound after a step, `before` being the vote it was bound to; a sentence when that is two. */
export function bindVote(a: NodeView, before: Place | null, b: NodeView, sent: readonly MessageView[]): Place | null | string {
  let bound = a.disk.term === b.disk.term ? before : null;
  const given = sent.filter(({ term, says }) => term === b.disk.term && (says === 'grants' || says === 'asks'));
  const votes = given.map(({ says, from, to }) => (says === 'grants' ? to : from));
  if (b.disk.votedFor !== null) votes.push(b.disk.votedFor);
  for (const vote of votes) {
    if (bound !== null && bound !== vote) {
      return `One Vote: ${nameOf(b.place)} voted for ${nameOf(bound)} and for ${nameOf(vote)} in term ${b.disk.term}`;
    }
    bound = vote;
  }
  return bound;
}
