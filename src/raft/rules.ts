/**
 * Every decision the paper names, as one small function each. The protocol
 * files ask this table and never decide by themselves, so that a rule can be
 * cited, tested and swapped: a famous bug is `{ ...paperRules, mayCommit: … }`.
 * Names and sections for the reader are in ruleBook.ts, under the same ids.
 */
import type { Configuration, LogIndex, NodeId, Term } from './types.ts';

/** What has just happened to a node that might restart its election timer. */
export type TimerOccasion = 'voteGranted' | 'voteRefused' | 'leaderHeard';

/** What a candidate knows when a vote reply comes in. */
export interface VoteReplyFacts {
  readonly replyTerm: Term;
  readonly currentTerm: Term;
  readonly isCandidate: boolean;
  readonly alreadyAnswered: boolean;
}

/** A refusal's hint, and what the leader's own log says to it. P5.3 */
export interface BacktrackFacts {
  readonly fast: boolean;
  readonly nextIndex: LogIndex;
  readonly conflictTerm: Term | null;
  readonly conflictIndex: LogIndex;
  /** The leader's last entry of conflictTerm at or below the refused index; null if it has none. */
  readonly lastOfConflictTerm: LogIndex | null;
}

export interface HardState {
  readonly currentTerm: Term;
  readonly votedFor: NodeId | null;
}

export interface Rules {
  /** P5.1: a higher term makes any node a follower. */
  stepsDown(messageTerm: Term, currentTerm: Term): boolean;
  /** P5.1: an earlier term's message is refused. */
  isStale(messageTerm: Term, currentTerm: Term): boolean;
  /** P5.2: the vote that is in force after becoming a follower in `newTerm`. */
  voteAfterTermChange(oldTerm: Term, newTerm: Term, votedFor: NodeId | null): NodeId | null;
  /** P5.2: only a voter of its own configuration campaigns. */
  mayCampaign(config: Configuration, id: NodeId): boolean;
  /** P5.2: first come, first served, once a term. */
  mayVoteFor(votedFor: NodeId | null, candidate: NodeId): boolean;
  /** P5.4.1: the later last term wins; with equal terms, the longer log. */
  logIsUpToDate(
    candidateLastTerm: Term,
    candidateLastIndex: LogIndex,
    lastLogTerm: Term,
    lastLogIndex: LogIndex,
  ): boolean;
  /** P5.2: only a current reply, once per voter. */
  countsVote(facts: VoteReplyFacts): boolean;
  /** P5.2: ⌊n/2⌋ + 1. */
  quorumSize(voters: number): number;
  /** P5.2: what restarts the election timer. */
  resetsElectionTimer(occasion: TimerOccasion): boolean;
  /** P Fig. 2: term and vote go to disk together. One element per atomic write. */
  hardStateWrites(state: HardState): readonly HardState[];
  /** P5.3: does the follower hold the entry before the new ones? `haveTerm` is null beyond its log. */
  matchesPrevious(haveTerm: Term | null, prevLogTerm: Term): boolean;
  /** P5.3: where to cut, given the first conflicting index (null: none). */
  truncationPoint(firstConflict: LogIndex | null, prevLogIndex: LogIndex, lastLogIndex: LogIndex): LogIndex | null;
  /** P Fig. 2: what a success acknowledges. */
  ackedIndex(proven: LogIndex, lastLogIndex: LogIndex): LogIndex;
  /** P Fig. 2: matchIndex after an acknowledgement. */
  matchAfterAck(matchIndex: LogIndex, acked: LogIndex): LogIndex;
  /** P5.3: nextIndex after a refusal. */
  backtrack(facts: BacktrackFacts): LogIndex;
  /** P Fig. 2: a follower's commitIndex. */
  followerCommit(leaderCommit: LogIndex, proven: LogIndex, lastLogIndex: LogIndex): LogIndex;
  /** P5.4.2: may the leader commit this entry by counting copies? */
  mayCommit(entryTerm: Term, currentTerm: Term): boolean;
}

export const paperRules: Rules = {
  stepsDown: (messageTerm, currentTerm) => messageTerm > currentTerm,
  isStale: (messageTerm, currentTerm) => messageTerm < currentTerm,
  voteAfterTermChange: (oldTerm, newTerm, votedFor) => (newTerm > oldTerm ? null : votedFor),
  mayCampaign: (config, id) => config.voters.includes(id) || config.votersOutgoing.includes(id),
  mayVoteFor: (votedFor, candidate) => votedFor === null || votedFor === candidate,
  logIsUpToDate: (candidateLastTerm, candidateLastIndex, lastLogTerm, lastLogIndex) =>
    candidateLastTerm > lastLogTerm ||
    (candidateLastTerm === lastLogTerm && candidateLastIndex >= lastLogIndex),
  countsVote: ({ replyTerm, currentTerm, isCandidate, alreadyAnswered }) =>
    isCandidate && replyTerm === currentTerm && !alreadyAnswered,
  quorumSize: (voters) => Math.floor(voters / 2) + 1,
  resetsElectionTimer: (occasion) => occasion !== 'voteRefused',
  hardStateWrites: (state) => [state],
  matchesPrevious: (haveTerm, prevLogTerm) => haveTerm === prevLogTerm,
  truncationPoint: (firstConflict) => firstConflict,
  ackedIndex: (proven) => proven,
  matchAfterAck: (matchIndex, acked) => Math.max(matchIndex, acked),
  backtrack: ({ fast, nextIndex, conflictTerm, conflictIndex, lastOfConflictTerm }) => {
    if (!fast) return nextIndex - 1;
    if (conflictTerm !== null && lastOfConflictTerm !== null) return lastOfConflictTerm + 1;
    return conflictIndex;
  },
  followerCommit: (leaderCommit, proven) => Math.min(leaderCommit, proven),
  mayCommit: (entryTerm, currentTerm) => entryTerm === currentTerm,
};
