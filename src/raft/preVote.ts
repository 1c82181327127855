/** PreVote: asking whether an election could be won, before the term is raised. T9.6 */
import { stickiness } from './checkQuorum.ts';
import { lastIndex, lastTerm } from './log.ts';
import { note, type PreVoteValues } from './notes.ts';
import { allVoters, hasQuorum } from './quorum.ts';
import { ignoreReply } from './replies.ts';
import { becomePreCandidate, startElectionTimer } from './roles.ts';
import type { RuleId } from './ruleBook.ts';
import type { Rules } from './rules.ts';
import { addNote, sendAfterPersist, sendNow, type Step } from './step.ts';
import type { NodeId, PreVote, PreVoteReply } from './types.ts';

/** Asks everybody; this node would vote for itself. True when that is a majority already. */
export function startPreVote(step: Step): boolean {
  const { node } = step;
  becomePreCandidate(step);
  startElectionTimer(step);
  const proposedTerm = node.currentTerm + 1;
  const { currentTerm: term, electionTimeoutMs: timeoutMs } = node;
  addNote(step, note('preVoteStarted', 'preVote', { term, proposedTerm, timeoutMs }));
  // Nothing in it promises anything, so it needn't wait for the disk.
  for (const to of allVoters(node.config)) {
    if (to === node.id) continue;
    sendNow(step, {
      type: 'PreVote',
      from: node.id,
      to,
      term: proposedTerm,
      lastLogIndex: lastIndex(node.log),
      lastLogTerm: lastTerm(node.log),
    });
  }
  return countPreVote(step, node.id, true);
}

/** Answers whether this node would vote for the sender in the term it asks about. Changes no term and no vote. */
export function onPreVote(step: Step, message: PreVote): void {
  const { node, rules } = step;
  const values: PreVoteValues = {
    candidate: message.from,
    proposedTerm: message.term,
    currentTerm: node.currentTerm,
    candidateLastTerm: message.lastLogTerm,
    candidateLastIndex: message.lastLogIndex,
    lastLogTerm: lastTerm(node.log),
    lastLogIndex: lastIndex(node.log),
    ...stickiness(step),
  };
  const refusedBy = refusingRule(step, values);
  const stale = rules.isStale(message.term, node.currentTerm);
  if (stale && !rules.answersStalePreVote(message.term, node.currentTerm)) {
    addNote(step, note('preVoteDropped', 'answersStalePreVote', values));
    return;
  }
  if (refusedBy === null) addNote(step, note('preVoteGranted', 'logIsUpToDate', values));
  else addNote(step, note('preVoteRefused', refusedBy, values));
  sendAfterPersist(step, {
    type: 'PreVoteReply',
    from: node.id,
    to: message.from,
    term: node.currentTerm,
    forTerm: message.term,
    voteGranted: refusedBy === null,
  });
}

/** The first rule that would refuse the vote; null when none would. */
function refusingRule(step: Step, values: PreVoteValues): RuleId | null {
  const { node, rules } = step;
  const { proposedTerm, candidate } = values;
  if (rules.isStale(proposedTerm, node.currentTerm)) return 'isStale';
  if (rules.ignoresVoteRequest(values)) return 'ignoresVoteRequest';
  if (proposedTerm === node.currentTerm && !rules.mayVoteFor(node.votedFor, candidate)) return 'mayVoteFor';
  if (!rules.mayGrantVotes(node.role === 'learner')) return 'mayGrantVotes';
  return isUpToDate(rules, values) ? null : 'logIsUpToDate';
}

/** Is the candidate's log at least as up to date as this node's? P5.4.1 */
export function isUpToDate(rules: Rules, values: LogEnds): boolean {
  const { candidateLastTerm, candidateLastIndex, lastLogTerm, lastLogIndex } = values;
  return rules.logIsUpToDate(candidateLastTerm, candidateLastIndex, lastLogTerm, lastLogIndex);
}

type LogEnds = Pick<PreVoteValues, 'candidateLastTerm' | 'candidateLastIndex' | 'lastLogTerm' | 'lastLogIndex'>;

/** An answer came in. True when a majority would vote for this node now. */
export function onPreVoteReply(step: Step, message: PreVoteReply): boolean {
  const { node, rules } = step;
  const counts = rules.countsVote({
    replyTerm: message.forTerm - 1,
    currentTerm: node.currentTerm,
    isCandidate: node.role === 'preCandidate',
    alreadyAnswered: node.votes[message.from] !== undefined,
  });
  if (counts && node.role === 'preCandidate') return countPreVote(step, message.from, message.voteGranted);
  ignoreReply(step, message, 'countsVote');
  return false;
}

function countPreVote(step: Step, voter: NodeId, granted: boolean): boolean {
  const { node, rules } = step;
  node.votes[voter] = granted;
  const votes = allVoters(node.config).filter((id) => node.votes[id] === true).length;
  const needed = rules.quorumSize(node.config.voters.length);
  const proposedTerm = node.currentTerm + 1;
  addNote(step, note('preVoteCounted', 'preVote', { voter, granted, votes, needed, proposedTerm }));
  return hasQuorum(rules, node.config, node.votes);
}
