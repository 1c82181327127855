/** Every rule of the core, broken in ways that real implementations have been. */
import { paperRules, type Rules } from '../raft/rules.ts';
import type { DurableState } from '../raft/types.ts';

export interface BrokenVariant {
  readonly rule: keyof Rules;
  /** What this variant does instead. */
  readonly does: string;
  readonly rules: Rules;
}

function broken<R extends keyof Rules>(rule: R, does: string, wrong: Rules[R]): BrokenVariant {
  return { rule, does, rules: { ...paperRules, [rule]: wrong } };
}

const emptyDisk: DurableState = {
  currentTerm: 0,
  votedFor: null,
  log: { entries: [], snapshotIndex: 0, snapshotTerm: 0 },
  snapshot: null,
};

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
  broken('recover', 'comes back with an empty disk', () => emptyDisk),
  broken('recover', 'comes back without its vote', (disk) => ({ ...disk, votedFor: null })),
  broken('ignoresVoteRequest', 'takes part in every election', () => false),
  broken('ignoresVoteRequest', 'passes over every request', () => true),
  broken('mayGrantVotes', 'gives no vote as a learner', (isLearner) => !isLearner),
  broken('mayGrantVotes', 'never gives its vote', () => false),
  broken('answersStalePreVote', 'drops a pre-vote of an earlier term', () => false),
  broken('answersStalePreVote', 'answers only one of a later term', (proposedTerm, currentTerm) => proposedTerm > currentTerm),
  broken('mayCompact', 'compacts what is not applied', (upTo, _lastApplied, snapshotIndex) => upTo > snapshotIndex),
  broken('mayCompact', 'takes a snapshot before the last', (upTo, lastApplied) => upTo <= lastApplied),
  broken('installsSnapshot', 'installs every snapshot', () => true),
  broken('installsSnapshot', 'installs none', () => false),
  broken('keepsTail', 'keeps a conflicting tail', () => true),
  broken('keepsTail', 'discards newer entries', () => false),
  broken('mayChangeMembers', 'changes members before an own commit', () => true),
  broken('mayChangeMembers', 'never changes members', () => false),
  broken('oneChangeAtATime', 'takes a change while another is not committed', () => true),
  broken('oneChangeAtATime', 'takes one change for ever', (configIndex) => configIndex === 0),
  broken('isCaughtUp', 'waits for nobody', () => true),
  broken('isCaughtUp', 'wants more than there was', (matchIndex, target) => matchIndex > target),
  broken('mayServeReads', 'reads before its no-op has committed', () => true),
  broken('mayServeReads', 'never reads by itself', () => false),
  broken('leaseMs', 'leaves no room for drift', (leastTimeoutMs) => leastTimeoutMs),
  broken('leaseMs', 'takes the bound for what clocks run too slow', (leastTimeoutMs, bound) => leastTimeoutMs * (1 + bound)),
  broken('isRepeated', 'applies a retried command again', () => false),
  broken('isRepeated', 'takes each next command for a retry of the last', (seq, lastSeq) => seq <= lastSeq + 1),
];

/** The variant of `rule` that does this. @throws if there is none */
export function variantOf(rule: keyof Rules, does: string): Rules {
  const found = brokenVariants.find((variant) => variant.rule === rule && variant.does === does);
  if (found === undefined) throw new Error(`no broken ${rule} that ${does}`);
  return found.rules;
}
