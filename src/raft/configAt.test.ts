import { describe, expect, it } from 'vitest';
import { audienceOf, watchesElections } from './configAt.ts';
import { paperRules } from './rules.ts';
import { appendEntries, deliver, elect, feed, nodeOf, persistAll } from './testNode.ts';
import type { Configuration, RaftNode } from './types.ts';

const without = (id: string): Configuration => ({
  voters: ['S1', 'S2', 'S3'].filter((voter) => voter !== id),
  votersOutgoing: [],
  learners: [],
});

/** S1 of three, which S2 has told of a configuration that leaves `id` out. */
function told(id: string, leaderCommit = 0): RaftNode {
  const node = nodeOf();
  const entries = [{ index: 1, term: 1, command: { config: without(id) } }];
  deliver(node, appendEntries({ entries, leaderCommit }));
  return node;
}

describe('a node that leaves', () => {
  it('T4.2.2: watches elections until it knows that the change is committed, and campaigns by its timer', () => {
    const node = told('S1');
    expect([node.role, watchesElections(node, paperRules)]).toEqual(['follower', true]);
    expect(feed(node, { kind: 'timer' }, 1000).notes.map(({ what }) => what)).toContain('electionStarted');
    expect(node.votes).toEqual({});
  });

  it('does nothing when it is told to campaign, as it is no voter of its configuration', () => {
    const node = told('S1');
    expect(feed(node, { kind: 'campaign' }).notes).toMatchObject([{ what: 'campaignIgnored' }]);
    expect(node.role).toBe('follower');
  });

  it('falls silent when the commit reaches it', () => {
    const node = told('S1', 1);
    expect([node.commitIndex, node.electionDeadline, watchesElections(node, paperRules)]).toEqual([1, null, false]);
  });

  it('needs no vote of its own: a majority of the others makes it leader', () => {
    const node = told('S1');
    feed(node, { kind: 'timer' }, 1000);
    persistAll(node, 1000);
    for (const from of ['S2', 'S3']) {
      expect(node.role).toBe('candidate');
      deliver(node, { type: 'RequestVoteReply', from, to: 'S1', term: 2, voteGranted: true }, 1001);
    }
    expect(node.role).toBe('leader');
  });
});

describe('whom a leader sends to', () => {
  it('fuzz seed 11328: a new leader sends to who leaves, too, so that it hears a leader and doesn’t campaign', () => {
    const node = told('S3');
    elect(node, 1000);
    expect(node.role).toBe('leader');
    expect(Object.keys(node.progress).sort()).toEqual(['S2', 'S3']);
  });

  it('is its configuration alone once that is committed', () => {
    const node = told('S3', 1);
    expect(audienceOf(node)).toEqual(['S2']);
    elect(node, 1000);
    expect(Object.keys(node.progress)).toEqual(['S2']);
  });
});
