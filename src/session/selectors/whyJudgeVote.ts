/** Vote requests and their answers, judged by the paper's rules. P5.2, P5.4.1 */
import { paperRules } from '../../raft/rules.ts';
import type { RequestVote, RequestVoteReply } from '../../raft/types.ts';
import { roleWord } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { lastLogIndex, termAt } from './cluster.ts';
import { tallyClause, tallyOf, tallyShare, tallyValue } from './tally.ts';
import { stickinessOf } from './whyStickiness.ts';
import { ruleCheck, type Check, type JudgeOptions, type Judgement } from './whyTypes.ts';

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
  const role = node.role === 'follower' || node.role === 'learner' ? '' : ` and become a follower`;
  return ` First it would take over term ${term}${role}.`;
}

/** A candidate's last entry against this node's, and what that means. P5.4.1 */
export function logsCompared(
  node: NodeFrame,
  { from, lastLogIndex: theirIndex, lastLogTerm: theirTerm }: Pick<RequestVote, 'from' | 'lastLogIndex' | 'lastLogTerm'>,
): { readonly upToDate: boolean; readonly value: string; readonly words: string } {
  const last = { index: lastLogIndex(node), term: termAt(node, lastLogIndex(node)) ?? 0 };
  const upToDate = paperRules.logIsUpToDate(theirTerm, theirIndex, last.term, last.index);
  return {
    upToDate,
    value: `t${theirTerm}@${theirIndex} ${upToDate ? '≥' : '<'} t${last.term}@${last.index}`,
    words: `${from}’s log ends with term ${theirTerm} at ${theirIndex}, its own with term ${last.term} at ${last.index}`,
  };
}

export function judgeRequestVote(frame: Frame, node: NodeFrame, message: RequestVote, options: JudgeOptions): Judgement {
  const { id, currentTerm } = node;
  const candidate = message.from;
  const stale = paperRules.isStale(message.term, currentTerm);
  const sticky = options.checkQuorum && !message.transfer && !stale ? stickinessOf(frame, node, options) : null;
  if (sticky?.ignores === true) {
    return {
      text: `${id} would ignore it, its term as well: ${sticky.words}.`,
      brief: `${id} ignores it`,
      checks: [ruleCheck('ignoresVoteRequest', 'decides', sticky.value)],
      remark: null,
    };
  }
  const votedFor = paperRules.voteAfterTermChange(currentTerm, Math.max(currentTerm, message.term), node.votedFor);
  const free = paperRules.mayVoteFor(votedFor, candidate);
  const logs = logsCompared(node, message);
  const checks = [
    ...(sticky === null ? [] : [ruleCheck('ignoresVoteRequest', 'passes', sticky.value)]),
    ...termCheck(node, message.term, false),
    ruleCheck('isStale', stale ? 'decides' : 'passes', order(message.term, currentTerm)),
    ruleCheck('mayVoteFor', stale ? 'moot' : free ? 'passes' : 'decides', `votedFor ${votedFor ?? 'none'}`),
    ruleCheck('logIsUpToDate', stale || !free ? 'moot' : 'decides', logs.value),
  ];
  const granted = !stale && free && logs.upToDate;
  const reason = stale
    ? `it is of term ${message.term}, and ${id} is in term ${currentTerm}`
    : !free
      ? `in term ${currentTerm} it has voted for ${votedFor === id ? 'itself' : votedFor}`
      : logs.words;
  return {
    text: `${id} would ${granted ? `vote for ${candidate}` : `refuse ${candidate} its vote`}: ${reason}.${takesOver(node, message.term)}`,
    brief: granted ? `${id} votes for ${candidate}` : `${id} refuses its vote`,
    checks,
    remark: message.transfer ? 'The leader itself asked for this election, so nobody passes the request over.' : null,
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
  const tally = tallyOf(node.config, (voter) => node.votes[voter] === true || (message.voteGranted && voter === message.from));
  const counted = ruleCheck('countsVote', counts ? 'passes' : 'decides', order(message.term, currentTerm));
  if (!counts) {
    const reason =
      message.term < currentTerm
        ? `it answers term ${message.term}, and ${id} is in term ${currentTerm}`
        : node.role === 'candidate'
          ? `${message.from} has answered already`
          : `as ${roleWord(node.role)} it isn’t waiting for votes`;
    return { text: `${id} would ignore it: ${reason}.`, brief: `${id} ignores it`, checks: [counted], remark: null };
  }
  const wins = message.voteGranted && tally.reached;
  const quorum = ruleCheck('quorumSize', 'decides', tallyValue(tally));
  const text = wins
    ? `${id} would become leader of term ${currentTerm}: it has ${tallyClause(tally, 'votes')}.`
    : `${id} would ${message.voteGranted ? '' : 'still '}have ${tallyClause(tally, 'votes')}.`;
  return {
    text,
    brief: wins ? `${id} becomes leader of term ${currentTerm}` : tally.halves.length > 1 ? `${id} has no majority of both halves` : `${id} has ${tallyShare(tally)} votes`,
    checks: [counted, quorum],
    remark: null,
  };
}

/** An answer that carries a higher term says one thing only: its receiver is out of date. P5.1 */
export function higherTerm(node: NodeFrame, term: number): Judgement {
  const { id, role, currentTerm } = node;
  const rests = role === 'follower' || role === 'learner';
  const loses =
    role === 'leader'
      ? `step down: it leads term ${currentTerm}, and the answer carries term ${term}`
      : role === 'candidate'
        ? `give up its candidacy for term ${currentTerm}: the answer carries term ${term}`
        : role === 'preCandidate'
          ? `give up its pre-vote and take over term ${term}: it is in term ${currentTerm}`
          : `take over term ${term}: it is in term ${currentTerm}`;
  return {
    text: `${id} would ${loses}.`,
    brief: !rests ? `${id} becomes a follower` : `${id} takes over term ${term}`,
    checks: termCheck(node, term, true),
    remark: null,
  };
}
