/** What a change of members will do, said before it is proposed. P6, T4 */
import type { Configuration, NodeId, RaftOptions } from '../../raft/types.ts';
import { listed } from '../../trace/narrateWords.ts';
import { halvesOf, type Half } from './membership.ts';

/** A node's place in the configuration that is wanted. */
export type Seat = 'voter' | 'learner' | 'out';
export type Seats = Readonly<Record<NodeId, Seat>>;

export interface Target {
  readonly voters: readonly NodeId[];
  readonly learners: readonly NodeId[];
}

/** Where everybody sits now; of a joint configuration, where it leads to. */
export function seatsOf(nodes: readonly NodeId[], { voters, learners }: Configuration): Seats {
  return Object.fromEntries(
    nodes.map((id) => [id, voters.includes(id) ? 'voter' : learners.includes(id) ? 'learner' : 'out']),
  );
}

/** The lists that a change names, in cluster order. */
export function targetOf(nodes: readonly NodeId[], seats: Seats): Target {
  return {
    voters: nodes.filter((id) => seats[id] === 'voter'),
    learners: nodes.filter((id) => seats[id] === 'learner'),
  };
}

export interface Plan {
  /** `refused`: any leader will refuse it. `learners`: nobody wins or loses a vote. */
  readonly kind: 'none' | 'learners' | 'single' | 'joint' | 'refused';
  readonly sentence: string;
  /** The majorities it takes until the end, one after the other. */
  readonly steps: readonly (readonly Half[])[];
}

/** What will happen when the leader of `config` is asked for `target`. */
export function planOf(config: Configuration, target: Target, membership: RaftOptions['membership'], leader: NodeId | null): Plan {
  const moved = difference(config.voters, target.voters);
  const final = halvesOf({ voters: target.voters, votersOutgoing: [] });
  const refused = (sentence: string): Plan => ({ kind: 'refused', sentence, steps: [] });
  if (target.voters.length === 0) return refused('A leader refuses this: a configuration has at least one voter (P6).');
  if (moved.length === 0) return plainPlan(config, target, final);
  if (membership === 'single' && moved.length > 1) {
    return refused(
      `A leader refuses this: without joint consensus voters change one at a time, and these are ${moved.length}: ${listed(moved)} (T4.1).`,
    );
  }
  const more = [...catchUpWords(config, target), ...leaderWords(target, leader)];
  if (membership === 'single') {
    const sentence = ['One entry, in force when it is appended. Every new majority overlaps every old one (T4.1).', ...more].join(' ');
    return { kind: 'single', sentence, steps: [final] };
  }
  const both = halvesOf({ voters: target.voters, votersOutgoing: config.voters });
  const sentence = ['Two entries: first a joint one that needs a majority of the old and one of the new voters; once it is committed, the new one alone (P6).', ...more];
  return { kind: 'joint', sentence: sentence.join(' '), steps: [both, final] };
}

function plainPlan(config: Configuration, target: Target, final: readonly Half[]): Plan {
  const listens = difference(config.learners, target.learners);
  if (listens.length === 0) return { kind: 'none', sentence: 'Nothing changes yet: give somebody another place.', steps: [] };
  return { kind: 'learners', sentence: 'One entry. Nobody wins or loses a vote, so the majorities stay as they are (T4.2.1).', steps: [final] };
}

function catchUpWords(config: Configuration, target: Target): string[] {
  const fresh = target.voters.filter((id) => !config.voters.includes(id));
  if (fresh.length === 0) return [];
  return [`${listed(fresh)} ${fresh.length === 1 ? 'catches' : 'catch'} up first (T4.2.1).`];
}

function leaderWords(target: Target, leader: NodeId | null): string[] {
  if (leader === null || target.voters.includes(leader)) return [];
  return [`${leader} leads and has no place in it: it steps down when the change is committed (T4.2.2).`];
}

/** Who is in one of the lists only. */
export function difference(before: readonly NodeId[], after: readonly NodeId[]): NodeId[] {
  return [...before.filter((id) => !after.includes(id)), ...after.filter((id) => !before.includes(id))];
}
