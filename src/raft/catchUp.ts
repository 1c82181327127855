/**
 * New voters catch up before they vote: entries are sent to them in rounds, each
 * up to where the leader's log ended when it began. When a round takes less
 * than an election timeout, they are near enough not to hold up commits. T4.2.1
 */
import { lastIndex } from './log.ts';
import { note } from './notes.ts';
import { probe } from './replication.ts';
import { newProgress } from './roles.ts';
import { addNote, type Step } from './step.ts';
import type { CatchUp, PendingChange } from './pending.ts';
import type { LocalMs, NodeId, RaftNode } from './types.ts';

/** The dissertation's fixed number of rounds. */
const MOST_ROUNDS = 10;

/** Who of `voters` votes anew and lacks entries. */
export function laggards(node: RaftNode, voters: readonly NodeId[]): NodeId[] {
  return voters.filter(
    (id) =>
      id !== node.id &&
      !node.config.voters.includes(id) &&
      (node.progress[id]?.matchIndex ?? 0) < lastIndex(node.log),
  );
}

/** The first round: the leader sends to `peers` from now on, which count for nothing yet. */
export function beginCatchUp(step: Step, change: PendingChange, peers: readonly NodeId[]): void {
  beginRoundOf(step, change, peers, 1);
  for (const peer of peers) {
    if (step.node.progress[peer] !== undefined) continue;
    step.node.progress[peer] = newProgress(step, lastIndex(step.node.log) + 1, 'probe');
    probe(step, peer);
  }
}

function beginRoundOf(step: Step, change: PendingChange, peers: readonly NodeId[], round: number): void {
  const { node, now } = step;
  const target = lastIndex(node.log);
  const [, patience] = node.options.electionTimeoutMs;
  node.change = { ...change, catchUp: { round, target, beganAt: now, deadline: now + patience } };
  addNote(step, note('catchUpStarted', 'isCaughtUp', { peers, round, target }));
}

/** Has the round ended? `done`: they may vote. Anything but that and `goesOn` is the reason to give up. */
export function advanceCatchUp(step: Step, change: PendingChange, catchUp: CatchUp): string {
  const { node, rules, now } = step;
  const joining = change.voters.filter((id) => id !== node.id && !node.config.voters.includes(id));
  const behind = joining.filter(
    (id) => !rules.isCaughtUp(node.progress[id]?.matchIndex ?? 0, catchUp.target),
  );
  if (behind.length > 0) return patience(step, change, catchUp, behind);
  const [leastTimeoutMs] = node.options.electionTimeoutMs;
  const level = joining.every((id) => rules.isCaughtUp(node.progress[id]?.matchIndex ?? 0, lastIndex(node.log)));
  if (level || now - catchUp.beganAt < leastTimeoutMs) {
    addNote(step, note('caughtUp', 'isCaughtUp', { peers: joining, rounds: catchUp.round }));
    return 'done';
  }
  if (catchUp.round >= MOST_ROUNDS) {
    return `${joining.join(', ')} did not come near enough in ${MOST_ROUNDS} rounds; the cluster stays as it is`;
  }
  beginRoundOf(step, change, joining, catchUp.round + 1);
  return 'goesOn';
}

/** Somebody who hasn't answered for an election timeout isn't waited for. */
function patience(step: Step, change: PendingChange, catchUp: CatchUp, behind: readonly NodeId[]): string {
  const { node, now } = step;
  if (now < catchUp.deadline) return 'goesOn';
  const [, timeoutMs] = node.options.electionTimeoutMs;
  const lastHeard = (id: NodeId): LocalMs => Math.max(node.progress[id]?.heardAt ?? 0, catchUp.beganAt);
  const silent = behind.find((id) => lastHeard(id) + timeoutMs <= now);
  if (silent === undefined) {
    const deadline = Math.min(...behind.map(lastHeard)) + timeoutMs;
    node.change = { ...change, catchUp: { ...catchUp, deadline } };
    return 'goesOn';
  }
  const { matchIndex } = node.progress[silent] ?? { matchIndex: 0 };
  addNote(step, note('catchUpGivenUp', 'isCaughtUp', { peer: silent, matchIndex, target: catchUp.target }));
  return `${silent} has not answered for ${timeoutMs} ms and is at entry ${matchIndex} of ${catchUp.target}; the cluster stays as it is`;
}
