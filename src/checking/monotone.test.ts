import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../raft/testMessages.ts';
import type { RaftNode } from '../raft/types.ts';
import type { Disk } from '../trace/observed.ts';
import { commit, committed, compact, elected, entry, progress, properties, restore, type TestWatch } from './testWatch.ts';

/** What the change, as one event of S1, is found to break. */
function broken(watch: TestWatch, change: (node: RaftNode, disk: Disk) => void): string[] {
  return properties(watch.event('S1', change));
}

describe('Monotone State', () => {
  it('is broken by a term that falls', () => {
    const found = broken(committed(), (node, disk) => {
      node.currentTerm = 1;
      disk.currentTerm = 1;
      node.role = 'follower';
      node.votedFor = null;
    });
    // The log still holds an entry of term 2.
    expect(found).toEqual(['Monotone State', 'State Order']);
  });

  it('is broken by a commitIndex or lastApplied that falls', () => {
    expect(
      broken(committed(), (node) => {
        node.lastApplied = 2;
      }),
    ).toEqual(['Monotone State']);
    expect(broken(committed(), (node) => commit(node, 2))).toEqual(['Monotone State']);
  });

  it('is broken by a term that falls alone', () => {
    const found = committed().event('S3', (node) => {
      node.currentTerm = 0;
    });
    expect(properties(found)).toContain('Monotone State');
  });

  it('names what fell and how far', () => {
    const watch = committed();
    watch.event('S1', (node) => {
      node.lastApplied = 1;
    });
    expect(watch.quick.violations[0]?.detail).toBe(`S1's lastApplied fell from 3 to 1.`);
  });

  it('is broken by a snapshot that falls', () => {
    const watch = committed();
    expect(broken(watch, (node) => compact(node, 3, 2))).toEqual([]);
    const { dict, sessions } = watch.node('S1');
    const earlier = snapshotOf(2, 1, { dict, sessions });
    expect(broken(watch, (node) => restore(node, earlier, [entry(3, 2)]))).toEqual(['Monotone State']);
  });

  it('is broken by a disk whose term falls, or that is ahead of memory', () => {
    expect(
      broken(committed(), (_, disk) => {
        disk.currentTerm = 1;
        disk.votedFor = null;
      }),
    ).toEqual(['Monotone State']);
    expect(
      broken(committed(), (_, disk) => {
        disk.currentTerm = 3;
        disk.votedFor = null;
      }),
    ).toEqual(['Monotone State']);
  });

  it('lets what is volatile fall over a restart', () => {
    const watch = committed();
    watch.crash('S1');
    watch.restart('S1');
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
    // And what is committed again is the same.
    watch.event('S1', (node) => commit(node, 3));
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken by a restart below the durable term', () => {
    const watch = committed();
    watch.crash('S1');
    const found = watch.restart('S1', (node) => {
      node.currentTerm = 1;
      node.votedFor = null;
    });
    expect(properties(found)).toContain('Monotone State');
  });

  it('is broken by a matchIndex that falls within the leader’s term', () => {
    expect(
      broken(committed(), (node) => {
        node.progress['S2'] = progress(2);
      }),
    ).toEqual(['Monotone State']);
  });

  it('sees matchIndex fall in a step that also appends', () => {
    expect(
      broken(committed(), (node) => {
        node.log.entries.push(entry(4, 2));
        node.progress['S2'] = progress(2);
      }),
    ).toEqual(['Monotone State']);
  });

  it('lets a new term’s matchIndex begin at 0', () => {
    const watch = committed();
    watch.event('S1', (node) => {
      node.currentTerm = 3;
      node.role = 'candidate';
      node.progress = {};
    });
    watch.votes('S1', 'S2');
    watch.event('S1', (node) => {
      node.role = 'leader';
      node.progress = { S2: progress(0, 4), S3: progress(0, 4) };
    });
    expect(watch.quick.violations).toEqual([]);
  });
});

describe('State Order', () => {
  it('is broken by lastApplied above commitIndex', () => {
    expect(
      broken(elected(), (node) => {
        node.lastApplied = 1;
      }),
    ).toEqual(['State Order']);
  });

  it('is broken by a commitIndex beyond the log', () => {
    const watch = committed();
    const found = watch.event('S1', (node) => {
      node.commitIndex = 4;
    });
    expect(properties(found)).toEqual(['State Order']);
    expect(found[0]?.detail).toBe(
      'S1 breaks snapshotIndex 0 ≤ lastApplied 3 ≤ commitIndex 4 ≤ last index 3.',
    );
  });

  it('is broken by a snapshot above lastApplied', () => {
    const watch = committed();
    const found = watch.event('S2', (node) => {
      compact(node, 3, 2);
    });
    expect(properties(found)).toEqual(['State Order']);
  });

  it('is broken by an entry above currentTerm', () => {
    expect(broken(elected(), (node) => node.log.entries.push(entry(4, 3)))).toEqual(['State Order']);
  });

  it('is broken by terms that fall along the log', () => {
    expect(broken(elected(), (node) => node.log.entries.push(entry(4, 1)))).toEqual(['State Order']);
  });

  it('is broken by an entry that slips out of the middle', () => {
    expect(broken(elected(), (node) => node.log.entries.splice(1, 1))).toContain('State Order');
  });

  it('is broken by an entry in the wrong place', () => {
    expect(broken(elected(), (node) => node.log.entries.push(entry(5, 2)))).toEqual(['State Order']);
  });
});
