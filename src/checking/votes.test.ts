import { describe, expect, it } from 'vitest';
import type { RequestVote, RequestVoteReply } from '../raft/types.ts';
import { campaign, follow, properties, sync, TestWatch } from './testWatch.ts';

const reply = (from: string, to: string, term: number): RequestVoteReply => ({
  type: 'RequestVoteReply',
  from,
  to,
  term,
  voteGranted: true,
});

describe('One Vote', () => {
  it('holds when the vote goes to another candidate in a later term', () => {
    const watch = new TestWatch([{}, {}, {}]);
    for (const [term, candidate] of [[1, 'S1'], [2, 'S3'], [3, 'S1']] as const) {
      watch.event('S2', (node, disk) => {
        follow(node, term, candidate);
        sync(node, disk);
      });
    }
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by another vote in the same term, even if the first never reached the disk', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', (node) => follow(node, 1, 'S1'));
    const found = watch.event('S2', (node) => follow(node, 1, 'S3'));
    expect(properties(found)).toEqual(['One Vote']);
    expect(found[0]?.detail).toBe(
      'S2 voted for S1 in term 1 and now, in memory, for S3 in the same term.',
    );
  });

  it('is broken by a vote after the first was cleared in the same term', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', (node) => follow(node, 1, 'S2'));
    expect(watch.event('S2', (node) => follow(node, 1, null))).toEqual([]);
    expect(properties(watch.event('S2', (node) => follow(node, 1, 'S3')))).toEqual(['One Vote']);
  });

  it('lets a vote that was only in memory be another after a crash', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', (node) => follow(node, 1, 'S1'));
    watch.crash('S2');
    watch.restart('S2');
    watch.event('S2', (node, disk) => {
      follow(node, 1, 'S3');
      sync(node, disk);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken when a durable vote is another after a crash', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', (node, disk) => {
      follow(node, 1, 'S1');
      sync(node, disk);
    });
    watch.crash('S2');
    watch.restart('S2', (node) => follow(node, 1, null));
    expect(properties(watch.event('S2', (node) => follow(node, 1, 'S3')))).toEqual(['One Vote']);
  });

  it('is told once, though memory and disk both come to show it', () => {
    const watch = new TestWatch([{ term: 1, votedFor: 'S1' }, {}, {}]);
    watch.event('S1', (node) => follow(node, 1, 'S3'));
    watch.fsync('S1');
    expect(watch.quick.violations).toHaveLength(1);
  });

  it('is broken when a vote that was sent is another after a crash', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', (node) => follow(node, 1, 'S1'), { sent: [reply('S2', 'S1', 1)] });
    watch.crash('S2');
    watch.restart('S2');
    expect(properties(watch.event('S2', (node) => follow(node, 1, 'S3')))).toEqual(['One Vote']);
  });

  it('is broken when a candidate that has asked for votes votes for another after a crash', () => {
    const watch = new TestWatch([{}, {}, {}]);
    const request: RequestVote = {
      type: 'RequestVote',
      from: 'S2',
      to: 'S1',
      term: 1,
      lastLogIndex: 0,
      lastLogTerm: 0,
      transfer: false,
    };
    watch.event('S2', campaign, { sent: [request] });
    watch.crash('S2');
    watch.restart('S2');
    expect(properties(watch.event('S2', (node) => follow(node, 1, 'S3')))).toEqual(['One Vote']);
  });

  it('is broken by a disk whose term and vote were written apart', () => {
    const watch = new TestWatch([{ term: 1, votedFor: 'S1' }, {}, {}]);
    const found = watch.event('S1', (_, disk) => {
      disk.votedFor = 'S3';
    });
    expect(properties(found)).toEqual(['One Vote']);
  });

  it('counts a refusal as no vote', () => {
    const watch = new TestWatch([{}, {}, {}]);
    watch.event('S2', () => undefined, { sent: [{ ...reply('S2', 'S1', 1), voteGranted: false }] });
    watch.event('S2', (node, disk) => {
      follow(node, 1, 'S3');
      sync(node, disk);
    });
    expect(watch.quick.violations).toEqual([]);
  });
});
