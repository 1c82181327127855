/** Who is in the cluster, read off one frame. P6, T4 */
import type { Configuration, LogIndex, NodeId } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { newestLeader } from '../selectors/cluster.ts';

/**
 * What a configuration makes of a node. `joining` and `leaving`: it votes in
 * one half of a joint configuration only, the new or the old one. `outside`: in
 * no part of it, so nobody sends to it and nobody counts it.
 */
export type Membership = 'voter' | 'learner' | 'joining' | 'leaving' | 'outside';

export function membershipIn({ voters, votersOutgoing, learners }: Configuration, id: NodeId): Membership {
  const isNew = voters.includes(id);
  if (votersOutgoing.length === 0) return isNew ? 'voter' : learners.includes(id) ? 'learner' : 'outside';
  const isOld = votersOutgoing.includes(id);
  if (isNew) return isOld ? 'voter' : 'joining';
  return isOld ? 'leaving' : learners.includes(id) ? 'learner' : 'outside';
}

/** A configuration in force, and whether its entry is committed. */
export interface InForce {
  readonly config: Configuration;
  readonly index: LogIndex;
  readonly committed: boolean;
}

const EMPTY: Configuration = { voters: [], votersOutgoing: [], learners: [] };

/** The configuration by which the cluster goes: the newest leader's, or without one the latest that any node has. */
export function clusterConfig(frame: Frame): InForce {
  const node = newestLeader(frame) ?? latestHolder(frame.nodes);
  return node === null ? { config: EMPTY, index: 0, committed: true } : configOf(node);
}

/** The configuration that one node goes by. */
export function configOf({ config, configIndex, commitIndex }: NodeFrame): InForce {
  return { config, index: configIndex, committed: configIndex <= commitIndex };
}

function latestHolder(nodes: readonly NodeFrame[]): NodeFrame | null {
  const running = nodes.filter(({ status }) => status !== 'down');
  const asked = running.length > 0 ? running : nodes;
  return asked.reduce<NodeFrame | null>((latest, node) => (latest === null || node.configIndex > latest.configIndex ? node : latest), null);
}

/** One half of a configuration and the majority it needs; one for a plain configuration, two for a joint one (P6), the old first. */
export interface Half {
  readonly name: 'voters' | 'old half' | 'new half';
  readonly voters: readonly NodeId[];
  readonly majority: number;
}

export function halvesOf({ voters, votersOutgoing }: Pick<Configuration, 'voters' | 'votersOutgoing'>): readonly Half[] {
  if (votersOutgoing.length === 0) return [half('voters', voters)];
  return [half('old half', votersOutgoing), half('new half', voters)];
}

function half(name: Half['name'], voters: readonly NodeId[]): Half {
  return { name, voters, majority: Math.floor(voters.length / 2) + 1 };
}

/** The name that the next node gets: `S6` in a cluster of five. */
export function nextNodeName(nodes: readonly Pick<NodeFrame, 'id'>[]): NodeId {
  const taken = new Set(nodes.map(({ id }) => id));
  let number = nodes.length + 1;
  while (taken.has(`S${number}`)) number += 1;
  return `S${number}`;
}
