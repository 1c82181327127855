/** Leadership transfer: bring the successor up to date, tell it to campaign, give up in time. T3.10 */
import { lastIndex } from './log.ts';
import { note } from './notes.ts';
import { sendEntriesTo } from './replication.ts';
import { refuse, refuseUnlessLeader } from './requests.ts';
import { addNote, answer, sendNow, type Step } from './step.ts';
import type { PendingTransfer } from './pending.ts';
import type { NodeId, RequestId } from './types.ts';

/** Hands leadership to `target`, if this node leads and the target votes. */
export function requestTransfer(step: Step, request: RequestId, target: NodeId): void {
  const { node, now } = step;
  if (refuseUnlessLeader(step, request, 'transfer')) return;
  const reason = whyNot(step, target);
  if (reason !== null) {
    refuse(step, request, 'transfer', 'transfersLeadership', reason);
    return;
  }
  const [timeoutMs] = node.options.electionTimeoutMs;
  node.transfer = { request, target, deadline: now + timeoutMs, told: false };
  const matchIndex = node.progress[target]?.matchIndex ?? 0;
  addNote(
    step,
    note('transferStarted', 'transfersLeadership', { target, matchIndex, lastLogIndex: lastIndex(node.log) }),
  );
  if (matchIndex < lastIndex(node.log)) sendEntriesTo(step, target);
}

function whyNot(step: Step, target: NodeId): string | null {
  const { node } = step;
  const { id, config, transfer } = node;
  if (target === id) return `${id} leads already; a transfer goes to another voter`;
  if (config.learners.includes(target) && !config.voters.includes(target)) {
    return `${target} is a learner and can't lead; a transfer goes to a voter`;
  }
  if (!config.voters.includes(target)) return `${target} is no voter of ${id}'s configuration; a transfer goes to a voter`;
  if (transfer !== null) return `${id} is handing over to ${transfer.target} already`;
  return null;
}

/** Once the target has everything, it is told to campaign. From then on it may, so no lease counts (T6.4.1). */
export function advanceTransfer(step: Step, transfer: PendingTransfer): void {
  const { node } = step;
  if (node.role !== 'leader' || transfer.told) return;
  if (node.progress[transfer.target]?.matchIndex !== lastIndex(node.log)) return;
  node.transfer = { ...transfer, told: true };
  node.leaseVoid = true;
  addNote(
    step,
    note('timeoutNowSent', 'transfersLeadership', { target: transfer.target, term: node.currentTerm }),
  );
  sendNow(step, { type: 'TimeoutNow', from: node.id, to: transfer.target, term: node.currentTerm });
}

/** It takes too long: this node goes on as it is. */
export function expireTransfer(step: Step): void {
  const { node, now } = step;
  const { transfer } = node;
  if (transfer === null || transfer.deadline > now) return;
  const [timeoutMs] = node.options.electionTimeoutMs;
  const { target } = transfer;
  addNote(step, note('transferGivenUp', 'givesUpTransfer', { target, timeoutMs }));
  endTransfer(step, transfer, `${target} did not lead within ${timeoutMs} ms, as far as ${node.id} knows`);
}

/** A leader showed itself: is it the one that was asked for? */
export function concludeTransfer(step: Step, transfer: PendingTransfer, leader: NodeId): void {
  const { node } = step;
  const { target } = transfer;
  if (leader === target) {
    addNote(step, note('transferDone', 'transfersLeadership', { target, term: node.currentTerm }));
    endTransfer(step, transfer, null);
  } else endTransfer(step, transfer, `${leader} leads term ${node.currentTerm}, not ${target}`);
}

function endTransfer(step: Step, { request }: PendingTransfer, reason: string | null): void {
  const { node } = step;
  node.transfer = null;
  answer(step, {
    request,
    status: reason === null ? 'ok' : 'refused',
    result: null,
    reason,
    leader: node.leaderId,
  });
}
