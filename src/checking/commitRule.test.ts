import { describe, expect, it } from 'vitest';
import type { RaftNode } from '../raft/types.ts';
import {
  append,
  campaign,
  commit,
  committed,
  elected,
  entry,
  lead,
  logOf,
  progress,
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
    const joint = (node: RaftNode): void => {
      node.config = { voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S1', 'S3'], learners: [] };
    };
    const watch = elected();
    watch.event('S1', joint);
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 2));
      sync(node, disk);
    });
    // The joint configuration is in force before and after the step.
    watch.event('S1', (node) => append(node, entry(4, 2)));
    const found = watch.event('S1', (node) => {
      node.progress['S2'] = progress(3);
      commit(node, 3);
    });
    expect(properties(found)).toEqual(['Commit Rule']);
    const other = elected();
    other.event('S1', (node) => {
      joint(node);
      append(node, entry(4, 2));
    });
    other.event('S3', (node, disk) => {
      node.currentTerm = 2;
      append(node, entry(3, 2));
      sync(node, disk);
    });
    other.event('S1', (node) => commit(node, 3));
    expect(other.quick.violations).toEqual([]);
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
      node.config = { voters: ['S1', 'S3'], votersOutgoing: [], learners: [] };
    });
    expect(watch.quick.violations).toEqual([]);
  });

  it('counts a disk whose snapshot holds the entry, if it is the same', () => {
    for (const [snapshotTerm, expected] of [[2, []], [1, ['Commit Rule']]] as const) {
      const watch = elected();
      watch.event('S2', (_, disk) => {
        disk.log = { entries: [], snapshotIndex: 3, snapshotTerm };
      });
      expect(properties(watch.event('S1', (node) => commit(node, 3)))).toEqual(expected);
    }
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
