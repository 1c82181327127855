import { describe, expect, it } from 'vitest';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import {
  append,
  arrival,
  commit,
  committed,
  compact,
  elected,
  entry,
  follow,
  logOf,
  progress,
  properties,
  restore,
  sync,
  TestWatch,
  write,
} from './testWatch.ts';

describe('Leader Append-Only', () => {
  it('holds while a leader appends', () => {
    const watch = elected();
    watch.event('S1', (node) => append(node, entry(4, 2, '1'), entry(5, 2, '2')));
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a leader that removes an entry of its own', () => {
    const watch = elected();
    const found = watch.event('S1', (node) => {
      node.log.entries.length = 2;
    });
    expect(properties(found)).toEqual(['Leader Append-Only']);
    expect(found[0]).toMatchObject({ index: 3, nodes: ['S1'] });
  });

  it('is broken by a leader that overwrites one', () => {
    const watch = elected();
    const found = watch.event(
      'S1',
      (node) => {
        node.log.entries[1] = entry(2, 2);
      },
      { persist: write([entry(2, 2), entry(3, 2)]) },
    );
    expect(properties(found)).toContain('Leader Append-Only');
  });

  it('is broken by a leader that cuts and puts the same back', () => {
    const watch = elected();
    const found = watch.event('S1', () => undefined, { persist: write([entry(3, 2)], 3) });
    expect(properties(found)).toEqual(['Leader Append-Only']);
  });

  it('lets a leader that has stepped down be overwritten', () => {
    const watch = elected();
    watch.event('S1', (node) => {
      follow(node, 3, null);
      node.log.entries[2] = entry(3, 3);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('lets a leader compact its log', () => {
    const watch = committed();
    watch.event('S1', (node) => {
      compact(node, 2, 1);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });
});

describe('Truncation Safety', () => {
  /** S1 has committed 3; S2 holds it and doesn't know. */
  it('is broken by cutting an entry that another node has committed', () => {
    const watch = committed();
    const found = watch.event('S2', (node) => {
      node.log.entries.length = 2;
    });
    expect(properties(found)).toEqual(['Truncation Safety']);
    expect(found[0]?.detail).toBe(
      `S2's log was cut at 3, having reached to 3: it held entry 3 of term 2, which S1 had committed in term 2.`,
    );
  });

  it('is broken by cutting and putting back the same entry', () => {
    const watch = committed();
    const found = watch.event('S2', () => undefined, { persist: write([entry(3, 2)], 3) });
    expect(properties(found)).toEqual(['Truncation Safety']);
  });

  it('is broken by a disk that loses it', () => {
    const watch = committed();
    const found = watch.event('S2', (_, disk) => {
      disk.log.entries.length = 2;
    });
    expect(properties(found)).toEqual(['Truncation Safety', 'Match Index']);
  });

  it('holds when what is cut conflicts with what is committed there', () => {
    const watch = new TestWatch([
      { log: logOf(1, 2), term: 2, commitIndex: 2 },
      { log: logOf(1, 2), term: 2 },
      { log: logOf(1, 1, 1), term: 2 },
    ]);
    watch.event(
      'S3',
      (node, disk) => {
        node.log.entries = logOf(1, 2);
        sync(node, disk);
      },
      { persist: write([entry(2, 2)], 2) },
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('holds for a copy that an earlier leader takes away before it hears of the later commit (fuzz seed 8586)', () => {
    // S3 has the entry, but in no quorum: S1 and S2 have committed it in term 5, and S3 is still in term 3.
    const copyOfS3 = (): TestWatch => {
      const watch = new TestWatch([
        { log: logOf(1, 2, 5), term: 5 },
        { log: logOf(1, 2, 5), term: 5 },
        { log: logOf(1, 2), term: 2 },
      ]);
      watch.event('S1', (node) => commit(node, 3));
      return watch;
    };
    const overwritten = [entry(2, 3)];
    const cutIn = (term: number): TestWatch => {
      const watch = copyOfS3();
      watch.event(
        'S3',
        (node) => {
          node.currentTerm = term;
          node.log.entries = [...logOf(1), ...overwritten];
        },
        { persist: write(overwritten, 2) },
      );
      watch.fsync('S3');
      return watch;
    };
    expect(cutIn(3).quick.violations).toEqual([]);
    expect(cutIn(3).thorough.violations).toEqual([]);
    // Once in memory, once on the disk.
    expect(properties(cutIn(5).quick.violations)).toEqual(['Truncation Safety']);
    expect(cutIn(5).quick.violations).toHaveLength(2);
  });

  it('is broken by taking a compacted prevLogIndex for a conflict (openraft #511)', () => {
    const watch = committed();
    watch.event('S2', (node, disk) => {
      commit(node, 2);
      compact(node, 2, 1);
      sync(node, disk);
    });
    expect(watch.quick.violations).toEqual([]);
    const found = watch.event(
      'S2',
      (node) => {
        node.log.entries = [];
      },
      { persist: write([], 3) },
    );
    expect(properties(found)).toEqual(['Truncation Safety']);
  });

  it('holds when a snapshot takes the place of a tail that nobody committed', () => {
    const watch = new TestWatch([
      { log: logOf(1, 2, 2), term: 2, commitIndex: 3 },
      { log: logOf(1, 2, 2), term: 2 },
      { log: logOf(1, 1, 1, 1, 1), term: 2 },
    ]);
    const snapshot = snapshotOf(3, 2, { dict: new Map() });
    watch.event(
      'S3',
      (node, disk) => {
        restore(node, snapshot);
        commit(node, 3);
        sync(node, disk);
      },
      { ...arrival(installSnapshot(snapshot)), persist: write([], 4) },
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('holds when what is cut was not committed', () => {
    const watch = elected();
    watch.event('S3', (node) => {
      node.currentTerm = 3;
      node.log.entries.push(entry(3, 3), entry(4, 3));
    });
    watch.event('S3', (node) => {
      node.log.entries.length = 2;
    });
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by cutting below one’s own commitIndex or into a snapshot', () => {
    const watch = committed();
    watch.event('S1', (node) => {
      compact(node, 3, 2);
      node.progress['S2'] = progress(3);
    });
    const found = watch.event('S1', () => undefined, { persist: write([], 3) });
    expect(properties(found)).toEqual(['Leader Append-Only', 'Truncation Safety']);
    const other = new TestWatch([{ log: logOf(1, 1), term: 1 }, {}, {}]);
    other.event('S1', (node) => commit(node, 1));
    expect(
      properties(
        other.event('S1', (node) => {
          node.log.entries[0] = entry(1, 1, '9');
        }, { persist: write([entry(1, 1, '9')], 1) }),
      ),
    ).toContain('Truncation Safety');
  });
});
