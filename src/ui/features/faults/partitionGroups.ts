/** Who reaches whom, as groups: read off the cuts, and made for the usual experiments. */
import type { NodeId } from '../../../raft/types.ts';
import type { LinkEnd } from '../../../trace/command.ts';

/** A group's number for every node, from 0 on. */
export type Assignment = Readonly<Record<NodeId, number>>;

/** The assignment that the present cuts amount to: nodes that reach each other, over others too, share a group. */
export function assignmentOf(nodes: readonly NodeId[], cuts: readonly LinkEnd[]): Assignment {
  const cut = new Set(cuts.map(({ from, to }) => `${from}>${to}`));
  const groups: Record<NodeId, number> = {};
  let next = 0;
  for (const start of nodes) {
    if (groups[start] !== undefined) continue;
    const group = next;
    next += 1;
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (groups[node] !== undefined) continue;
      groups[node] = group;
      const here = node;
      waiting.push(...nodes.filter((other) => other !== here && !(cut.has(`${here}>${other}`) && cut.has(`${other}>${here}`))));
    }
  }
  return groups;
}

/** The groups in order, without empty ones, for the partition command. */
export function groupsOf(nodes: readonly NodeId[], assignment: Assignment): NodeId[][] {
  const groups = new Map<number, NodeId[]>();
  for (const node of nodes) {
    const group = assignment[node] ?? 0;
    groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  return [...groups.entries()].sort(([a], [b]) => a - b).map(([, members]) => members);
}

/** `center` alone in its group, everybody else together. */
export function isolated(nodes: readonly NodeId[], center: NodeId): Assignment {
  return Object.fromEntries(nodes.map((node) => [node, node === center ? 1 : 0]));
}

/**
 * Splits the cluster around the leader: its side gets a majority or a minority
 * of the voters, filled up in cluster order after the leader.
 */
export function splitAround(
  nodes: readonly NodeId[],
  leader: NodeId,
  side: 'majority' | 'minority',
  voters: readonly NodeId[] = nodes,
): Assignment {
  const majority = Math.floor(voters.length / 2) + 1;
  // The most voters that are still no majority. A cluster of one or two has no such side but the leader alone.
  const wanted = side === 'majority' ? majority : Math.max(1, voters.length - majority);
  const start = Math.max(0, voters.indexOf(leader));
  const around = [...voters.slice(start), ...voters.slice(0, start)];
  const chosen = new Set([leader, ...around.slice(0, wanted)]);
  return Object.fromEntries(nodes.map((node) => [node, chosen.has(node) ? 0 : 1]));
}

/** How many voters a group has, against the majority that any decision needs: `3 of 5, a majority`. */
export function groupVerdict(members: readonly NodeId[], voters: readonly NodeId[]): string {
  const count = members.filter((member) => voters.includes(member)).length;
  const majority = count > voters.length / 2;
  return `${count} of ${voters.length}, ${majority ? 'a majority' : 'no majority'}`;
}
