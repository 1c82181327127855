import { describe, expect, it } from 'vitest';
import { preVote, preVoteReply, timeoutNow } from '../raft/testMessages.ts';
import type { RaftNode } from '../raft/types.ts';
import { arrival, campaign, follow, properties, TestWatch } from './testWatch.ts';

const asks = (node: RaftNode): void => {
  node.role = 'preCandidate';
};

/** S1 of five asks for pre-votes. */
function asking(): TestWatch {
  const watch = new TestWatch([{}, {}, {}, {}, {}], { preVote: true });
  watch.event('S1', asks, { kind: 'timer' });
  return watch;
}

const nothing = (): void => undefined;

describe('pre-votes', () => {
  it('may change role and nothing else, until a majority makes a candidate', () => {
    const watch = asking();
    watch.event('S1', nothing, arrival(preVoteReply()));
    watch.event('S1', campaign, arrival(preVoteReply({ from: 'S3' })));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('count once each, only if granted, and only for the term that was asked about', () => {
    for (const second of [preVoteReply(), preVoteReply({ from: 'S3', voteGranted: false }), preVoteReply({ from: 'S3', forTerm: 2 })]) {
      const watch = asking();
      watch.event('S1', nothing, arrival(preVoteReply()));
      const found = watch.event('S1', campaign, arrival(second));
      expect(properties(found)).toEqual(['Votes For Oneself']);
      expect(found[0]?.detail).toBe('S1 campaigns in term 1 with PreVote on, but only S1, S2 would have voted for it.');
    }
  });

  it('are forgotten when the node has asked no more in between', () => {
    const watch = asking();
    watch.event('S1', nothing, arrival(preVoteReply()));
    watch.event('S1', (node) => {
      node.role = 'follower';
    });
    watch.event('S1', asks, { kind: 'timer' });
    expect(properties(watch.event('S1', campaign, arrival(preVoteReply({ from: 'S3' }))))).toEqual(['Votes For Oneself']);
  });

  it('are asked of nobody when the leader hands over, or where PreVote is off', () => {
    const watch = new TestWatch([{}, {}, {}], { preVote: true });
    watch.event('S1', campaign, arrival(timeoutNow()));
    expect(watch.quick.violations).toEqual([]);
    const off = new TestWatch([{}, {}, {}]);
    off.event('S1', campaign, { kind: 'timer' });
    expect(off.quick.violations).toEqual([]);
    const on = new TestWatch([{}, {}, {}], { preVote: true });
    expect(properties(on.event('S1', campaign, { kind: 'timer' }))).toEqual(['Votes For Oneself']);
  });

  it('answered must leave term and vote alone', () => {
    const watch = new TestWatch([{}, {}, {}], { preVote: true });
    const found = watch.event('S1', (node) => follow(node, 1, 'S2'), arrival(preVote()));
    expect(properties(found)).toEqual(['Votes For Oneself']);
    expect(found[0]?.detail).toBe('S1 answered a PreVote and went from term 0 and no vote to term 1 and a vote for S2.');
    const raised = new TestWatch([{}, {}, {}], { preVote: true });
    expect(properties(raised.event('S1', (node) => follow(node, 1, null), arrival(preVote())))).toEqual(['Votes For Oneself']);
  });

  it('may teach a later term, and no other', () => {
    const watch = asking();
    watch.event('S1', (node) => follow(node, 4, null), arrival(preVoteReply({ term: 4, voteGranted: false })));
    expect(watch.quick.violations).toEqual([]);
    const wrong = asking().event('S1', (node) => follow(node, 5, null), arrival(preVoteReply({ term: 4 })));
    expect(properties(wrong)).toEqual(['Votes For Oneself']);
  });
});
