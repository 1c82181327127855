/** What the headline's sentences are made from. */
import type { NodeId } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { clusterConfig, membershipIn } from '../members/membership.ts';
import { votesNeeded } from './cluster.ts';

export function isUp(node: NodeFrame): boolean {
  return node.status === 'up';
}

/** How many voters are up and running. */
export function votersUp(frame: Frame): number {
  return frame.nodes.filter((node) => isUp(node) && isVoter(node)).length;
}

function isVoter(node: NodeFrame): boolean {
  const { voters, votersOutgoing } = node.config;
  return voters.includes(node.id) || votersOutgoing.includes(node.id);
}

/** Whom a node can exchange messages with now, and whether they and it are a majority of its voters. */
export function canReach(frame: Frame, node: NodeFrame): { readonly peers: readonly NodeId[]; readonly majority: boolean } {
  const cut = (from: NodeId, to: NodeId) => frame.cuts.some((link) => link.from === from && link.to === to);
  const peers = frame.nodes
    .filter((peer) => peer !== node && isUp(peer) && membershipIn(node.config, peer.id) !== 'outside')
    .filter((peer) => !cut(node.id, peer.id) && !cut(peer.id, node.id))
    .map((peer) => peer.id);
  const counted = new Set<NodeId>([node.id, ...peers]);
  const holds = (voters: readonly NodeId[]) => voters.filter((voter) => counted.has(voter)).length >= Math.floor(voters.length / 2) + 1;
  const { voters, votersOutgoing } = node.config;
  return { peers, majority: holds(voters) && (votersOutgoing.length === 0 || holds(votersOutgoing)) };
}

/** How many votes a node of this cluster needs. */
export function neededIn(frame: Frame): number {
  return votesNeeded(clusterConfig(frame).config);
}

const words = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Small numbers as words. */
export function number(count: number): string {
  return words[count] ?? String(count);
}
