/**
 * Invariant 9: the commit rule. P5.4.2
 *
 * Majorities are counted here, from what the disks hold, and not by the rules
 * under test. What a prepared start or a follower commits is another matter.
 */
import type { NodeId, Term } from '../raft/types.ts';
import { entryAt, termAt, type SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** `n` led when it advanced its commitIndex from `s.commitIndex`. */
export function checkCommitRule(scene: Scene, s: Shadow, n: SeenNode): void {
  const leads = n.role === 'leader' || (s.role === 'leader' && s.currentTerm === n.currentTerm);
  if (!leads) return;
  const index = n.commitIndex;
  const entry = entryAt(n.log, index);
  if (entry === undefined) return;
  if (entry.term !== n.currentTerm) {
    const detail = `${n.id} leads term ${n.currentTerm} and advanced its commitIndex from ${s.commitIndex} to ${index}, but entry ${index} is of term ${entry.term}.`;
    scene.report('Commit Rule', detail, [n.id], index);
  }
  const holders = holdersOf(scene, index, entry.term);
  // The entry may have put a new configuration in force in the same step; then the old one decided.
  if (hasQuorum(n.config, holders) || (s.config !== null && hasQuorum(s.config, holders))) return;
  const { voters, votersOutgoing } = n.config;
  const needed = Math.floor(voters.length / 2) + 1;
  const held = voters.filter((id) => holders.includes(id));
  const joint = votersOutgoing.length === 0 ? '' : ' (and a majority of the outgoing ones)';
  const detail = `${n.id} committed entry ${index} of term ${entry.term}, but of ${voters.length} voters only ${held.length} (${held.join(', ') || 'none'}) hold it on disk and ${needed} are needed${joint}.`;
  scene.report('Commit Rule', detail, [n.id], index);
}

function holdersOf(scene: Scene, index: number, term: Term): NodeId[] {
  const holders: NodeId[] = [];
  for (const { id, disk } of scene.observed) {
    if (index < disk.log.snapshotIndex || termAt(disk.log, index) === term) holders.push(id);
  }
  return holders;
}

function hasQuorum(config: SeenNode['config'], holders: readonly NodeId[]): boolean {
  return (
    hasMajority(config.voters, holders) &&
    (config.votersOutgoing.length === 0 || hasMajority(config.votersOutgoing, holders))
  );
}

function hasMajority(voters: readonly NodeId[], holders: readonly NodeId[]): boolean {
  let held = 0;
  for (const voter of voters) if (holders.includes(voter)) held += 1;
  return 2 * held > voters.length;
}
