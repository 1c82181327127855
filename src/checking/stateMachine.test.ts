import { describe, expect, it } from 'vitest';
import type { Note } from '../raft/notes.ts';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import { append, arrival, commit, committed, compact, elected, entry, logOf, properties, restore, TestWatch } from './testWatch.ts';

const applied = (from: number, to: number): { readonly notes: readonly Note[] } => ({
  notes: [{ what: 'applied', rule: 'appliesInOrder', values: { from, to } }],
});

const installed = (lastIncludedIndex: number, lastIncludedTerm: number): Note => ({
  what: 'snapshotInstalled',
  rule: 'keepsTail',
  values: { lastIncludedIndex, lastIncludedTerm, haveTerm: null, kept: 0, dropped: 0 },
});

describe('State Machine Safety', () => {
  it('holds when a follower commits the same', () => {
    const watch = committed();
    watch.event('S2', (node) => commit(node, 3), applied(1, 3));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a follower that commits its own tail instead', () => {
    const watch = committed();
    watch.event('S3', (node) => append(node, entry(3, 1, '7')));
    const found = watch.event('S3', (node) => commit(node, 3));
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(found[0]?.detail).toBe(
      'S3 commits 3 (term 1, {"set":["x","7"]}), but S1 had committed 3 (term 2, no-op) in term 2.',
    );
  });

  it('is broken by two prepared nodes with different commits', () => {
    const watch = new TestWatch([
      { log: logOf(1, 1), term: 2, commitIndex: 2 },
      { log: logOf(1, 2), term: 2, commitIndex: 2 },
      {},
    ]);
    expect(properties(watch.quick.violations)).toContain('State Machine Safety');
  });

  it('is broken by an entry that changed between commit and application', () => {
    const watch = committed();
    watch.event('S2', (node) => {
      node.commitIndex = 3;
    });
    watch.event('S2', (node) => {
      node.log.entries[2] = entry(3, 1);
    });
    const found = watch.event('S2', (node) => {
      node.lastApplied = 3;
    });
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(found[0]?.detail).toContain('S2 has applied 3 (term 1');
  });

  it('is broken by application that skips or repeats an index', () => {
    for (const [from, next] of [[2, 1], [3, 1]] as const) {
      const watch = committed();
      const found = watch.event('S2', (node) => commit(node, 3), applied(from, 3));
      expect(properties(found)).toEqual(['State Machine Safety']);
      expect(found[0]?.detail).toContain(`so ${next} was next`);
    }
    const watch = committed();
    watch.event('S2', (node) => commit(node, 2), applied(1, 2));
    expect(properties(watch.event('S2', (node) => commit(node, 3), applied(2, 3)))).toEqual([
      'State Machine Safety',
    ]);
  });

  it('lets application go on after a snapshot, and from nowhere else', () => {
    const after = (from: number): string[] => {
      const watch = committed();
      watch.event('S1', (node) => compact(node, 2, 1));
      watch.event(
        'S3',
        (node) => {
          node.currentTerm = 2;
          restore(node, snapshotOf(2, 1, { dict: new Map() }), [entry(3, 2)]);
          commit(node, 3);
        },
        { ...arrival(installSnapshot(snapshotOf(2, 1))), notes: [installed(2, 1), ...applied(from, 3).notes] },
      );
      expect(properties(watch.thorough.violations)).toEqual(properties(watch.quick.violations));
      return properties(watch.quick.violations);
    };
    expect(after(3)).toEqual([]);
    expect(after(1)).toEqual(['State Machine Safety']);
  });

  it('compares what is committed after a snapshot', () => {
    const watch = committed();
    const found = watch.event('S3', (node) => {
      append(node, entry(3, 1, '7'));
      compact(node, 2, 1);
      commit(node, 3);
    });
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(found[0]?.index).toBe(3);
  });

  it('lets a node compact in the step in which it applies', () => {
    const watch = committed();
    watch.event('S2', (node) => commit(node, 2), applied(1, 2));
    watch.event(
      'S2',
      (node) => {
        commit(node, 3);
        compact(node, 3, 2);
      },
      applied(3, 3),
    );
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a compaction that changes nothing else but forgets the last term', () => {
    const watch = committed();
    const found = watch.event('S1', (node) => compact(node, 2, 0));
    expect(properties(found)).toContain('State Machine Safety');
  });

  it('is broken by a snapshot that ends in an entry nobody committed', () => {
    const watch = elected();
    const found = watch.event(
      'S2',
      (node) => {
        restore(node, snapshotOf(2, 1, { dict: new Map() }));
        commit(node, 2);
      },
      arrival(installSnapshot(snapshotOf(2, 1))),
    );
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(found[0]?.detail).toContain('which nobody has committed');
    const other = committed();
    const wrong = other.event('S3', (node) => {
      node.log = { entries: [], snapshotIndex: 2, snapshotTerm: 0 };
      commit(node, 2);
    });
    expect(properties(wrong)).toContain('State Machine Safety');
  });

  it('is broken, for the thorough checker, by dicts that differ at the same lastApplied', () => {
    const watch = committed();
    watch.event('S2', (node) => {
      commit(node, 3);
      node.dict.set('x', '1');
    });
    expect(watch.quick.violations).toEqual([]);
    expect(properties(watch.thorough.violations)).toEqual(['State Machine Safety']);
  });
});
