/** Vote requests and their answers, judged by the paper's rules. P5.2, P5.4.1 */
import { paperRules } from '../../raft/rules.ts';
import type { RequestVote, RequestVoteReply } from '../../raft/types.ts';
import type { NodeFrame } from '../frame.ts';
import { lastLogIndex, termAt, votesNeeded } from './cluster.ts';
import { ruleCheck, type Check, type Judgement } from './whyTypes.ts';

/** The check that every message meets first; empty when the terms are equal or the message's is older. P5.1 */
export function termCheck(node: NodeFrame, term: number, decides: boolean): Check[] {
  return paperRules.stepsDown(term, node.currentTerm)
    ? [ruleCheck('stepsDown', decides ? 'decides' : 'passes', `${term} > ${node.currentTerm}`)]
    : [];
}

/** `2 < 4`, `4 = 4`, `5 > 4`. */
export function order(a: number, b: number): string {
  return `${a} ${a < b ? '<' : a > b ? '>' : '='} ${b}`;
}

/** ` It would take over term 4 first, and stop leading.`, or nothing. */
export function takesOver(node: NodeFrame, term: number): string {
  if (!paperRules.stepsDown(term, node.currentTerm)) return '';
  const role = node.role === 'leader' || node.role === 'candidate' ? ` and become a follower` : '';
  return ` First it would take over term ${term}${role}.`;
}

export function judgeRequestVote(node: NodeFrame, message: RequestVote): Judgement {
  const { id, currentTerm } = node;
  const candidate = message.from;
  const stale = paperRules.isStale(message.term, currentTerm);
  const votedFor = paperRules.voteAfterTermChange(currentTerm, Math.max(currentTerm, message.term), node.votedFor);
  const free = paperRules.mayVoteFor(votedFor, candidate);
  const last = { index: lastLogIndex(node), term: termAt(node, lastLogIndex(node)) ?? 0 };
  const upToDate = paperRules.logIsUpToDate(message.lastLogTerm, message.lastLogIndex, last.term, last.index);
  const checks = [
    ...termCheck(node, message.term, false),
    ruleCheck('isStale', stale ? 'decides' : 'passes', order(message.term, currentTerm)),
    ruleCheck('mayVoteFor', stale ? 'moot' : free ? 'passes' : 'decides', `votedFor ${votedFor ?? 'none'}`),
    ruleCheck(
      'logIsUpToDate',
      stale || !free ? 'moot' : 'decides',
      `t${message.lastLogTerm}@${message.lastLogIndex} ${upToDate ? '≥' : '<'} t${last.term}@${last.index}`,
    ),
  ];
  const granted = !stale && free && upToDate;
  const reason = stale
    ? `it is of term ${message.term}, and ${id} is in term ${currentTerm}`
    : !free
      ? `in term ${currentTerm} it has voted for ${votedFor === id ? 'itself' : votedFor}`
      : `${candidate}’s log ends with term ${message.lastLogTerm} at ${message.lastLogIndex}, its own with term ${last.term} at ${last.index}`;
  return {
    text: `${id} would ${granted ? `vote for ${candidate}` : `refuse ${candidate} its vote`}: ${reason}.${takesOver(node, message.term)}`,
    brief: granted ? `${id} votes for ${candidate}` : `${id} refuses its vote`,
    checks,
    remark: null,
  };
}

export function judgeRequestVoteReply(node: NodeFrame, message: RequestVoteReply): Judgement {
  const { id, currentTerm } = node;
  if (paperRules.stepsDown(message.term, currentTerm)) return higherTerm(node, message.term);
  const counts = paperRules.countsVote({
    replyTerm: message.term,
    currentTerm,
    isCandidate: node.role === 'candidate',
    alreadyAnswered: node.votes[message.from] !== undefined,
  });
  const needed = votesNeeded(node.config);
  const votes = Object.values(node.votes).filter(Boolean).length + (message.voteGranted ? 1 : 0);
  const counted = ruleCheck('countsVote', counts ? 'passes' : 'decides', order(message.term, currentTerm));
  if (!counts) {
    const reason =
      message.term < currentTerm
        ? `it answers term ${message.term}, and ${id} is in term ${currentTerm}`
        : node.role === 'candidate'
          ? `${message.from} has answered already`
          : `as ${node.role} it isn’t waiting for votes`;
    return { text: `${id} would ignore it: ${reason}.`, brief: `${id} ignores it`, checks: [counted], remark: null };
  }
  const wins = message.voteGranted && votes >= needed;
  const quorum = ruleCheck('quorumSize', 'decides', `${votes} ${votes >= needed ? '≥' : '<'} ${needed}`);
  const text = wins
    ? `${id} would become leader of term ${currentTerm}: ${votes} votes, and ${needed} are needed.`
    : message.voteGranted
      ? `${id} would have ${votes} of the ${needed} votes it needs.`
      : `${id} would still have ${votes} of the ${needed} votes it needs.`;
  return {
    text,
    brief: wins ? `${id} becomes leader of term ${currentTerm}` : `${id} has ${votes} of ${needed} votes`,
    checks: [counted, quorum],
    remark: null,
  };
}

/** An answer that carries a higher term says one thing only: its receiver is out of date. P5.1 */
export function higherTerm(node: NodeFrame, term: number): Judgement {
  const { id, role, currentTerm } = node;
  const loses =
    role === 'leader'
      ? `step down: it leads term ${currentTerm}, and the answer carries term ${term}`
      : role === 'candidate'
        ? `give up its candidacy for term ${currentTerm}: the answer carries term ${term}`
        : `take over term ${term}: it is in term ${currentTerm}`;
  return {
    text: `${id} would ${loses}.`,
    brief: role === 'leader' || role === 'candidate' ? `${id} becomes a follower` : `${id} takes over term ${term}`,
    checks: termCheck(node, term, true),
    remark: null,
  };
}
