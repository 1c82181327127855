/** TimeoutNow, judged by the dissertation's rules. T3.10 */
import { paperRules } from '../../raft/rules.ts';
import type { TimeoutNow } from '../../raft/types.ts';
import type { NodeFrame } from '../frame.ts';
import { order, takesOver, termCheck } from './whyJudgeVote.ts';
import { ruleCheck, type Judgement } from './whyTypes.ts';

export function judgeTimeoutNow(node: NodeFrame, message: TimeoutNow): Judgement {
  const { id, currentTerm, role, config } = node;
  const { from, term } = message;
  const stale = paperRules.isStale(term, currentTerm);
  const leads = role === 'leader' && term === currentTerm;
  const voter = paperRules.mayCampaign(config, id);
  const refusal = stale
    ? `it is of term ${term}, and ${id} is in term ${currentTerm}`
    : leads
      ? 'it leads already'
      : voter
        ? null
        : 'it is no voter of its own configuration';
  const stands = ruleCheck('isStale', stale ? 'decides' : 'passes', order(term, currentTerm));
  const may = ruleCheck('mayCampaign', stale ? 'moot' : refusal === null ? 'passes' : 'decides', null);
  const hand = ruleCheck('transfersLeadership', refusal === null ? 'decides' : 'moot', null);
  return {
    text:
      refusal === null
        ? `${id} would campaign at once for term ${Math.max(term, currentTerm) + 1}: ${from} hands over its place.${takesOver(node, term)}`
        : `${id} would ignore it: ${refusal}.`,
    brief: refusal === null ? `${id} campaigns for term ${Math.max(term, currentTerm) + 1}` : `${id} ignores it`,
    checks: [...termCheck(node, term, false), stands, may, hand],
    remark: refusal === null ? 'It asks no pre-vote, and its requests say that nobody may pass them over.' : null,
  };
}
