/** The scenarios that come with the playground: for the page, and for tests, which run them all. A new one is a file and a line here. */
import appendExtends from './library/append-extends.json' with { type: 'json' };
import appendFromStart from './library/append-from-start.json' with { type: 'json' };
import appendLate from './library/append-late.json' with { type: 'json' };
import appendRefusedConflict from './library/append-refused-conflict.json' with { type: 'json' };
import appendRefusedGap from './library/append-refused-gap.json' with { type: 'json' };
import appendReplaces from './library/append-replaces.json' with { type: 'json' };
import crashBeforeFsync from './library/crash-before-fsync.json' with { type: 'json' };
import dict from './library/dict.json' with { type: 'json' };
import duplicateAndReordered from './library/duplicate-and-reordered.json' with { type: 'json' };
import figure7 from './library/figure-7.json' with { type: 'json' };
import figure8Committed from './library/figure-8-committed.json' with { type: 'json' };
import figure8Overwritten from './library/figure-8-overwritten.json' with { type: 'json' };
import firstElection from './library/first-election.json' with { type: 'json' };
import lostVote from './library/lost-vote.json' with { type: 'json' };
import oldLeaderReturns from './library/old-leader-returns.json' with { type: 'json' };
import oneWayCut from './library/one-way-cut.json' with { type: 'json' };
import partitionMinority from './library/partition-minority.json' with { type: 'json' };
import pausedLeader from './library/paused-leader.json' with { type: 'json' };
import raftosLab from './library/raftos-lab.json' with { type: 'json' };
import rebuildFast from './library/rebuild-fast.json' with { type: 'json' };
import rebuildSlow from './library/rebuild-slow.json' with { type: 'json' };
import splitVote from './library/split-vote.json' with { type: 'json' };
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
}

/** All of them, in the order in which a reader should meet them. */
export const library: readonly LibraryScenario[] = [
  entry('first-election', firstElection),
  entry('raftos-lab', raftosLab),
  entry('old-leader-returns', oldLeaderReturns),
  entry('partition-minority', partitionMinority),
  entry('split-vote', splitVote),
  entry('lost-vote', lostVote),
  entry('crash-before-fsync', crashBeforeFsync),
  entry('paused-leader', pausedLeader),
  entry('one-way-cut', oneWayCut),
  entry('duplicate-and-reordered', duplicateAndReordered),
  entry('rebuild-slow', rebuildSlow),
  entry('rebuild-fast', rebuildFast),
  entry('dict', dict),
  entry('figure-7', figure7),
  entry('figure-8-overwritten', figure8Overwritten),
  entry('figure-8-committed', figure8Committed),
  entry('vote-shorter-log', voteShorterLog),
  entry('vote-longer-log', voteLongerLog),
  entry('vote-later-term', voteLaterTerm),
  entry('vote-once', voteOnce),
  entry('append-extends', appendExtends),
  entry('append-replaces', appendReplaces),
  entry('append-from-start', appendFromStart),
  entry('append-late', appendLate),
  entry('append-refused-conflict', appendRefusedConflict),
  entry('append-refused-gap', appendRefusedGap),
];

function entry(id: string, document: { readonly name: string; readonly description: string }): LibraryScenario {
  return { id, name: document.name, description: document.description, text: JSON.stringify(document) };
}
