import { describe, expect, it } from 'vitest';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import type { RaftNode, Snapshot } from '../raft/types.ts';
import { append, arrival, commit, committed, compact, entry, logOf, properties, restore, sync, TestWatch } from './testWatch.ts';

/** Three nodes that have set x and committed it: entries 1 and 2 of term 1. */
function started(): TestWatch {
  const start = { term: 1, log: [...logOf(1), entry(2, 1, '7')], commitIndex: 2 };
  return new TestWatch([start, start, start]);
}

const x7 = { dict: new Map([['x', '7']]) };

/** S3, with an empty log, installs `snapshot`; `change` is what it does besides. */
function installing(snapshot: Snapshot, change: (node: RaftNode) => void = () => undefined): TestWatch {
  const start = { term: 1, log: [...logOf(1), entry(2, 1, '7')], commitIndex: 2 };
  const watch = new TestWatch([start, start, { term: 1 }]);
  watch.event(
    'S3',
    (node) => {
      restore(node, snapshot);
      node.dict = new Map([['x', '7']]);
      node.commitIndex = snapshot.lastIncludedIndex;
      node.lastApplied = snapshot.lastIncludedIndex;
      change(node);
    },
    arrival(installSnapshot(snapshot)),
  );
  return watch;
}

describe('what a snapshot holds', () => {
  it('is the same on every node that took it at the same index', () => {
    const watch = started();
    for (const id of ['S1', 'S2', 'S3']) {
      watch.event(id, (node, disk) => {
        compact(node, 2, 1);
        sync(node, disk);
      });
    }
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is told when it differs, whoever was first', () => {
    const watch = started();
    watch.event('S1', (node) => compact(node, 2, 1));
    const found = watch.event('S2', (node) => {
      restore(node, snapshotOf(2, 1, { dict: new Map([['x', '8']]) }));
    });
    expect(properties(found)).toEqual(['Log Matching']);
    expect(found[0]).toMatchObject({ nodes: ['S1', 'S2'], index: 2 });
    expect(found[0]?.detail).toContain(`S2's snapshot through 2 holds something else than S1's`);
  });

  it('is made again from the entries by the thorough checker, so that even the first is found', () => {
    const watch = started();
    watch.event('S1', (node) => restore(node, snapshotOf(2, 1, { dict: new Map([['x', '8']]) })));
    expect(watch.quick.violations).toEqual([]);
    expect(properties(watch.thorough.violations)).toEqual(['Log Matching']);
  });

  it('holds sessions and the configuration, too', () => {
    for (const is of [{ ...x7, configIndex: 1 }, { ...x7, sessions: new Map([['c', { seq: 1, result: null, usedAt: 2, expired: false }]]) }]) {
      const watch = started();
      watch.event('S1', (node) => compact(node, 2, 1));
      expect(properties(watch.event('S2', (node) => restore(node, snapshotOf(2, 1, is))))).toContain('Log Matching');
    }
  });

  it('has to be there, for the end of the log', () => {
    const watch = started();
    const found = watch.event('S1', (node) => {
      node.log = { entries: [], snapshotIndex: 2, snapshotTerm: 1 };
    });
    expect(found[0]?.detail).toBe(`S1's log begins after entry 2 (term 1), but it has no snapshot.`);
    expect(properties(started().event('S1', (node) => {
      compact(node, 2, 1);
      node.snapshot = snapshotOf(1, 1);
    }))).toEqual(['Log Matching']);
  });

  it('is what is on disk, too', () => {
    const watch = started();
    watch.event('S1', (node) => compact(node, 2, 1));
    const found = watch.event('S1', (node, disk) => {
      sync(node, disk);
      disk.snapshot = snapshotOf(2, 1, { dict: new Map([['x', '8']]) });
    });
    expect(properties(found)).toEqual(['Log Matching']);
  });
});

describe('installing', () => {
  it('puts the snapshot’s state in the place of everything before', () => {
    const watch = installing(snapshotOf(2, 1, x7));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
    watch.event('S3', (node) => append(node, entry(3, 1, '8')));
    watch.event('S1', (node) => append(node, entry(3, 1, '8')));
    watch.event('S3', (node) => commit(node, 3));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a dict that stays as it was', () => {
    const found = installing(snapshotOf(2, 1, x7), (node) => {
      node.dict = new Map();
    }).quick.violations;
    expect(found[0]?.detail).toBe('S3 restored its snapshot through 2, but its x is not as in the snapshot.');
    expect(properties(found)).toEqual(['State Machine Safety']);
  });

  it('is broken by a snapshot that nobody has committed', () => {
    expect(properties(installing(snapshotOf(3, 1, x7)).quick.violations)).toEqual(['State Machine Safety']);
  });

  it('is broken by a restart that takes another state from it', () => {
    const watch = started();
    watch.event('S1', (node, disk) => {
      compact(node, 2, 1);
      sync(node, disk);
    });
    watch.crash('S1');
    expect(properties(watch.restart('S1', (node) => node.dict.set('x', '8')))).toEqual(['State Machine Safety']);
    watch.crash('S1');
    expect(watch.restart('S1')).toEqual([]);
  });

  it('is broken by a tail that does not follow the snapshot (hashicorp/raft PR 704)', () => {
    // S1 and S2 have committed 3 of term 2; S3 has 3 and 4 of term 1.
    const start = { term: 2, log: logOf(1, 1, 2), commitIndex: 3 };
    const kept = (keep: boolean): string[] => {
      const watch = new TestWatch([start, start, { term: 2, log: logOf(1, 1, 1, 1) }]);
      const snapshot = snapshotOf(3, 2, { dict: new Map() });
      watch.event(
        'S3',
        (node) => {
          restore(node, snapshot, keep ? [entry(4, 1)] : []);
          node.commitIndex = 3;
          node.lastApplied = 3;
        },
        arrival(installSnapshot(snapshot)),
      );
      return properties(watch.quick.violations);
    };
    expect(kept(false)).toEqual([]);
    expect(kept(true)).toContain('Log Matching');
  });

  it('is broken by losing newer entries that are committed', () => {
    const watch = committed();
    watch.event('S1', (node) => compact(node, 2, 1));
    const snapshot = snapshotOf(2, 1, { dict: new Map() });
    const found = watch.event(
      'S2',
      (node) => {
        restore(node, snapshot);
        node.commitIndex = 2;
        node.lastApplied = 2;
      },
      arrival(installSnapshot(snapshot)),
    );
    expect(properties(found)).toEqual(['Truncation Safety']);
  });
});

describe('compaction', () => {
  it('in the step that commits still shows what was committed', () => {
    const watch = committed();
    watch.event('S1', (node, disk) => {
      append(node, entry(4, 2, '7'));
      sync(node, disk);
    });
    watch.event('S2', (node, disk) => {
      append(node, entry(4, 2, '7'));
      sync(node, disk);
    });
    watch.event('S1', (node) => {
      commit(node, 4);
      compact(node, 4, 2);
    });
    expect(watch.quick.committed).toEqual({ index: 4, term: 2 });
    const found = watch.event('S3', (node) => {
      node.currentTerm = 2;
      append(node, entry(3, 2), entry(4, 2, '7'));
      commit(node, 4);
      node.dict.set('x', '8');
    });
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(watch.thorough.violations.length).toBeGreaterThan(0);
  });
});
