/** Invariants 1 and 12: Election Safety and Votes For Oneself. P5.2 */
import type { NodeId } from '../raft/types.ts';
import type { SeenNode } from './logView.ts';
import { hasQuorum, listed } from './quorums.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** Looks at a node whose role, term or vote has changed. True when it has just been elected. */
export function checkLeadership(scene: Scene, s: Shadow, n: SeenNode): boolean {
  if (n.role !== 'leader') return false;
  if (n.votedFor !== n.id) {
    const vote = n.votedFor === null ? 'nobody' : n.votedFor;
    const detail = `${n.id} leads term ${n.currentTerm}, but its vote in that term is for ${vote}, not for ${n.id}.`;
    scene.report('Votes For Oneself', detail, [n.id], null);
  }
  if (s.role === 'leader' && s.currentTerm === n.currentTerm) return false;
  noteLeader(scene, n);
  checkVotes(scene, s, n);
  return true;
}

/** Who leads has the votes of a quorum of the configuration by which it campaigned; those of others given for good, as their disks or messages show. */
function checkVotes(scene: Scene, s: Shadow, n: SeenNode): void {
  const config = s.config ?? n.config;
  const { ids, ghost, observed } = scene;
  const voted = (id: NodeId): boolean => {
    if (id === n.id) return n.votedFor === id;
    const at = ids.indexOf(id);
    if (ghost.votes[at]?.get(n.currentTerm) === n.id) return true;
    const disk = observed[at]?.disk;
    return disk?.currentTerm === n.currentTerm && disk.votedFor === n.id;
  };
  if (hasQuorum(config, voted)) return;
  const voters = [...new Set([...config.voters, ...config.votersOutgoing])].filter(voted);
  const detail = `${n.id} became leader of term ${n.currentTerm} with the votes of ${voters.join(', ') || 'nobody'}, which are no quorum of ${listed(config)}.`;
  scene.report('Election Safety', detail, [n.id], null);
}

function noteLeader(scene: Scene, n: SeenNode): void {
  const { ghost } = scene;
  const term = n.currentTerm;
  const before = ghost.leaders.get(term);
  if (before !== undefined && before.node !== n.id) {
    const detail = `${n.id} became leader of term ${term}, which ${before.node} was already elected to lead.`;
    scene.report('Election Safety', detail, [before.node, n.id], null);
    return;
  }
  const { log } = n;
  const last = log.entries[log.entries.length - 1];
  ghost.leaders.set(term, {
    node: n.id,
    lastIndex: log.snapshotIndex + log.entries.length,
    lastTerm: last === undefined ? log.snapshotTerm : last.term,
  });
  ghost.highestLedTerm = Math.max(ghost.highestLedTerm, term);
}
