/**
 * The bug zoo: mistakes that real implementations of Raft have made, each an
 * override of one rule of the core. Switched on by name in a cluster's `bugs`.
 * A schedule that shows each is in scenarios/zoo; src/testing/bugZoo.test.ts
 * holds that it breaks what it is said to, and that the paper's rule doesn't.
 */
import type { Rules } from '../raft/rules.ts';
import type { DurableState } from '../raft/types.ts';

/** Names that scenario files and links use. */
export type BugName = string;

export interface Bug {
  /** Its place in the list that teachers know, from 1. */
  readonly number: number;
  readonly name: BugName;
  /** What an implementation with it does, as a clause after "a node that …". */
  readonly does: string;
  /** The invariant that sees it; `Liveness`: nobody leads though a majority could. */
  readonly breaks: string;
  /** Implementations that had it, with the issue. */
  readonly seenIn: string;
  readonly rule: keyof Rules;
  readonly override: Partial<Rules>;
}

function bug<R extends keyof Rules>(
  number: number,
  name: BugName,
  does: string,
  breaks: string,
  seenIn: string,
  rule: R,
  wrong: Rules[R],
): Bug {
  return { number, name, does, breaks, seenIn, rule, override: { [rule]: wrong } };
}

const EMPTY_DISK: DurableState = {
  currentTerm: 0,
  votedFor: null,
  log: { entries: [], snapshotIndex: 0, snapshotTerm: 0 },
  snapshot: null,
};

export const bugZoo: readonly Bug[] = [
  bug(1, 'commits-old-term', 'commits an entry of an earlier term by counting its copies', 'Commit Rule',
    'LogCabin #44, canonical/raft #220, PySyncObj #169', 'mayCommit', () => true),
  bug(2, 'forgets-its-vote', 'does not write its vote to disk', 'One Vote',
    'seaweedfs/raft #9, raftos', 'hardStateWrites', (state) => [{ ...state, votedFor: null }]),
  bug(3, 'writes-term-and-vote-apart', 'writes a new vote before the new term, and may crash between the two', 'One Vote',
    'hashicorp/raft #661', 'hardStateWrites', (state, before) =>
      state.currentTerm > before.currentTerm && state.votedFor !== null
        ? [{ ...before, votedFor: state.votedFor }, state]
        : [state]),
  bug(4, 'clears-its-vote', 'forgets its vote when it steps down within its term', 'One Vote',
    'CCF #5891, Camunda #5368, raftos', 'voteAfterTermChange', () => null),
  bug(5, 'votes-blindly', 'votes without comparing the logs', 'Leader Completeness',
    'the paper’s own example of what must not be, P5.4.1', 'logIsUpToDate', () => true),
  bug(6, 'truncates-always', 'cuts its log after prevLogIndex on every AppendEntries', 'Truncation Safety',
    'CCF #5991, the MIT lab’s guide', 'truncationPoint', ({ prevLogIndex, snapshotIndex }) =>
      Math.max(prevLogIndex, snapshotIndex) + 1),
  bug(7, 'keeps-conflicts', 'overwrites a conflicting entry in place and keeps what follows it', 'Log Matching',
    'student implementations', 'truncationPoint', () => null),
  bug(8, 'commits-own-last-index', 'commits min(leaderCommit, its own last index)', 'State Machine Safety',
    'copycat #265, ScyllaDB #9965, raftos', 'followerCommit', (leaderCommit, _proven, lastLogIndex) =>
      Math.min(leaderCommit, lastLogIndex)),
  bug(9, 'believes-every-ack', 'takes matchIndex from any acknowledgement, however late', 'Monotone State',
    'raftos #25, etcd PR 1761', 'matchAfterAck', (_matchIndex, acked) => acked),
  bug(10, 'reads-before-no-op', 'serves ReadIndex before its no-op has committed', 'Linearizability',
    'etcd #7331, TiKV PR 9239', 'mayServeReads', () => true),
  bug(11, 'restarts-timer-on-every-request', 'restarts its election timer on every vote request', 'Liveness',
    'nats-server PR 5315', 'resetsElectionTimer', () => true),
  bug(12, 'keeps-timer-on-grant', 'does not restart its election timer when it grants a vote', 'Liveness',
    'jgroups-raft #45, raftos', 'resetsElectionTimer', (occasion) => occasion === 'leaderHeard'),
  bug(13, 'changes-members-too-early', 'changes the members before it has committed an entry of its own term', 'Leader Completeness',
    'raft-dev, 2015', 'mayChangeMembers', () => true),
  bug(14, 'drops-stale-pre-votes', 'drops a pre-vote of an earlier term without a word', 'Liveness',
    'etcd #8243', 'answersStalePreVote', () => false),
  bug(15, 'keeps-tail-after-snapshot', 'keeps a conflicting tail when it installs a snapshot', 'Log Matching',
    'hashicorp/raft PR 704, Camunda #6092', 'keepsTail', () => true),
  bug(16, 'learners-refuse-votes', 'refuses its vote as long as it believes to be a learner', 'Liveness',
    'etcd PR 10998', 'mayGrantVotes', (isLearner) => !isLearner),
  bug(17, 'returns-with-empty-disk', 'comes back under its old name with an empty disk', 'Election Safety',
    'RethinkDB #5289 (Jepsen)', 'recover', () => EMPTY_DISK),
  bug(18, 'takes-compacted-for-conflict', 'takes a prevLogIndex that it has compacted for a conflict, and cuts all', 'Truncation Safety',
    'openraft #511', 'truncationPoint', ({ firstConflict, prevLogIndex, snapshotIndex }) =>
      prevLogIndex < snapshotIndex ? snapshotIndex + 1 : firstConflict),
  bug(19, 'no-deduplication', 'applies a retried command again', 'Linearizability',
    'T6.3', 'isRepeated', () => false),
  bug(20, 'counts-stale-votes', 'counts votes that were given to it in earlier terms', 'Election Safety',
    'raftos', 'countsVote', ({ isCandidate }) => isCandidate),
  bug(21, 'half-is-enough', 'takes half of an even cluster for a majority', 'Election Safety',
    'raftos (2 of 4)', 'quorumSize', (voters) => Math.max(1, Math.floor(voters / 2))),
  bug(22, 'lease-without-drift', 'trusts its clock: its lease leaves no room for drift', 'Linearizability',
    'T6.4.1', 'leaseMs', (leastTimeoutMs) => leastTimeoutMs),
];
