/** Pre-votes and their answers, judged by the dissertation's rules. T9.6 */
import { paperRules } from '../../raft/rules.ts';
import type { RuleId } from '../../raft/ruleBook.ts';
import type { PreVote, PreVoteReply } from '../../raft/types.ts';
import { roleWord } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { tallyClause, tallyOf, tallyShare, tallyValue } from './tally.ts';
import { higherTerm, logsCompared, order } from './whyJudgeVote.ts';
import { stickinessOf } from './whyStickiness.ts';
import { ruleCheck, type Check, type JudgeOptions, type Judgement } from './whyTypes.ts';

/** One rule that can refuse, in the order in which the node asks them. */
interface Question {
  readonly rule: RuleId;
  readonly refuses: boolean;
  readonly value: string | null;
  readonly words: string;
}

export function judgePreVote(frame: Frame, node: NodeFrame, message: PreVote, options: JudgeOptions): Judgement {
  const { id } = node;
  const { from, term } = message;
  const questions = questionsOf(frame, node, message, options);
  const at = questions.findIndex(({ refuses }) => refuses);
  const decides = at === -1 ? questions.length - 1 : at;
  const checks = questions.map(
    ({ rule, value }, i): Check => ruleCheck(rule, i === decides ? 'decides' : i < decides ? 'passes' : 'moot', value),
  );
  const words = questions[decides]?.words ?? '';
  return {
    text: `${id} would say ${at === -1 ? 'yes' : 'no'} to ${from} for term ${term}: ${words}.`,
    brief: at === -1 ? `${id} would vote for ${from}` : `${id} would not vote for ${from}`,
    checks,
    remark: 'Either way no term and no vote changes: it is only asked.',
  };
}

function questionsOf(frame: Frame, node: NodeFrame, message: PreVote, options: JudgeOptions): Question[] {
  const { currentTerm, votedFor } = node;
  const sticky = stickinessOf(frame, node, options);
  const logs = logsCompared(node, message);
  const stale = paperRules.isStale(message.term, currentTerm);
  const voted: Question = {
    rule: 'mayVoteFor',
    refuses: !paperRules.mayVoteFor(votedFor, message.from),
    value: `votedFor ${votedFor ?? 'none'}`,
    words: `in term ${currentTerm} it has voted for ${votedFor === node.id ? 'itself' : (votedFor ?? 'nobody')}`,
  };
  return [
    { rule: 'isStale', refuses: stale, value: order(message.term, currentTerm), words: `it is in term ${currentTerm} already` },
    { rule: 'ignoresVoteRequest', refuses: sticky.ignores, value: sticky.value, words: sticky.words },
    ...(message.term === currentTerm ? [voted] : []),
    { rule: 'logIsUpToDate', refuses: !logs.upToDate, value: logs.value, words: logs.words },
  ];
}

export function judgePreVoteReply(node: NodeFrame, message: PreVoteReply): Judgement {
  const { id, currentTerm, role } = node;
  if (paperRules.stepsDown(message.term, currentTerm)) return higherTerm(node, message.term);
  const isAsking = role === 'preCandidate';
  const counts = paperRules.countsVote({
    replyTerm: message.forTerm - 1,
    currentTerm,
    isCandidate: isAsking,
    alreadyAnswered: node.votes[message.from] !== undefined,
  });
  const counted = ruleCheck('countsVote', counts ? 'passes' : 'decides', `${message.forTerm} − 1 ${message.forTerm - 1 === currentTerm ? '=' : '≠'} ${currentTerm}`);
  if (!counts) {
    const reason =
      message.forTerm - 1 !== currentTerm
        ? `it is about term ${message.forTerm}, and ${id} would campaign for term ${currentTerm + 1} now`
        : isAsking
          ? `${message.from} has answered already`
          : `as ${roleWord(role)} it isn’t asking`;
    return { text: `${id} would ignore it: ${reason}.`, brief: `${id} ignores it`, checks: [counted], remark: null };
  }
  const tally = tallyOf(node.config, (voter) => node.votes[voter] === true || (message.voteGranted && voter === message.from));
  const wins = message.voteGranted && tally.reached;
  return {
    text: wins
      ? `${id} would campaign for term ${currentTerm + 1}: it is promised ${tallyClause(tally, 'votes')}.`
      : `${id} would ${message.voteGranted ? '' : 'still '}be promised ${tallyClause(tally, 'votes')}.`,
    brief: wins ? `${id} campaigns for term ${currentTerm + 1}` : tally.halves.length > 1 ? `${id} has no majority of both halves` : `${id} has ${tallyShare(tally)} pre-votes`,
    checks: [counted, ruleCheck('preVote', 'decides', tallyValue(tally))],
    remark: wins ? null : `Until then its term stays ${currentTerm}, and nobody is disturbed.`,
  };
}
