/**
 * Every decision the paper names, as one small function each. The protocol
 * files ask this table and never decide by themselves, so that a rule can be
 * cited, tested and swapped: a famous bug is `{ ...paperRules, mayCommit: … }`.
 * Names and sections for the reader are in ruleBook.ts, under the same ids.
 */
import type { Configuration, DurableState, LogIndex, NodeId, Term } from './types.ts';

/** What has just happened to a node that might restart its election timer. */
export type TimerOccasion = 'voteGranted' | 'voteRefused' | 'leaderHeard';

/** What a candidate knows when a vote reply comes in. */
export interface VoteReplyFacts {
  readonly replyTerm: Term;
  readonly currentTerm: Term;
  readonly isCandidate: boolean;
  readonly alreadyAnswered: boolean;
}

/** A follower's log and what an AppendEntries says to it. P5.3 */
export interface TruncationFacts {
  /** The first entry that the log has with another term; null: none. */
  readonly firstConflict: LogIndex | null;
  readonly prevLogIndex: LogIndex;
  readonly lastLogIndex: LogIndex;
  /** Entries up to here are compacted away. */
  readonly snapshotIndex: LogIndex;
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

/** What a node knows when somebody asks for its vote, real or not. P6, T4.2.3, T9.6 */
export interface StickinessFacts {
  /** Time since a leader was heard (0 for a leader that is heard by a majority); null: never. */
  readonly heardMsAgo: number | null;
  readonly leastTimeoutMs: number;
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
  hardStateWrites(state: HardState, before: HardState): readonly HardState[];
  /** P Fig. 2: what a process that starts again takes from its disk. */
  recover(disk: DurableState): DurableState;
  /** P5.3: does the follower hold the entry before the new ones? `haveTerm` is null beyond its log. */
  matchesPrevious(haveTerm: Term | null, prevLogTerm: Term): boolean;
  /** P5.3: where to cut, given the first conflicting index (null: none). */
  truncationPoint(facts: TruncationFacts): LogIndex | null;
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
  /** P6, T4.2.3: a node that heard a leader within the least election timeout takes no part in an election. */
  ignoresVoteRequest(facts: StickinessFacts): boolean;
  /** T4.2.1: a node votes by its log, whether or not it knows that it is a voter. */
  mayGrantVotes(isLearner: boolean): boolean;
  /** T9.6: a pre-vote of an earlier term is answered, so that the asker learns the term. */
  answersStalePreVote(proposedTerm: Term, currentTerm: Term): boolean;
  /** P7: no snapshot beyond what is applied, nor before the last. */
  mayCompact(upTo: LogIndex, lastApplied: LogIndex, snapshotIndex: LogIndex): boolean;
  /** P7: a snapshot that brings nothing new is not installed. */
  installsSnapshot(lastIncludedIndex: LogIndex, commitIndex: LogIndex): boolean;
  /** P7, Fig. 13: entries after the snapshot stay if the log has the snapshot's last entry. `haveTerm` is null if it holds none there. */
  keepsTail(haveTerm: Term | null, lastIncludedTerm: Term): boolean;
  /** T4.1: the leader has to have committed an entry of its own term before. `commitTerm` is that of its last committed entry. */
  mayChangeMembers(commitTerm: Term, currentTerm: Term): boolean;
  /** P6, T4.1: one uncommitted configuration at a time. */
  oneChangeAtATime(configIndex: LogIndex, commitIndex: LogIndex, isJoint: boolean): boolean;
  /** T4.2.1: a new voter has caught up when it holds what the leader had when the last round began. */
  isCaughtUp(matchIndex: LogIndex, target: LogIndex): boolean;
  /** T6.4: a leader reads by itself only when it has committed an entry of its own term. */
  mayServeReads(commitTerm: Term, currentTerm: Term): boolean;
  /** T6.4.1: how long after a round began no other leader can be, in ms of the leader's clock. */
  leaseMs(leastTimeoutMs: number, clockDriftBound: number): number;
  /** T6.3: has the client's session had this command before? */
  isRepeated(seq: number, lastSeq: number): boolean;
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
  recover: (disk) => disk,
  matchesPrevious: (haveTerm, prevLogTerm) => haveTerm === prevLogTerm,
  truncationPoint: ({ firstConflict }) => firstConflict,
  ackedIndex: (proven) => proven,
  matchAfterAck: (matchIndex, acked) => Math.max(matchIndex, acked),
  backtrack: ({ fast, nextIndex, conflictTerm, conflictIndex, lastOfConflictTerm }) => {
    if (!fast) return nextIndex - 1;
    if (conflictTerm !== null && lastOfConflictTerm !== null) return lastOfConflictTerm + 1;
    return conflictIndex;
  },
  followerCommit: (leaderCommit, proven) => Math.min(leaderCommit, proven),
  mayCommit: (entryTerm, currentTerm) => entryTerm === currentTerm,
  ignoresVoteRequest: ({ heardMsAgo, leastTimeoutMs }) =>
    heardMsAgo !== null && heardMsAgo < leastTimeoutMs,
  mayGrantVotes: () => true,
  answersStalePreVote: () => true,
  mayCompact: (upTo, lastApplied, snapshotIndex) => upTo > snapshotIndex && upTo <= lastApplied,
  installsSnapshot: (lastIncludedIndex, commitIndex) => lastIncludedIndex > commitIndex,
  keepsTail: (haveTerm, lastIncludedTerm) => haveTerm === lastIncludedTerm,
  mayChangeMembers: (commitTerm, currentTerm) => commitTerm === currentTerm,
  oneChangeAtATime: (configIndex, commitIndex, isJoint) => configIndex <= commitIndex && !isJoint,
  isCaughtUp: (matchIndex, target) => matchIndex >= target,
  mayServeReads: (commitTerm, currentTerm) => commitTerm === currentTerm,
  leaseMs: (leastTimeoutMs, clockDriftBound) => leastTimeoutMs / (1 + clockDriftBound),
  isRepeated: (seq, lastSeq) => seq <= lastSeq,
};
