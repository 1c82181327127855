/**
 * Invariant 2: One Vote. P5.2
 *
 * A vote binds once it is durable or has left the node (as a granted reply, or
 * as the request of a candidate that voted for itself). One that was only in
 * memory may be another after a crash, as nobody had heard of it.
 */
import type { NodeId, Term } from '../raft/types.ts';
import type { SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** Looks at the vote in memory. Call it whenever term or vote has changed. */
export function checkVoteInMemory(scene: Scene, at: number, s: Shadow, n: SeenNode): void {
  const { currentTerm: term, votedFor: vote } = n;
  const votes = scene.ghost.votes[at];
  const kept = term === s.currentTerm ? s.keptVote : null;
  s.keptVote = vote ?? kept;
  const bound = votes?.get(term);
  const before = kept ?? bound ?? null;
  if (vote === null || before === null || before === vote) return;
  reportSecondVote(scene, n.id, term, before, vote, 'in memory');
  // The later vote counts from here on, so that one double vote is told once.
  if (bound !== undefined) votes?.set(term, vote);
}

/** The node at `at` has voted for `candidate` in `term`, so that others may build on it. */
export function bindVote(
  scene: Scene,
  at: number,
  term: Term,
  candidate: NodeId,
  how: 'on its disk' | 'in its reply' | 'in its request',
): void {
  const votes = scene.ghost.votes[at];
  if (votes === undefined) return;
  const bound = votes.get(term);
  if (bound === candidate) return;
  if (bound !== undefined) {
    reportSecondVote(scene, scene.ids[at] ?? '', term, bound, candidate, how);
  }
  votes.set(term, candidate);
}

function reportSecondVote(
  scene: Scene,
  voter: NodeId,
  term: Term,
  first: NodeId,
  second: NodeId,
  how: string,
): void {
  const detail = `${voter} voted for ${first} in term ${term} and now, ${how}, for ${second} in the same term.`;
  const nodes = [...new Set([voter, first, second])];
  scene.report('One Vote', detail, nodes, null);
}
