import { describe, expect, it } from 'vitest';
import type { AppendEntriesReply } from '../raft/types.ts';
import { appendEntriesReply, requestVote, requestVoteReply } from '../trace/testEvent.ts';
import { append, campaign, commit, committed, compact, elected, entry, follow, properties, sync, TestWatch } from './testWatch.ts';

const nothing = (): void => undefined;

describe('Persist Before Send, votes', () => {
  it('holds when the vote is on disk', () => {
    const watch = new TestWatch([{}, {}, {}, {}, {}]);
    watch.event(
      'S2',
      (node, disk) => {
        follow(node, 4, 'S5');
        sync(node, disk);
      },
      { sent: [requestVoteReply()] },
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken when it is only in memory', () => {
    const watch = new TestWatch([{}, {}, {}, {}, {}]);
    const found = watch.event('S2', (node) => follow(node, 4, 'S5'), { sent: [requestVoteReply()] });
    expect(properties(found)).toEqual(['Persist Before Send']);
    expect(found[0]?.detail).toBe(
      'S2 granted S5 its vote in term 4, but its disk holds term 0 and no vote.',
    );
  });

  it('is broken when only the term is on disk', () => {
    const watch = new TestWatch([{}, {}, {}, {}, {}]);
    const found = watch.event(
      'S2',
      (node, disk) => {
        follow(node, 4, 'S5');
        disk.currentTerm = 4;
      },
      { sent: [requestVoteReply()] },
    );
    expect(properties(found)).toEqual(['Persist Before Send']);
  });

  it('lets an old grant leave when the disk has reached a later term, and a refusal at once', () => {
    const watch = new TestWatch([{}, {}, {}, {}, {}]);
    watch.event(
      'S2',
      (node, disk) => {
        follow(node, 5, 'S1');
        sync(node, disk);
      },
      { sent: [requestVoteReply()] },
    );
    watch.event('S3', nothing, { sent: [requestVoteReply({ from: 'S3', voteGranted: false })] });
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken by a candidate that asks before its own vote is on disk', () => {
    const watch = new TestWatch([{}, {}, {}, {}, {}]);
    const sent = [requestVote({ term: 1 })];
    expect(properties(watch.event('S5', campaign, { sent }))).toEqual(['Persist Before Send']);
    const found = watch.event('S5', (node, disk) => sync(node, disk), { sent });
    expect(found).toEqual([]);
  });
});

describe('Persist Before Send, acknowledgements', () => {
  const ack = (is: Partial<AppendEntriesReply> = {}): AppendEntriesReply =>
    appendEntriesReply({ to: 'S1', term: 2, success: true, matchIndex: 3, ...is });

  it('holds when everything up to matchIndex is on disk', () => {
    const watch = elected();
    watch.event(
      'S2',
      (node, disk) => {
        append(node, entry(3, 2));
        sync(node, disk);
      },
      { sent: [ack()] },
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken when the last of it is only in memory', () => {
    const found = elected().event('S2', (node) => append(node, entry(3, 2)), { sent: [ack()] });
    expect(properties(found)).toEqual(['Persist Before Send']);
    expect(found[0]?.detail).toBe(
      'S2 acknowledged entries up to 3 in term 2, but its disk holds them only up to 2.',
    );
  });

  it('is broken when the disk holds another entry there', () => {
    const watch = elected();
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 1));
      sync(node, disk);
    });
    const found = watch.event(
      'S2',
      (node) => {
        node.log.entries[2] = entry(3, 2);
      },
      { sent: [ack()] },
    );
    expect(properties(found)).toEqual(['Persist Before Send']);
    expect(found[0]?.detail).toContain('acknowledged entry 3 of term 2');
  });

  it('is broken when the term is not on disk', () => {
    const found = elected().event('S3', (node) => follow(node, 2, null), {
      sent: [ack({ from: 'S3', matchIndex: 2 })],
    });
    expect(properties(found)).toEqual(['Persist Before Send']);
    expect(found[0]?.detail).toContain('its disk is still in term 1');
  });

  it('lets an acknowledgement leave although memory has gone on to a later term', () => {
    const watch = elected();
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 2));
      sync(node, disk);
    });
    watch.event(
      'S2',
      (node) => {
        follow(node, 3, null);
        node.log.entries[2] = entry(3, 3);
      },
      { sent: [ack()] },
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('holds for what a snapshot covers', () => {
    const watch = committed();
    watch.event(
      'S2',
      (node, disk) => {
        commit(node, 3);
        compact(node, 3, 2);
        sync(node, disk);
      },
      { sent: [ack({ matchIndex: 2 }), ack({ matchIndex: 3 })] },
    );
    watch.event(
      'S2',
      (node, disk) => {
        disk.log = { entries: [entry(3, 2)], snapshotIndex: 2, snapshotTerm: 1 };
        disk.snapshot = { lastIncludedIndex: 2, lastIncludedTerm: 1, data: node.snapshot?.data ?? '' };
      },
      { sent: [ack({ matchIndex: 2 })] },
    );
    // The disk's snapshot went back, and nothing else is wrong.
    expect(properties(watch.quick.violations)).toEqual(['Monotone State']);
  });

  it('asks nothing of a refusal, nor of an acknowledgement of a term that is over on disk', () => {
    const watch = elected();
    watch.event('S2', nothing, { sent: [ack({ success: false })] });
    watch.event(
      'S2',
      (node, disk) => {
        follow(node, 3, null);
        sync(node, disk);
      },
      { sent: [ack()] },
    );
    expect(watch.quick.violations).toEqual([]);
  });
});
