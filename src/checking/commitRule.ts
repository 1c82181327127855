/**
 * Invariant 9: the commit rule. P5.4.2
 *
 * Majorities are counted from what the disks hold, and not by the rules under
 * test. A leader that is not in its configuration isn't among its voters. What a prepared start or a follower commits is another matter.
 */
import type { NodeId, Term } from '../raft/types.ts';
import { termAt, type SeenNode } from './logView.ts';
import { hasQuorum } from './quorums.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** `n` led when it advanced its commitIndex from `s.commitIndex`. */
export function checkCommitRule(scene: Scene, s: Shadow, n: SeenNode): void {
  const leads = n.role === 'leader' || (s.role === 'leader' && s.currentTerm === n.currentTerm);
  if (!leads) return;
  const index = n.commitIndex;
  // Compacted in the same step, it is the snapshot's last.
  const term = termAt(n.log, index);
  if (term === null) return;
  if (term !== n.currentTerm) {
    const detail = `${n.id} leads term ${n.currentTerm} and advanced its commitIndex from ${s.commitIndex} to ${index}, but entry ${index} is of term ${term}.`;
    scene.report('Commit Rule', detail, [n.id], index);
  }
  const holders = holdersOf(scene, index, term);
  // A step that commits may also put the next configuration in force: the one before it has decided.
  const config = s.config ?? n.config;
  if (hasQuorum(config, (id) => holders.includes(id))) return;
  const detail = `${n.id} committed entry ${index} of term ${term}, but ${shortfall(config.voters, holders)}${joint(config.votersOutgoing, holders)}.`;
  scene.report('Commit Rule', detail, [n.id], index);
}

function joint(votersOutgoing: readonly NodeId[], holders: readonly NodeId[]): string {
  return votersOutgoing.length === 0 ? '' : `, and ${shortfall(votersOutgoing, holders).replace('voters', 'outgoing voters')}`;
}

function shortfall(voters: readonly NodeId[], holders: readonly NodeId[]): string {
  const needed = Math.floor(voters.length / 2) + 1;
  const held = voters.filter((id) => holders.includes(id));
  const only = held.length < needed ? 'only ' : '';
  return `of ${voters.length} voters ${only}${held.length} (${held.join(', ') || 'none'}) hold it on disk and ${needed} are needed`;
}

function holdersOf(scene: Scene, index: number, term: Term): NodeId[] {
  const holders: NodeId[] = [];
  for (const { id, disk } of scene.observed) {
    if (index < disk.log.snapshotIndex || termAt(disk.log, index) === term) holders.push(id);
  }
  return holders;
}
