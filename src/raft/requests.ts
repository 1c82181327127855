/** Saying no to a request, with the rule and the reason. P8 */
import { note } from './notes.ts';
import type { RuleId } from './ruleBook.ts';
import { addNote, answer, type Step } from './step.ts';
import type { RequestId, RequestOp } from './types.ts';

/** Refuses a request; `reason` is one clause for whoever asked. */
export function refuse(step: Step, request: RequestId, op: RequestOp, rule: RuleId, reason: string): void {
  const { leaderId: leader, role } = step.node;
  addNote(step, note('requestRefused', rule, { request, op, leader, role, reason }));
  answer(step, { request, status: 'refused', result: null, reason, leader });
}

/** Only a leader takes requests; true when this node refused one because it isn't. P8 */
export function refuseUnlessLeader(step: Step, request: RequestId, op: RequestOp): boolean {
  const { node } = step;
  if (node.role === 'leader') return false;
  const { id, leaderId: leader, role } = node;
  const hint = leader === null ? 'it knows of none' : `ask ${leader}`;
  const reason = `${id} is not the leader; ${hint}`;
  if (op === 'propose') addNote(step, note('proposalRefused', 'onlyLeaderAccepts', { request, leader, role }));
  else addNote(step, note('requestRefused', 'onlyLeaderAccepts', { request, op, leader, role, reason }));
  answer(step, { request, status: 'refused', result: null, reason, leader });
  return true;
}
