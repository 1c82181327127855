/** Leader election: asking for votes, giving them, counting them. P5.2, P5.4.1 */
import { watchesElections } from './configAt.ts';
import { lastIndex, lastTerm } from './log.ts';
import { note, type VoteValues } from './notes.ts';
import { isUpToDate, onPreVoteReply, startPreVote } from './preVote.ts';
import { allVoters, hasQuorum } from './quorum.ts';
import { broadcastHeartbeat, beginLeading } from './replication.ts';
import { ignoreReply } from './replies.ts';
import { becomeCandidate, becomeLeader, startElectionTimer, touchElectionTimer } from './roles.ts';
import type { RuleId } from './ruleBook.ts';
import { addNote, sendAfterPersist, type Step } from './step.ts';
import { concludeTransfer } from './transfer.ts';
import type { PreVoteReply, RequestVote, RequestVoteReply, TimeoutNow } from './types.ts';

/** This node is told to campaign, as if its timer had fired: only a voter of its own configuration does. P5.2 */
export function onCampaign(step: Step): void {
  const { node, rules } = step;
  const voter = rules.mayCampaign(node.config, node.id);
  if (node.role === 'leader' || node.role === 'learner' || !voter) {
    addNote(step, note('campaignIgnored', 'mayCampaign', { role: node.role, voter }));
  } else campaign(step);
}

/** The election timer fired. It runs only on nodes that may campaign, but that may have changed since. P5.2 */
export function onElectionTimeout(step: Step): void {
  const { node, rules } = step;
  const { role } = node;
  if (role === 'leader' || !watchesElections(node, rules)) {
    addNote(step, note('campaignIgnored', 'mayCampaign', { role, voter: false }));
  } else campaign(step);
}

/** With PreVote on, ask first whether an election could be won. T9.6 */
function campaign(step: Step): void {
  if (!step.node.options.preVote || startPreVote(step)) startElection(step, false);
}

/** Its leader tells this node to campaign at once: no pre-vote, and nobody may ignore the requests. T3.10 */
export function onTimeoutNow(step: Step, message: TimeoutNow): void {
  const { node, rules } = step;
  const { from: leader, term } = message;
  const follows = node.role !== 'leader' && node.role !== 'learner';
  if (rules.isStale(term, node.currentTerm) || !follows || !rules.mayCampaign(node.config, node.id)) {
    const { currentTerm, role } = node;
    addNote(step, note('timeoutNowIgnored', 'mayCampaign', { leader, messageTerm: term, currentTerm, role }));
    return;
  }
  addNote(step, note('timeoutNowTaken', 'transfersLeadership', { leader, term }));
  startElection(step, true);
}

/** A pre-vote was answered: when a majority would vote for this node, it campaigns. T9.6 */
export function onPreVoteAnswer(step: Step, message: PreVoteReply): void {
  if (onPreVoteReply(step, message)) startElection(step, false);
}

/**
 * Campaigns in the next term. The requests wait for
 * the disk, as the node's own vote has to survive a crash before anybody hears
 * of the candidacy; the vote itself is counted when it is durable.
 */
export function startElection(step: Step, transfer: boolean): void {
  const { node } = step;
  becomeCandidate(step);
  // A candidate whose timer doesn't restart would campaign without end, so this is no matter of rules.
  startElectionTimer(step);
  addNote(
    step,
    note('electionStarted', 'startElection', {
      term: node.currentTerm,
      timeoutMs: node.electionTimeoutMs,
    }),
  );
  for (const to of allVoters(node.config)) {
    if (to === node.id) continue;
    sendAfterPersist(step, {
      type: 'RequestVote',
      from: node.id,
      to,
      term: node.currentTerm,
      lastLogIndex: lastIndex(node.log),
      lastLogTerm: lastTerm(node.log),
      transfer,
    });
  }
}

/** Decides on a vote request of a term that is not above this node's own any more. P5.2, P5.4.1 */
export function onRequestVote(step: Step, message: RequestVote): void {
  const { node, rules } = step;
  const values: VoteValues = {
    candidate: message.from,
    messageTerm: message.term,
    currentTerm: node.currentTerm,
    votedFor: node.votedFor,
    candidateLastTerm: message.lastLogTerm,
    candidateLastIndex: message.lastLogIndex,
    lastLogTerm: lastTerm(node.log),
    lastLogIndex: lastIndex(node.log),
  };
  const refusedBy = refusingRule(step, values);
  if (refusedBy === null) {
    if (node.votedFor !== message.from) {
      node.votedFor = message.from;
      step.hardStateChanged = true;
    }
    touchElectionTimer(step, 'voteGranted');
    addNote(step, note('voteGranted', 'logIsUpToDate', values));
  } else {
    if (!rules.isStale(message.term, node.currentTerm)) touchElectionTimer(step, 'voteRefused');
    addNote(step, note('voteRefused', refusedBy, values));
  }
  sendAfterPersist(step, {
    type: 'RequestVoteReply',
    from: node.id,
    to: message.from,
    term: node.currentTerm,
    voteGranted: refusedBy === null,
  });
}

/** The first rule that refuses the vote; null when none does. */
function refusingRule(step: Step, values: VoteValues): RuleId | null {
  const { node, rules } = step;
  if (rules.isStale(values.messageTerm, node.currentTerm)) return 'isStale';
  // A leader or candidate has voted for itself; the vote rule alone says no to the others.
  if (!rules.mayVoteFor(node.votedFor, values.candidate)) return 'mayVoteFor';
  if (!rules.mayGrantVotes(node.role === 'learner')) return 'mayGrantVotes';
  return isUpToDate(rules, values) ? null : 'logIsUpToDate';
}

/** A vote came in (or a refusal). P5.2 */
export function onRequestVoteReply(step: Step, message: RequestVoteReply): void {
  const { node, rules } = step;
  const counts = rules.countsVote({
    replyTerm: message.term,
    currentTerm: node.currentTerm,
    isCandidate: node.role === 'candidate',
    alreadyAnswered: node.votes[message.from] !== undefined,
  });
  if (!counts || node.role !== 'candidate') {
    ignoreReply(step, message, 'countsVote');
    return;
  }
  countVote(step, message.from, message.voteGranted);
}

/** Takes one answer into the count and leads when it makes the majority. */
export function countVote(step: Step, voter: string, granted: boolean): void {
  const { node, rules } = step;
  node.votes[voter] = granted;
  const votes = allVoters(node.config).filter((id) => node.votes[id] === true).length;
  const needed = rules.quorumSize(node.config.voters.length);
  addNote(step, note('voteCounted', 'countsVote', { voter, granted, votes, needed }));
  if (!hasQuorum(rules, node.config, node.votes)) return;
  becomeLeader(step);
  if (node.transfer !== null) concludeTransfer(step, node.transfer, node.id);
  beginLeading(step);
  broadcastHeartbeat(step);
}
