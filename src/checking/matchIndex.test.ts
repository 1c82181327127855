import { describe, expect, it } from 'vitest';
import { append, commit, committed, compact, elected, emptyDisk, entry, progress, properties, sync } from './testWatch.ts';

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
