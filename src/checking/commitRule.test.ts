import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../raft/testMessages.ts';
import type { NodeId } from '../raft/types.ts';
import {
  append,
  campaign,
  commit,
  committed,
  compact,
  configure,
  elected,
  entry,
  lead,
  logOf,
  properties,
  sync,
  TestWatch,
  write,
} from './testWatch.ts';

/** Figure 8 (c): S1 leads term 4 and has copied entry 2 of term 2 to a majority. */
function figure8c(): TestWatch {
  const watch = new TestWatch([
    { log: logOf(1, 2), term: 3 },
    { log: logOf(1, 2), term: 3 },
    { log: logOf(1, 2), term: 3 },
    { log: logOf(1), term: 3 },
    { log: logOf(1, 3), term: 3 },
  ]);
  watch.event('S1', (node, disk) => {
    campaign(node);
    sync(node, disk);
  });
  watch.votes('S1', 'S2', 'S3');
  watch.event('S1', (node, disk) => {
    lead(node, 'S2', 'S3', 'S4', 'S5');
    append(node, entry(3, 4));
    sync(node, disk);
  });
  return watch;
}

describe('Commit Rule', () => {
  it('holds for an entry of the leader’s term on a majority of disks', () => {
    const watch = committed();
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by committing an old term’s entry by counting (Figure 8)', () => {
    const found = figure8c().event('S1', (node) => commit(node, 2));
    expect(properties(found)).toEqual(['Commit Rule']);
    expect(found[0]?.detail).toBe(
      'S1 leads term 4 and advanced its commitIndex from 0 to 2, but entry 2 is of term 2.',
    );
  });

  it('holds when the old entry commits with one of the leader’s term', () => {
    const watch = figure8c();
    for (const id of ['S2', 'S3']) {
      watch.event(id, (node, disk) => {
        node.currentTerm = 4;
        append(node, entry(3, 4));
        sync(node, disk);
      });
    }
    watch.event('S1', (node) => commit(node, 3));
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken without a majority', () => {
    const found = elected().event('S1', (node) => commit(node, 3));
    expect(properties(found)).toEqual(['Commit Rule']);
    expect(found[0]?.detail).toBe(
      'S1 committed entry 3 of term 2, but of 3 voters only 1 (S1) hold it on disk and 2 are needed.',
    );
  });

  it('is broken when the majority holds it only in memory', () => {
    const watch = elected();
    watch.event('S2', (node) => append(node, entry(3, 2)), { persist: write([entry(3, 2)]) });
    expect(properties(watch.event('S1', (node) => commit(node, 3)))).toEqual(['Commit Rule']);
  });

  it('is broken by half of an even cluster', () => {
    const start = { term: 1, log: logOf(1) };
    const watch = new TestWatch([start, start, start, start]);
    for (const id of ['S1', 'S2']) {
      watch.event(id, (node, disk) => {
        node.currentTerm = 2;
        append(node, entry(2, 2));
        sync(node, disk);
      });
    }
    watch.event('S1', (node) => {
      node.votedFor = 'S1';
      lead(node, 'S2', 'S3', 'S4');
    });
    expect(properties(watch.event('S1', (node) => commit(node, 2)))).toEqual(['Commit Rule']);
  });

  it('asks for both majorities of a joint configuration', () => {
    /** S1 has committed 3 and appended the joint configuration at 4; `holders` besides S1 have it on disk. */
    const joint = (...holders: NodeId[]): string[] => {
      const watch = committed();
      watch.event('S1', (node, disk) => {
        configure(node, ['S1', 'S2', 'S3'], ['S1', 'S3']);
        sync(node, disk);
      });
      for (const id of holders) {
        watch.event(id, (node, disk) => {
          node.currentTerm = 2;
          node.log.entries = watch.node('S1').log.entries.slice();
          sync(node, disk);
        });
      }
      return properties(watch.event('S1', (node) => commit(node, 4)));
    };
    expect(joint('S2')).toEqual(['Commit Rule']);
    expect(joint('S3')).toEqual([]);
    expect(joint()).toEqual(['Commit Rule']);
  });

  it('does not count a leader that is not in its configuration', () => {
    const without = (...holders: NodeId[]): string[] => {
      const watch = committed();
      watch.event('S1', (node, disk) => {
        configure(node, ['S2', 'S3']);
        sync(node, disk);
      });
      for (const id of holders) {
        watch.event(id, (node, disk) => {
          node.currentTerm = 2;
          node.log.entries = watch.node('S1').log.entries.slice();
          node.config = watch.node('S1').config;
          node.configIndex = 4;
          sync(node, disk);
        });
      }
      return properties(watch.event('S1', (node) => commit(node, 4)));
    };
    expect(without('S2')).toEqual(['Commit Rule']);
    expect(without('S2', 'S3')).toEqual([]);
  });

  it('judges a leader that steps down in the step in which it commits', () => {
    const found = elected().event('S1', (node) => {
      commit(node, 3);
      node.role = 'follower';
      node.progress = {};
    });
    expect(properties(found)).toEqual(['Commit Rule']);
  });

  it('lets the configuration that was in force before the step decide', () => {
    const watch = committed();
    watch.event('S2', (node, disk) => {
      append(node, entry(4, 2));
      sync(node, disk);
    });
    watch.event('S1', (node, disk) => {
      append(node, entry(4, 2));
      sync(node, disk);
    });
    watch.event('S1', (node) => {
      commit(node, 4);
      configure(node, ['S1', 'S3']);
    });
    expect(watch.quick.violations).toEqual([]);
  });

  it('counts a disk whose snapshot holds the entry, if it is the same', () => {
    for (const [snapshotTerm, expected] of [[2, []], [1, ['Commit Rule']]] as const) {
      const watch = elected();
      watch.event('S2', (_, disk) => {
        disk.log = { entries: [], snapshotIndex: 3, snapshotTerm };
        disk.snapshot = snapshotOf(3, snapshotTerm);
      });
      expect(properties(watch.event('S1', (node) => commit(node, 3)))).toEqual(expected);
    }
  });

  it('is broken by an old term’s entry that is compacted in the same step', () => {
    const found = figure8c().event('S1', (node) => {
      commit(node, 2);
      compact(node, 2, 2);
    });
    expect(properties(found)).toEqual(['Commit Rule']);
  });

  it('asks nothing of a follower’s commit or a prepared one', () => {
    const watch = new TestWatch([{ log: logOf(1, 1), term: 5, commitIndex: 2 }, {}, {}]);
    watch.event('S2', (node) => {
      node.currentTerm = 5;
      append(node, ...logOf(1, 1));
    });
    watch.event('S2', (node) => commit(node, 1));
    expect(watch.quick.violations).toEqual([]);
  });
});
