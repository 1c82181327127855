/** Every rule of the core, broken in ways that real implementations have been. */
import { paperRules, type Rules } from '../raft/rules.ts';

export interface BrokenVariant {
  readonly rule: keyof Rules;
  /** What this variant does instead. */
  readonly does: string;
  readonly rules: Rules;
}

function broken<R extends keyof Rules>(rule: R, does: string, wrong: Rules[R]): BrokenVariant {
  return { rule, does, rules: { ...paperRules, [rule]: wrong } };
}

export const brokenVariants: readonly BrokenVariant[] = [
  broken('stepsDown', 'never takes over a higher term', () => false),
  broken('stepsDown', 'steps down at an equal term, too', (messageTerm, currentTerm) => messageTerm >= currentTerm),
  broken('isStale', 'takes messages of earlier terms as current', () => false),
  broken('isStale', 'takes messages of the current term for old', (messageTerm, currentTerm) => messageTerm <= currentTerm),
  broken('voteAfterTermChange', 'clears the vote also within a term', () => null),
  broken('voteAfterTermChange', 'keeps the vote in a new term', (_old, _new, votedFor) => votedFor),
  broken('mayCampaign', 'lets learners campaign', () => true),
  broken('mayCampaign', 'lets nobody campaign', () => false),
  broken('mayVoteFor', 'votes for everybody who asks', () => true),
  broken('mayVoteFor', 'does not repeat a vote for the same candidate', (votedFor) => votedFor === null),
  broken('logIsUpToDate', 'votes without comparing logs', () => true),
  broken('logIsUpToDate', 'compares lengths only', (_lastTerm, lastIndex, _ownTerm, ownIndex) => lastIndex >= ownIndex),
  broken('logIsUpToDate', 'wants a log strictly better', (lastTerm, lastIndex, ownTerm, ownIndex) =>
    lastTerm > ownTerm || (lastTerm === ownTerm && lastIndex > ownIndex)),
  broken('countsVote', 'counts votes of earlier terms', ({ isCandidate, alreadyAnswered }) => isCandidate && !alreadyAnswered),
  broken('countsVote', 'takes a second answer of the same voter', ({ isCandidate, replyTerm, currentTerm }) =>
    isCandidate && replyTerm === currentTerm),
  broken('quorumSize', 'takes half of the voters for a majority', (voters) => Math.max(1, Math.floor(voters / 2))),
  broken('quorumSize', 'wants everybody', (voters) => voters),
  broken('resetsElectionTimer', 'restarts the timer on every vote request', () => true),
  broken('resetsElectionTimer', 'does not restart it on granting a vote', (occasion) => occasion === 'leaderHeard'),
  broken('resetsElectionTimer', 'does not restart it on hearing the leader', (occasion) => occasion === 'voteGranted'),
  broken('hardStateWrites', 'never writes the vote', ({ currentTerm }) => [{ currentTerm, votedFor: null }]),
  broken('hardStateWrites', 'writes term and vote one after the other', (state) => [{ ...state, votedFor: null }, state]),
  broken('hardStateWrites', 'writes neither term nor vote', () => []),
  broken('matchesPrevious', 'takes entries after anything', () => true),
  broken('matchesPrevious', 'takes them after any entry at that place', (haveTerm) => haveTerm !== null),
  broken('truncationPoint', 'cuts after prevLogIndex every time', ({ prevLogIndex }) => prevLogIndex + 1),
  broken('truncationPoint', 'never cuts', () => null),
  broken('ackedIndex', 'acknowledges its own last index', (_proven, lastLogIndex) => lastLogIndex),
  broken('ackedIndex', 'acknowledges one entry too few', (proven) => Math.max(0, proven - 1)),
  broken('matchAfterAck', 'believes every acknowledgement', (_match, acked) => acked),
  broken('matchAfterAck', 'adds up acknowledgements', (match, acked) => match + acked),
  broken('backtrack', 'always goes back one by one', ({ nextIndex }) => nextIndex - 1),
  broken('backtrack', 'always starts from the beginning', () => 1),
  broken('backtrack', 'never goes back by a term', ({ nextIndex, conflictTerm, conflictIndex }) =>
    conflictTerm === null ? conflictIndex : nextIndex - 1),
  broken('followerCommit', 'commits min(leaderCommit, own last index)', (leaderCommit, _proven, last) => Math.min(leaderCommit, last)),
  broken('followerCommit', 'commits everything that a message proves', (_leaderCommit, proven) => proven),
  broken('mayCommit', 'commits an entry of an earlier term by counting', () => true),
  broken('mayCommit', 'never commits by counting', () => false),
];

/** The variant of `rule` that does this. @throws if there is none */
export function variantOf(rule: keyof Rules, does: string): Rules {
  const found = brokenVariants.find((variant) => variant.rule === rule && variant.does === does);
  if (found === undefined) throw new Error(`no broken ${rule} that ${does}`);
  return found.rules;
}
