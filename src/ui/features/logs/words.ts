/** The short sentences around the log matrix. */
import type { NodeFrame } from '../../../session/frame.ts';
import type { Membership } from '../../../session/members/membership.ts';
import type { CommitNeed } from '../../../session/selectors/copies.ts';
import type { DoomedRun } from '../../../session/selectors/doomedRuns.ts';

/** What stands under a node's name. */
export function roleWords(node: NodeFrame, oldLeader: boolean, membership: Membership): string {
  if (node.status === 'down') return node.error === null ? 'crashed' : 'stopped';
  if (node.status === 'paused') return 'paused';
  if (oldLeader) return 'old leader';
  if (node.role === 'preCandidate') return 'pre-candidate';
  // Who isn't a plain voter is told apart, unless something livelier is to be said.
  return membership !== 'voter' && (node.role === 'follower' || node.role === 'learner') ? membership : node.role;
}

/** What stands right of the commit line. */
export function needWords(need: CommitNeed): string {
  switch (need.kind) {
    case 'none':
      return '';
    case 'leader':
      return 'needs a leader';
    case 'ownTerm':
      return `needs an entry of term ${need.term}`;
    case 'copies':
      return need.missing === 0 ? 'has enough copies' : `needs ${need.missing} more`;
  }
}

/** Beside doomed entries: `never a majority`, and the cases in which that would not be true. */
export function doomWords({ why, leader }: Pick<DoomedRun, 'why' | 'leader'>): string {
  switch (why) {
    case 'never':
      return 'never a majority';
    case 'many':
      return 'yet not committed';
    case 'leader':
      return leader === null ? 'will be replaced' : `${leader} replaces them`;
  }
}
