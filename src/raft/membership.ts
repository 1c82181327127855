/** Changing who is in the cluster, from the request to the new configuration's commit. P6, T4.1, T4.2 */
import { advanceCatchUp, beginCatchUp, laggards } from './catchUp.ts';
import { adoptConfig } from './config.ts';
import { isJoint } from './configAt.ts';
import { termAt } from './log.ts';
import { note } from './notes.ts';
import { otherMembers } from './quorum.ts';
import { appendEntry, broadcastHeartbeat, replicate } from './replication.ts';
import { refuse, refuseUnlessLeader } from './requests.ts';
import { becomeFollower, newProgress } from './roles.ts';
import type { RuleId } from './ruleBook.ts';
import { addNote, answer, type Step } from './step.ts';
import type { PendingChange } from './pending.ts';
import type { Configuration, NodeId, RaftNode, RequestId } from './types.ts';

/** Asks this leader for the configuration with these voters and learners. */
export function requestChange(
  step: Step,
  request: RequestId,
  voters: readonly NodeId[],
  learners: readonly NodeId[],
): void {
  const { node } = step;
  if (refuseUnlessLeader(step, request, 'change')) return;
  const refusal = whyNot(step, voters, learners);
  if (refusal !== null) {
    refuse(step, request, 'change', refusal.rule, refusal.reason);
    return;
  }
  node.change = { request, voters, learners, catchUp: null };
  const behind = laggards(node, voters);
  if (behind.length > 0) beginCatchUp(step, node.change, behind);
  else appendChange(step, node.change);
}

function whyNot(
  step: Step,
  voters: readonly NodeId[],
  learners: readonly NodeId[],
): { readonly rule: RuleId; readonly reason: string } | null {
  const { node, rules } = step;
  const { id, config, configIndex, commitIndex, currentTerm, transfer, change, options } = node;
  if (voters.length === 0) return { rule: 'needsVoter', reason: 'a configuration needs at least one voter' };
  const everybody = [...voters, ...learners];
  const twice = everybody.find((member, i) => everybody.indexOf(member) !== i);
  if (twice !== undefined) return { rule: 'needsVoter', reason: `${twice} is named twice; a member votes or learns, once` };
  if (transfer !== null) {
    return { rule: 'transfersLeadership', reason: `${id} is handing over leadership to ${transfer.target}` };
  }
  const commitTerm = termAt(node.log, commitIndex) ?? 0;
  if (!rules.mayChangeMembers(commitTerm, currentTerm)) {
    const reason = `${id} has committed nothing of its term ${currentTerm} yet (its last committed entry is of term ${commitTerm})`;
    return { rule: 'mayChangeMembers', reason };
  }
  if (change !== null || !rules.oneChangeAtATime(configIndex, commitIndex, isJoint(config))) {
    return { rule: 'oneChangeAtATime', reason: `${id} has another change under way; one at a time` };
  }
  const moved = difference(config.voters, voters);
  if (options.membership === 'single' && moved.length > 1) {
    const reason = `this changes ${moved.length} voters (${moved.join(', ')}); without joint consensus it is one at a time`;
    return { rule: 'singleStep', reason };
  }
  return null;
}

/** Who is in one of the lists only. */
function difference(before: readonly NodeId[], after: readonly NodeId[]): NodeId[] {
  return [...before.filter((id) => !after.includes(id)), ...after.filter((id) => !before.includes(id))];
}

/** The new voters that were waited for have caught up: the entry is appended, and in force from then on. P6 */
export function continueChange(step: Step, change: PendingChange): void {
  if (change.catchUp === null || step.node.role !== 'leader') return;
  const outcome = advanceCatchUp(step, change, change.catchUp);
  if (outcome === 'done') appendChange(step, change);
  else if (outcome !== 'goesOn') abandon(step, change, outcome);
}

function abandon(step: Step, { request }: PendingChange, reason: string): void {
  const { node } = step;
  node.change = null;
  dropOutsiders(step);
  refuse(step, request, 'change', 'isCaughtUp', reason);
}

function appendChange(step: Step, change: PendingChange): void {
  const { node } = step;
  const { voters, learners } = change;
  const joint = node.options.membership === 'joint' && difference(node.config.voters, voters).length > 0;
  node.change = { ...change, catchUp: null };
  appendConfig(step, { voters, votersOutgoing: joint ? node.config.voters : [], learners });
}

/** Who leaves is sent entries until the change is committed, so that it knows and doesn't campaign (T4.2.2). */
function appendConfig(step: Step, config: Configuration): void {
  const { node } = step;
  const { index } = appendEntry(step, { config }, null);
  adoptConfig(step, { config, index });
  for (const peer of otherMembers(config, node.id)) {
    node.progress[peer] ??= newProgress(step, index, 'stream');
  }
  replicate(step);
}

/** Whether the leader sends to somebody who isn't in its configuration. */
function hasOutsiders({ config, progress, id }: RaftNode): boolean {
  const members = otherMembers(config, id);
  return Object.keys(progress).some((peer) => !members.includes(peer));
}

/** From now on the leader sends to its configuration, and to nobody else. */
function dropOutsiders({ node }: Step): void {
  const members = otherMembers(node.config, node.id);
  node.progress = Object.fromEntries(Object.entries(node.progress).filter(([peer]) => members.includes(peer)));
}

/**
 * Looks at what the committed configuration asks of its leader: from the joint
 * one to the new one (P6), which is a change as any other and waits until an
 * entry of the leader's own term is committed (T4.1); the answer to whoever asked; and to leave, if this
 * leader is not in it (T4.2.2).
 */
export function followCommittedConfig(step: Step): void {
  const { node, rules } = step;
  const { config, configIndex, change } = node;
  if (node.role !== 'leader' || configIndex > node.commitIndex) return;
  if (isJoint(config)) {
    if (!rules.mayChangeMembers(termAt(node.log, node.commitIndex) ?? 0, node.currentTerm)) return;
    appendConfig(step, { voters: config.voters, votersOutgoing: [], learners: config.learners });
    return;
  }
  if (change !== null && change.catchUp === null) {
    node.change = null;
    addNote(step, note('changeDone', 'configTakesEffect', { index: configIndex, config }));
    const leader = node.leaderId;
    answer(step, { request: change.request, status: 'ok', result: null, reason: null, leader });
  }
  const leaves = !config.voters.includes(node.id);
  const outsiders = node.change === null && hasOutsiders(node);
  // Who stays and who goes hear of the commit, else they would have to find out by themselves.
  if (leaves || outsiders) broadcastHeartbeat(step);
  if (outsiders) dropOutsiders(step);
  if (leaves) leave(step);
}

function leave(step: Step): void {
  const { node } = step;
  const { currentTerm } = node;
  addNote(
    step,
    note('steppedDown', 'removedLeader', { from: 'leader', currentTerm, messageTerm: currentTerm }),
  );
  becomeFollower(step, currentTerm);
}
