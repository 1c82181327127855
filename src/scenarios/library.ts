/** The scenarios that come with the playground: for the page, and for tests, which run them all. A new one is a file and two lines here. */
import addNode from './library/add-node.json' with { type: 'json' };
import appendExtends from './library/append-extends.json' with { type: 'json' };
import appendFromStart from './library/append-from-start.json' with { type: 'json' };
import appendLate from './library/append-late.json' with { type: 'json' };
import appendRefusedConflict from './library/append-refused-conflict.json' with { type: 'json' };
import appendRefusedGap from './library/append-refused-gap.json' with { type: 'json' };
import appendReplaces from './library/append-replaces.json' with { type: 'json' };
import catchUpGivenUp from './library/catch-up-given-up.json' with { type: 'json' };
import changeBeforeOwnCommit from './library/change-before-own-commit.json' with { type: 'json' };
import checkQuorum from './library/check-quorum.json' with { type: 'json' };
import clientsRetry from './library/clients-retry.json' with { type: 'json' };
import clientsRetryBlindly from './library/clients-retry-blindly.json' with { type: 'json' };
import crashBeforeFsync from './library/crash-before-fsync.json' with { type: 'json' };
import dict from './library/dict.json' with { type: 'json' };
import duplicateAndReordered from './library/duplicate-and-reordered.json' with { type: 'json' };
import exactlyOnce from './library/exactly-once.json' with { type: 'json' };
import expiredSession from './library/expired-session.json' with { type: 'json' };
import figure7 from './library/figure-7.json' with { type: 'json' };
import figure8Committed from './library/figure-8-committed.json' with { type: 'json' };
import figure8Overwritten from './library/figure-8-overwritten.json' with { type: 'json' };
import firstElection from './library/first-election.json' with { type: 'json' };
import flowControl from './library/flow-control.json' with { type: 'json' };
import jointConsensus from './library/joint-consensus.json' with { type: 'json' };
import learnerPromoted from './library/learner-promoted.json' with { type: 'json' };
import leaseBroken from './library/lease-broken.json' with { type: 'json' };
import leaseDrift from './library/lease-drift.json' with { type: 'json' };
import leaseRead from './library/lease-read.json' with { type: 'json' };
import localRead from './library/local-read.json' with { type: 'json' };
import logRead from './library/log-read.json' with { type: 'json' };
import lostVote from './library/lost-vote.json' with { type: 'json' };
import oldLeaderReturns from './library/old-leader-returns.json' with { type: 'json' };
import oneWayCut from './library/one-way-cut.json' with { type: 'json' };
import partitionMinority from './library/partition-minority.json' with { type: 'json' };
import pausedLeader from './library/paused-leader.json' with { type: 'json' };
import prevoteBehind from './library/prevote-behind.json' with { type: 'json' };
import promotedLearnerVotes from './library/promoted-learner-votes.json' with { type: 'json' };
import raftosLab from './library/raftos-lab.json' with { type: 'json' };
import readIndex from './library/read-index.json' with { type: 'json' };
import readIndexWaits from './library/read-index-waits.json' with { type: 'json' };
import rebuildFast from './library/rebuild-fast.json' with { type: 'json' };
import rebuildSlow from './library/rebuild-slow.json' with { type: 'json' };
import refused from './library/refused.json' with { type: 'json' };
import rejoinWithPrevote from './library/rejoin-with-prevote.json' with { type: 'json' };
import rejoinWithoutPrevote from './library/rejoin-without-prevote.json' with { type: 'json' };
import removedLeader from './library/removed-leader.json' with { type: 'json' };
import removedNodeDisturbs from './library/removed-node-disturbs.json' with { type: 'json' };
import removedNodeIgnored from './library/removed-node-ignored.json' with { type: 'json' };
import sessionInSnapshot from './library/session-in-snapshot.json' with { type: 'json' };
import singleServerChange from './library/single-server-change.json' with { type: 'json' };
import snapshotByHand from './library/snapshot-by-hand.json' with { type: 'json' };
import snapshotChunks from './library/snapshot-chunks.json' with { type: 'json' };
import snapshotCrashBetweenChunks from './library/snapshot-crash-between-chunks.json' with { type: 'json' };
import snapshotDropsConflict from './library/snapshot-drops-conflict.json' with { type: 'json' };
import snapshotKeepsTail from './library/snapshot-keeps-tail.json' with { type: 'json' };
import snapshotThreshold from './library/snapshot-threshold.json' with { type: 'json' };
import splitVote from './library/split-vote.json' with { type: 'json' };
import stickiness from './library/stickiness.json' with { type: 'json' };
import transfer from './library/transfer.json' with { type: 'json' };
import transferGivenUp from './library/transfer-given-up.json' with { type: 'json' };
import voteLaterTerm from './library/vote-later-term.json' with { type: 'json' };
import voteLongerLog from './library/vote-longer-log.json' with { type: 'json' };
import voteOnce from './library/vote-once.json' with { type: 'json' };
import voteShorterLog from './library/vote-shorter-log.json' with { type: 'json' };

/** One scenario of the library. */
export interface LibraryScenario {
  /** Its file's name, for links. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The document as text, as a file would have it. */
  readonly text: string;
  /** Properties that it breaks on purpose. */
  readonly breaks: readonly string[];
}

/** Scenarios about one topic. */
export interface LibraryGroup {
  readonly title: string;
  readonly scenarios: readonly LibraryScenario[];
}

/** All of them, in the order in which a reader should meet them. */
export const libraryGroups: readonly LibraryGroup[] = [
  {
    title: 'Start here',
    scenarios: [
      entry('first-election', firstElection),
      entry('raftos-lab', raftosLab),
      entry('old-leader-returns', oldLeaderReturns),
      entry('partition-minority', partitionMinority),
      entry('dict', dict),
      entry('refused', refused),
    ],
  },
  {
    title: 'Elections',
    scenarios: [
      entry('split-vote', splitVote),
      entry('lost-vote', lostVote),
      entry('vote-shorter-log', voteShorterLog),
      entry('vote-longer-log', voteLongerLog),
      entry('vote-later-term', voteLaterTerm),
      entry('vote-once', voteOnce),
    ],
  },
  {
    title: 'Faults',
    scenarios: [
      entry('crash-before-fsync', crashBeforeFsync),
      entry('paused-leader', pausedLeader),
      entry('one-way-cut', oneWayCut),
      entry('duplicate-and-reordered', duplicateAndReordered),
    ],
  },
  {
    title: 'Replication',
    scenarios: [
      entry('figure-7', figure7),
      entry('rebuild-slow', rebuildSlow),
      entry('rebuild-fast', rebuildFast),
      entry('flow-control', flowControl),
      entry('figure-8-overwritten', figure8Overwritten),
      entry('figure-8-committed', figure8Committed),
      entry('append-extends', appendExtends),
      entry('append-replaces', appendReplaces),
      entry('append-from-start', appendFromStart),
      entry('append-late', appendLate),
      entry('append-refused-conflict', appendRefusedConflict),
      entry('append-refused-gap', appendRefusedGap),
    ],
  },
  {
    title: 'Keeping a leader',
    scenarios: [
      entry('rejoin-without-prevote', rejoinWithoutPrevote),
      entry('rejoin-with-prevote', rejoinWithPrevote),
      entry('prevote-behind', prevoteBehind),
      entry('check-quorum', checkQuorum),
      entry('stickiness', stickiness),
      entry('transfer', transfer),
      entry('transfer-given-up', transferGivenUp),
    ],
  },
  {
    title: 'Members',
    scenarios: [
      entry('joint-consensus', jointConsensus),
      entry('single-server-change', singleServerChange),
      entry('change-before-own-commit', changeBeforeOwnCommit),
      entry('learner-promoted', learnerPromoted),
      entry('promoted-learner-votes', promotedLearnerVotes),
      entry('add-node', addNode),
      entry('catch-up-given-up', catchUpGivenUp),
      entry('removed-leader', removedLeader),
      entry('removed-node-disturbs', removedNodeDisturbs),
      entry('removed-node-ignored', removedNodeIgnored),
    ],
  },
  {
    title: 'Snapshots',
    scenarios: [
      entry('snapshot-by-hand', snapshotByHand),
      entry('snapshot-threshold', snapshotThreshold),
      entry('snapshot-chunks', snapshotChunks),
      entry('snapshot-crash-between-chunks', snapshotCrashBetweenChunks),
      entry('snapshot-keeps-tail', snapshotKeepsTail),
      entry('snapshot-drops-conflict', snapshotDropsConflict),
    ],
  },
  {
    title: 'Reads',
    scenarios: [
      entry('log-read', logRead),
      entry('read-index', readIndex),
      entry('read-index-waits', readIndexWaits),
      entry('lease-read', leaseRead),
      entry('lease-drift', leaseDrift),
      entry('lease-broken', leaseBroken, ['Linearizability']),
      entry('local-read', localRead),
    ],
  },
  {
    title: 'Clients',
    scenarios: [
      entry('exactly-once', exactlyOnce),
      entry('clients-retry', clientsRetry),
      entry('clients-retry-blindly', clientsRetryBlindly),
      entry('expired-session', expiredSession),
      entry('session-in-snapshot', sessionInSnapshot),
    ],
  },
];

/** The same without their topics. */
export const library: readonly LibraryScenario[] = libraryGroups.flatMap(({ scenarios }) => scenarios);

function entry(
  id: string,
  document: { readonly name: string; readonly description: string },
  breaks: readonly string[] = [],
): LibraryScenario {
  const { name, description } = document;
  return { id, name, description, text: JSON.stringify(document), breaks };
}
