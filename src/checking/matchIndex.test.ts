import { describe, expect, it } from 'vitest';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import { append, arrival, commit, committed, compact, elected, emptyDisk, entry, progress, properties, restore, sync } from './testWatch.ts';

describe('Match Index', () => {
  it('holds up to what is durable', () => {
    const watch = elected();
    watch.event('S1', (node) => {
      node.progress['S2'] = progress(2);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken beyond the other’s disk', () => {
    const watch = elected();
    watch.event('S2', (node) => append(node, entry(3, 2)));
    const found = watch.event('S1', (node) => {
      node.progress['S2'] = progress(3);
    });
    expect(properties(found)).toEqual(['Match Index']);
    expect(found[0]?.detail).toBe(
      `S1, leader of term 2, has matchIndex 3 for S2, but S2's disk holds entries only up to 2.`,
    );
  });

  it('is broken by another entry there', () => {
    const watch = elected();
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 1));
      sync(node, disk);
    });
    const found = watch.event('S1', (node) => {
      node.progress['S2'] = progress(3);
    });
    expect(properties(found)).toEqual(['Match Index']);
    expect(found[0]?.detail).toContain(`of term 2 in its own log and of term 1 on S2's disk`);
  });

  it('asks nothing of a node that has moved on to a later term', () => {
    const watch = elected();
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 2));
      sync(node, disk);
    });
    watch.event('S2', (node, disk) => {
      node.currentTerm = 3;
      node.votedFor = null;
      node.log.entries.length = 2;
      sync(node, disk);
    });
    // The acknowledgement of term 2 arrives late.
    watch.event('S1', (node) => {
      node.progress['S2'] = progress(3);
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('holds over a crash that loses only memory, and is broken by one that loses the disk', () => {
    const watch = committed();
    watch.crash('S2');
    watch.restart('S2');
    watch.event('S1', (node) => append(node, entry(4, 2)));
    expect(watch.quick.violations).toEqual([]);
    watch.crash('S2');
    watch.slot('S2').disk = emptyDisk();
    expect(properties(watch.restart('S2'))).toEqual([
      'Truncation Safety',
      'Monotone State',
      'Match Index',
    ]);
  });

  it('holds below a snapshot of either side', () => {
    const watch = committed();
    watch.event('S2', (node, disk) => {
      commit(node, 3);
      compact(node, 3, 2);
      sync(node, disk);
    });
    watch.event('S1', (node) => {
      compact(node, 2, 1);
      node.progress['S3'] = progress(1);
    });
    watch.event('S3', (_, disk) => {
      disk.currentTerm = 1;
    });
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('holds after an install that is durable, and is broken before', () => {
    for (const [synced, expected] of [[true, []], [false, ['Match Index']]] as const) {
      const watch = committed();
      watch.event('S1', (node) => compact(node, 3, 2));
      const snapshot = snapshotOf(3, 2, { dict: new Map() });
      watch.event(
        'S3',
        (node, disk) => {
          node.currentTerm = 2;
          disk.currentTerm = 2;
          restore(node, snapshot);
          commit(node, 3);
          if (synced) sync(node, disk);
        },
        arrival(installSnapshot(snapshot)),
      );
      const found = watch.event('S1', (node) => {
        node.progress['S3'] = progress(3);
      });
      expect(properties(found)).toEqual(expected);
      expect(properties(watch.thorough.violations)).toEqual(expected);
    }
  });

  it('is looked at for nodes that have joined', () => {
    const watch = committed();
    watch.join('S4');
    watch.join('S5');
    watch.event('S1', (node) => {
      node.progress['S4'] = progress(0, 4);
      node.progress['S5'] = progress(0, 4);
    });
    expect(watch.quick.violations).toEqual([]);
    const found = watch.event('S1', (node) => {
      node.progress['S5'] = progress(1);
    });
    expect(properties(found)).toEqual(['Match Index']);
    expect(found[0]?.detail).toContain(`S5's disk holds entries only up to 0`);
  });

  it('asks nothing of a node that the leader does not replicate to', () => {
    const watch = elected();
    watch.event('S1', (node) => {
      node.progress = { S2: progress(2) };
    });
    watch.event('S3', (_, disk) => {
      disk.log.entries.length = 1;
    });
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken by a nextIndex that is not above it', () => {
    const watch = elected();
    const found = watch.event('S1', (node) => {
      node.progress['S2'] = progress(2, 2);
    });
    expect(properties(found)).toEqual(['Match Index']);
    expect(found[0]?.detail).toBe(
      'S1 would send S2 entry 2 next, although its matchIndex for it is 2 already.',
    );
  });
});
