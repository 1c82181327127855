/** Recognising the one leader of the term, and following it. P5.2 */
import { assert } from '../base/assert.ts';
import { note } from './notes.ts';
import { becomeFollower, touchElectionTimer } from './roles.ts';
import { addNote, type Step } from './step.ts';
import { concludeTransfer } from './transfer.ts';
import type { NodeId, Term } from './types.ts';

/** `leader` leads this node's term: follows it and restarts the election timer. */
export function followLeader(step: Step, leader: NodeId, term: Term): void {
  const { node } = step;
  const { role } = node;
  assert(role !== 'leader', `${node.id} leads term ${node.currentTerm} and hears ${leader} lead it too`);
  if (role === 'candidate' || role === 'preCandidate') {
    addNote(
      step,
      note('steppedDown', 'recognisesLeader', {
        from: role,
        currentTerm: node.currentTerm,
        messageTerm: term,
      }),
    );
    becomeFollower(step, term);
  }
  node.leaderHeardAt = step.now;
  if (node.leaderId !== leader) {
    node.leaderId = leader;
    addNote(step, note('leaderKnown', 'recognisesLeader', { leader, term }));
    if (node.transfer !== null) concludeTransfer(step, node.transfer, leader);
  }
  touchElectionTimer(step, 'leaderHeard');
}
