/** What a leader knows about its own leadership: whom it heard when, and which heartbeat rounds were answered. T6.2, T6.4 */
import { quorumIndex } from './quorum.ts';
import type { Step } from './step.ts';
import type { LocalMs, NodeId, Progress, RaftNode } from './types.ts';

/** A follower answered in this term, and with it a heartbeat round. */
export function hearFollower(step: Step, progress: Progress, round: number): void {
  progress.heardAt = step.now;
  if (round > progress.ackedRound) progress.ackedRound = round;
}

/** The latest time since which a majority has been heard, this node counted as heard now. T6.2 */
export function majorityHeardAt(step: Step): LocalMs {
  return quorumIndex(step.rules, step.node.config, heardAt, step);
}

function heardAt(id: NodeId, { node, now }: Step): LocalMs {
  return id === node.id ? now : (node.progress[id]?.heardAt ?? 0);
}

/** The latest heartbeat round that a majority has answered: when it began, this node still led. T6.4 */
export function confirmedRound({ node, rules }: Step): number {
  return quorumIndex(rules, node.config, ackedRound, node);
}

function ackedRound(id: NodeId, node: RaftNode): number {
  return id === node.id ? node.round : (node.progress[id]?.ackedRound ?? 0);
}

/** A heartbeat round begins. When it did is kept where leases are counted from it. */
export function beginRound(step: Step): void {
  const { node, now } = step;
  node.round += 1;
  if (!node.options.checkQuorum) return;
  node.roundsBegan.push({ round: node.round, at: now });
  forgetRounds(step);
}

/** Since when the lease counts: the beginning of the latest round that a majority has answered; null: none that still matters. T6.4.1 */
export function leaseSince(step: Step): LocalMs | null {
  const confirmed = confirmedRound(step);
  let since: LocalMs | null = null;
  for (const { round, at } of step.node.roundsBegan) if (round <= confirmed) since = at;
  return since;
}

/** Only the latest answered round counts, and none that began longer ago than any lease lasts. */
function forgetRounds(step: Step): void {
  const { node, now } = step;
  const [least] = node.options.electionTimeoutMs;
  const confirmed = confirmedRound(step);
  let gone = 0;
  for (let next = node.roundsBegan[gone + 1]; next !== undefined; next = node.roundsBegan[gone + 1]) {
    const over = next.round <= confirmed || (node.roundsBegan[gone]?.at ?? 0) + 4 * least < now;
    if (!over) break;
    gone += 1;
  }
  if (gone > 0) node.roundsBegan.splice(0, gone);
}
