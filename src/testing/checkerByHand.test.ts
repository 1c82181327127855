// Famous mistakes by the schedule that shows them, and the same schedule without the mistake.

import { describe, expect, it } from 'vitest';
import type { Rules } from '../raft/rules.ts';
import { freshCluster } from '../trace/run.ts';
import type { Violation } from '../trace/verdict.ts';
import { ByHand } from './byHand.ts';
import { prepared, terms } from './preparedLogs.ts';

const namesOf = (violations: readonly Violation[]): string[] =>
  [...new Set(violations.map(({ property }) => property))].sort();

const commitsOldTerms: Partial<Rules> = { mayCommit: () => true };
const forgetsItsVote: Partial<Rules> = {
  hardStateWrites: ({ currentTerm }) => [{ currentTerm, votedFor: null }],
};
const countsStaleVotes: Partial<Rules> = { countsVote: ({ isCandidate }) => isCandidate };

/** Figure 8 from (c) to (d): S1 brings entry 2 of term 2 to a majority, then S5 overwrites it. */
function figure8(rules: Partial<Rules>): string[] {
  const fresh = freshCluster(5, { noOpOnElection: false });
  const nodes = prepared(3, [terms(1, 2), terms(1, 2), terms(1), terms(1), terms(1, 3)]);
  const world = new ByHand({ ...fresh, nodes }, rules);
  world.do('campaign', 'S1').deliverAmong('S1', 'S2', 'S3').do('heartbeat', 'S1').deliverAmong('S1', 'S2', 'S3');
  expect(world.simulation.observed[2]?.disk.log.entries).toHaveLength(2);
  world.do('crash', 'S1').do('campaign', 'S5', 'S5').deliverAmong('S2', 'S3', 'S4', 'S5');
  world.do('heartbeat', 'S5').deliverAmong('S2', 'S3', 'S4', 'S5').do('heartbeat', 'S5');
  world.deliverAmong('S2', 'S3', 'S4', 'S5');
  expect(world.simulation.observed[2]?.disk.log.entries[1]?.term).toBe(3);
  return namesOf(world.checker.violations);
}

/** S2 votes for S1, crashes, and is asked by S3 in the same term. */
function votesAfterCrash(rules: Partial<Rules>): string[] {
  const world = new ByHand(freshCluster(3, { noOpOnElection: false }), rules);
  world.do('campaign', 'S1', 'S3').deliverAmong('S1', 'S2').do('crash', 'S2').do('restart', 'S2');
  return namesOf(world.deliverAmong('S2', 'S3').checker.violations);
}

/** S2's vote for S1 in term 1 is under way while S3 is elected in term 2, for which S1 campaigns too. */
function staleVote(rules: Partial<Rules>): string[] {
  const world = new ByHand(freshCluster(3), rules);
  world.do('campaign', 'S1').deliver('RequestVote', 'S1', 'S2').do('campaign', 'S1', 'S3', 'S3');
  world.deliverAmong('S2', 'S3').deliver('RequestVoteReply', 'S2', 'S1');
  return namesOf(world.checker.violations);
}

describe('a schedule made by hand', () => {
  it('Figure 8: an old term committed by counting is lost', () => {
    expect(figure8({})).toEqual([]);
    expect(figure8(commitsOldTerms)).toEqual([
      'Commit Rule',
      'Leader Completeness',
      'State Machine Safety',
      'Truncation Safety',
    ]);
  });

  it('a stale vote that is counted elects two leaders of one term', () => {
    expect(staleVote({})).toEqual([]);
    expect(staleVote(countsStaleVotes)).toEqual(['Election Safety']);
  });

  it('a vote that was not persisted elects two leaders of one term', () => {
    expect(votesAfterCrash({})).toEqual([]);
    expect(votesAfterCrash(forgetsItsVote)).toEqual(['Election Safety', 'One Vote', 'Persist Before Send']);
  });
});
