/** The ways a node changes its role, and the ones it can't: these stop the node, as it would be a bug of ours. Figure 4 */
import { describe, expect, it } from 'vitest';
import { becomeCandidate, becomeFollower, becomeLeader, becomePreCandidate } from './roles.ts';
import { paperRules } from './rules.ts';
import { beginStep, type Step } from './step.ts';
import { elect, nodeOf, type TestNode } from './testNode.ts';
import type { RaftNode } from './types.ts';

const stepOf = (node: RaftNode): Step => beginStep(node, paperRules, 0);
const fresh = (is: TestNode = {}): Step => stepOf(nodeOf(is));

function leading(): Step {
  const node = nodeOf();
  elect(node);
  return stepOf(node);
}

describe('roles', () => {
  it('P5.1: a term never falls', () => {
    expect(() => becomeFollower(fresh({ term: 3 }), 2)).toThrow(/term may not fall from 3 to 2/);
    const same = fresh({ term: 3, votedFor: 'S2' });
    becomeFollower(same, 3);
    expect([same.node.currentTerm, same.node.votedFor, same.hardStateChanged]).toEqual([3, 'S2', false]);
  });

  it('Figure 4: a leader doesn’t campaign', () => {
    expect(() => becomeCandidate(leading())).toThrow(/a leader may not campaign/);
    expect(() => becomePreCandidate(leading())).toThrow(/a leader may not campaign/);
  });

  it('P5.2, P6: nor does who has no vote', () => {
    for (const is of [{ id: 'S4', learners: ['S4'] }, { id: 'S9' }]) {
      expect(() => becomeCandidate(fresh(is))).toThrow(/no voter and may not campaign/);
      expect(() => becomePreCandidate(fresh(is))).toThrow(/no voter and may not campaign/);
    }
  });

  it('Figure 4: only a candidate comes to lead', () => {
    expect(() => becomeLeader(fresh())).toThrow(/a follower may not become leader/);
    expect(() => becomeLeader(leading())).toThrow(/a leader may not become leader/);
  });
});
