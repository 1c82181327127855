/** The bug zoo's schedules: for each bug of bugs/zoo.ts a short run that shows it. With the bug taken out, the same run is clean. */
import believesEveryAck from './zoo/09-believes-every-ack.json' with { type: 'json' };
import changesMembersTooEarly from './zoo/13-changes-members-too-early.json' with { type: 'json' };
import clearsItsVote from './zoo/04-clears-its-vote.json' with { type: 'json' };
import commitsOldTerm from './zoo/01-commits-old-term.json' with { type: 'json' };
import commitsOwnLastIndex from './zoo/08-commits-own-last-index.json' with { type: 'json' };
import countsStaleVotes from './zoo/20-counts-stale-votes.json' with { type: 'json' };
import dropsStalePreVotes from './zoo/14-drops-stale-pre-votes.json' with { type: 'json' };
import forgetsItsVote from './zoo/02-forgets-its-vote.json' with { type: 'json' };
import halfIsEnough from './zoo/21-half-is-enough.json' with { type: 'json' };
import keepsConflicts from './zoo/07-keeps-conflicts.json' with { type: 'json' };
import keepsTailAfterSnapshot from './zoo/15-keeps-tail-after-snapshot.json' with { type: 'json' };
import keepsTimerOnGrant from './zoo/12-keeps-timer-on-grant.json' with { type: 'json' };
import learnersRefuseVotes from './zoo/16-learners-refuse-votes.json' with { type: 'json' };
import leaseWithoutDrift from './zoo/22-lease-without-drift.json' with { type: 'json' };
import noDeduplication from './zoo/19-no-deduplication.json' with { type: 'json' };
import readsBeforeNoOp from './zoo/10-reads-before-no-op.json' with { type: 'json' };
import restartsTimerOnEveryRequest from './zoo/11-restarts-timer-on-every-request.json' with { type: 'json' };
import returnsWithEmptyDisk from './zoo/17-returns-with-empty-disk.json' with { type: 'json' };
import takesCompactedForConflict from './zoo/18-takes-compacted-for-conflict.json' with { type: 'json' };
import truncatesAlways from './zoo/06-truncates-always.json' with { type: 'json' };
import votesBlindly from './zoo/05-votes-blindly.json' with { type: 'json' };
import writesTermAndVoteApart from './zoo/03-writes-term-and-vote-apart.json' with { type: 'json' };

/** A schedule of the zoo. */
export interface ZooScenario {
  /** The bug's name. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The document as text, as a file would have it. */
  readonly text: string;
}

/** All 22, in the zoo's order. */
export const zooScenarios: readonly ZooScenario[] = [
  entry('commits-old-term', commitsOldTerm),
  entry('forgets-its-vote', forgetsItsVote),
  entry('writes-term-and-vote-apart', writesTermAndVoteApart),
  entry('clears-its-vote', clearsItsVote),
  entry('votes-blindly', votesBlindly),
  entry('truncates-always', truncatesAlways),
  entry('keeps-conflicts', keepsConflicts),
  entry('commits-own-last-index', commitsOwnLastIndex),
  entry('believes-every-ack', believesEveryAck),
  entry('reads-before-no-op', readsBeforeNoOp),
  entry('restarts-timer-on-every-request', restartsTimerOnEveryRequest),
  entry('keeps-timer-on-grant', keepsTimerOnGrant),
  entry('changes-members-too-early', changesMembersTooEarly),
  entry('drops-stale-pre-votes', dropsStalePreVotes),
  entry('keeps-tail-after-snapshot', keepsTailAfterSnapshot),
  entry('learners-refuse-votes', learnersRefuseVotes),
  entry('returns-with-empty-disk', returnsWithEmptyDisk),
  entry('takes-compacted-for-conflict', takesCompactedForConflict),
  entry('no-deduplication', noDeduplication),
  entry('counts-stale-votes', countsStaleVotes),
  entry('half-is-enough', halfIsEnough),
  entry('lease-without-drift', leaseWithoutDrift),
];

function entry(id: string, document: { readonly name: string; readonly description: string }): ZooScenario {
  return { id, name: document.name, description: document.description, text: JSON.stringify(document) };
}
