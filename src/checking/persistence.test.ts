import { describe, expect, it } from 'vitest';
import type { AppendEntriesReply } from '../raft/types.ts';
import { installSnapshot, snapshotOf, snapshotReply } from '../raft/testMessages.ts';
import { appendEntriesReply, requestVote, requestVoteReply } from '../trace/testEvent.ts';
import {
  append, arrival, campaign, commit, committed, compact, elected, entry, follow, logOf, properties, restore, sync, TestWatch,
} from './testWatch.ts';

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

  it('holds for an installed snapshot that is on disk, and is broken before', () => {
    const snapshot = snapshotOf(3, 2, { dict: new Map() });
    const reply = snapshotReply(3, { from: 'S3', term: 2 });
    const install = (synced: boolean, term = 2): TestWatch => {
      const watch = committed();
      watch.event('S1', (node) => compact(node, 3, 2));
      watch.event(
        'S3',
        (node, disk) => {
          node.currentTerm = 2;
          restore(node, snapshot);
          commit(node, 3);
          if (synced) sync(node, disk);
        },
        { ...arrival(installSnapshot(snapshot, { to: 'S3' })), sent: [{ ...reply, term }] },
      );
      return watch;
    };
    expect(install(true).quick.violations).toEqual([]);
    expect(install(true).thorough.violations).toEqual([]);
    expect(install(true, 1).quick.violations).toEqual([]);
    const found = install(false).quick.violations;
    expect(properties(found)).toEqual(['Persist Before Send']);
    expect(found[0]?.detail).toBe('S3 said in term 2 that it has everything up to 3, but its disk is still in term 1.');
    // A chunk in the middle promises nothing.
    const watch = committed();
    watch.event('S3', nothing, { sent: [{ ...reply, installed: false, nextOffset: 7 }] });
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken by saying so with less, or something else, on disk', () => {
    const said = (terms: readonly number[], diskTerm = 2): string[] => {
      const watch = committed();
      watch.event('S3', (node, disk) => {
        node.currentTerm = 2;
        node.log.entries = logOf(...terms);
        sync(node, disk);
      });
      if (diskTerm > 2) {
        watch.event('S3', (node, disk) => {
          follow(node, diskTerm, null);
          sync(node, disk);
        });
      }
      return properties(watch.event('S3', nothing, { sent: [snapshotReply(3, { from: 'S3', term: 2 })] }));
    };
    expect(said([1, 1, 2])).toEqual([]);
    expect(said([1, 1])).toEqual(['Persist Before Send']);
    expect(said([1, 1, 1])).toEqual(['Persist Before Send']);
    // In a later term what was there may have been overwritten.
    expect(said([1, 1], 3)).toEqual([]);
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
