/** What can be done to a node's place in the cluster, as commands: the same for menus, buttons and keys. */
import type { NodeId } from '../../raft/types.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { newestLeader } from '../selectors/cluster.ts';
import { seatsOf, targetOf, type Seat } from './plan.ts';

export interface Deed {
  readonly id: 'learner' | 'voter' | 'remove' | 'transfer' | 'snapshot';
  readonly label: string;
  readonly title: string;
  /** Null: it can't be done now, for `reason`. */
  readonly command: RunCommand | null;
  readonly reason: string | null;
}

/** The change that gives one node another place, through the leader of now; a string says why not. */
export function changeOf(frame: Frame, id: NodeId, seat: Seat): Extract<RunCommand, { type: 'change' }> | string {
  const leader = newestLeader(frame);
  if (leader === null) return 'nobody leads now';
  const nodes = frame.nodes.map((node) => node.id);
  const seats = seatsOf(nodes, leader.config);
  if (seats[id] === seat) return seat === 'voter' ? 'it is a voter' : seat === 'learner' ? 'it is a learner' : 'it is outside';
  return { type: 'change', via: leader.id, ...targetOf(nodes, { ...seats, [id]: seat }) };
}

/** Everything that can be done about a node's membership, leadership and snapshot, in the order of menus. */
export function deedsOf(frame: Frame, node: NodeFrame): readonly Deed[] {
  const { id } = node;
  const leader = newestLeader(frame);
  const deeds: Deed[] = [
    deed('learner', 'Make learner', `${id} listens without a vote (T4.2.1)`, changeOf(frame, id, 'learner')),
    deed('voter', 'Make voter', `${id} catches up, then votes (T4.2.1)`, changeOf(frame, id, 'voter')),
    deed('remove', 'Remove from cluster', `${id} leaves the configuration (T4.2.2)`, changeOf(frame, id, 'out')),
  ];
  if (leader?.id !== id) {
    deeds.push(deed('transfer', 'Transfer leadership here', `${id} takes over once it has everything (T3.10)`, transferTo(leader, id)));
  }
  deeds.push(deed('snapshot', 'Take snapshot now', `${id} compacts what it has applied (P7)`, snapshotOf(node)));
  return deeds;
}

/** To whom a leader can hand over, those with the most of its log first. T3.10 */
export function successorsOf(frame: Frame, leader: NodeFrame): readonly { readonly to: NodeId; readonly behind: number; readonly command: RunCommand }[] {
  const last = leader.snapshotIndex + leader.entries.length;
  return leader.config.voters
    .filter((to) => to !== leader.id && frame.nodes.some((node) => node.id === to))
    .map((to) => ({ to, behind: last - (leader.progress[to]?.matchIndex ?? 0), command: { type: 'transfer' as const, from: leader.id, to } }))
    .sort((a, b) => a.behind - b.behind);
}

function deed(id: Deed['id'], label: string, title: string, made: RunCommand | string): Deed {
  return typeof made === 'string' ? { id, label, title, command: null, reason: made } : { id, label, title, command: made, reason: null };
}

function transferTo(leader: NodeFrame | null, to: NodeId): RunCommand | string {
  if (leader === null) return 'nobody leads now';
  if (!leader.config.voters.includes(to)) return 'it has no vote';
  return { type: 'transfer', from: leader.id, to };
}

function snapshotOf({ id, status, lastApplied, snapshotIndex }: NodeFrame): RunCommand | string {
  if (status !== 'up') return status === 'down' ? 'it is down' : 'it is paused';
  if (lastApplied <= snapshotIndex) return lastApplied === 0 ? 'nothing is applied yet' : 'nothing new is applied';
  return { type: 'compact', node: id, upTo: null };
}
