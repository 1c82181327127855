import { describe, expect, it } from 'vitest';
import { append, commit, committed, compact, elected, entry, logOf, properties, sync, TestWatch, write } from './testWatch.ts';

describe('Log Matching', () => {
  it('lets logs conflict where their terms differ (Figure 7)', () => {
    const figure7 = [
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6],
      [1, 1, 1, 4],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
      [1, 1, 1, 4, 4, 4, 4],
      [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ];
    const watch = new TestWatch(figure7.map((terms) => ({ log: logOf(...terms), term: 7 })));
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a start with the same entry after different ones', () => {
    const watch = new TestWatch([{ log: logOf(1, 2), term: 2 }, { log: logOf(2, 2), term: 2 }]);
    expect(properties(watch.quick.violations)).toEqual(['Log Matching']);
    expect(watch.quick.violations[0]).toMatchObject({ event: 0, time: 0, index: 2 });
  });

  it('is broken by another command at the same index and term', () => {
    const watch = elected();
    const found = watch.event(
      'S2',
      (node, disk) => {
        append(node, entry(3, 2, '7'));
        sync(node, disk);
      },
      { persist: write([entry(3, 2, '7')]) },
    );
    expect(properties(found)).toEqual(['Log Matching']);
    expect(found[0]?.detail).toBe(
      `S2 holds 3 (term 2, {"set":["x","7"]}), but in S1's log index 3 of term 2 was 3 (term 2, no-op).`,
    );
  });

  it('holds when a copy of the same entry comes from another worker', () => {
    const watch = elected();
    watch.event('S1', (node) => append(node, entry(4, 2, '7')));
    watch.event('S2', (node) => append(node, entry(3, 2), entry(4, 2, '7')));
    watch.event('S2', (node) => {
      node.log.entries = structuredClone(node.log.entries);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by an entry overwritten in place, its old tail kept', () => {
    const watch = new TestWatch([
      { log: logOf(1, 2), term: 2 },
      { log: logOf(1, 1, 1), term: 2 },
      {},
    ]);
    const found = watch.event(
      'S2',
      (node) => {
        node.log.entries[1] = entry(2, 2);
      },
      { persist: write([entry(2, 2), entry(3, 1)]) },
    );
    expect(properties(found)).toEqual(['Log Matching', 'State Order']);
    expect(found[0]?.index).toBe(3);
  });

  it('holds when the conflicting tail is cut first', () => {
    const watch = new TestWatch([
      { log: logOf(1, 2), term: 2 },
      { log: logOf(1, 1, 1), term: 2 },
      {},
    ]);
    watch.event(
      'S2',
      (node) => {
        node.log.entries = [...logOf(1), entry(2, 2)];
      },
      { persist: write([entry(2, 2)], 2) },
    );
    watch.fsync('S2');
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('remembers entries that no log holds any more', () => {
    const watch = elected();
    watch.event('S3', (node) => {
      node.currentTerm = 3;
      append(node, entry(3, 3, '1'));
    });
    watch.event('S3', (node) => {
      node.log.entries.length = 2;
    });
    const found = watch.event('S2', (node) => {
      node.currentTerm = 3;
      append(node, entry(3, 3, '2'));
    });
    expect(properties(found)).toEqual(['Log Matching']);
  });

  it('compares what follows a snapshot that lies beyond the old log', () => {
    const watch = committed();
    watch.event('S1', (node) => append(node, entry(4, 2, '7')));
    const found = watch.event('S3', (node) => {
      node.currentTerm = 2;
      append(node, entry(3, 2), entry(4, 2, '8'));
      commit(node, 3);
      compact(node, 3, 2);
    });
    expect(properties(found)).toEqual(['Log Matching']);
  });

  it('counts the end of a snapshot as the entry before', () => {
    const watch = elected();
    watch.event('S2', (node) => append(node, entry(3, 2)));
    const found = watch.event('S3', (node) => {
      node.currentTerm = 2;
      append(node, entry(3, 2));
      compact(node, 2, 2);
    });
    expect(properties(found)).toContain('Log Matching');
    expect(found[0]?.detail).toContain('follows an entry of term 2');
  });
});
