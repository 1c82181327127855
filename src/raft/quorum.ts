/** Majorities, of one configuration or of both halves of a joint one (P6). */
import type { Rules } from './rules.ts';
import type { Configuration, NodeId } from './types.ts';

/** Do the nodes that answered yes make a majority (of both halves when joint)? */
export function hasQuorum(
  rules: Rules,
  config: Configuration,
  yes: Readonly<Record<NodeId, boolean>>,
): boolean {
  return (
    hasMajority(rules, config.voters, yes) &&
    (config.votersOutgoing.length === 0 || hasMajority(rules, config.votersOutgoing, yes))
  );
}

function hasMajority(
  rules: Rules,
  voters: readonly NodeId[],
  yes: Readonly<Record<NodeId, boolean>>,
): boolean {
  let count = 0;
  for (const voter of voters) if (yes[voter] === true) count += 1;
  return count >= rules.quorumSize(voters.length);
}

/**
 * The highest index (or round, or time) that a majority has reached, of both
 * halves when joint. `reached` says what each has, as `known` has it: a leader
 * asks after every acknowledgement, so no closure is made for it.
 */
export function quorumIndex<Known>(
  rules: Rules,
  config: Configuration,
  reached: (id: NodeId, known: Known) => number,
  known: Known,
): number {
  const index = majorityIndex(rules, config.voters, reached, known);
  if (config.votersOutgoing.length === 0) return index;
  return Math.min(index, majorityIndex(rules, config.votersOutgoing, reached, known));
}

function majorityIndex<Known>(
  rules: Rules,
  voters: readonly NodeId[],
  reached: (id: NodeId, known: Known) => number,
  known: Known,
): number {
  const matches: number[] = [];
  for (const voter of voters) {
    // Insertion keeps the few numbers sorted, largest first, without a comparator call.
    const match = reached(voter, known);
    let at = matches.length;
    while (at > 0 && (matches[at - 1] as number) < match) {
      matches[at] = matches[at - 1] as number;
      at -= 1;
    }
    matches[at] = match;
  }
  return matches[rules.quorumSize(voters.length) - 1] ?? 0;
}

/** Everybody the leader replicates to and candidates ask: all members but `self`, each once, voters first. */
export function otherMembers(config: Configuration, self: NodeId): NodeId[] {
  const members = new Set([...config.voters, ...config.votersOutgoing, ...config.learners]);
  members.delete(self);
  return [...members];
}

/** The voters of either half, each once. */
export function allVoters(config: Configuration): NodeId[] {
  return config.votersOutgoing.length === 0
    ? [...config.voters]
    : [...new Set([...config.voters, ...config.votersOutgoing])];
}
