import { describe, expect, it } from 'vitest';
import {
  append,
  campaign,
  commit,
  committed,
  elected,
  entry,
  follow,
  lead,
  logOf,
  progress,
  properties,
  sync,
  TestWatch,
} from './testWatch.ts';

describe('Leader Completeness', () => {
  it('holds for a leader with every committed entry', () => {
    const watch = committed();
    watch.event('S2', (node, disk) => {
      campaign(node);
      sync(node, disk);
    });
    watch.votes('S2', 'S3');
    watch.event('S2', (node) => lead(node, 'S1', 'S3'));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken by a later leader without one', () => {
    const watch = committed();
    watch.event('S3', (node, disk) => {
      follow(node, 2, null);
      campaign(node);
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    const found = watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(properties(found)).toEqual(['Leader Completeness']);
    expect(found[0]).toMatchObject({
      index: 3,
      nodes: ['S1', 'S3'],
      detail:
        'S3 leads term 3 without entry 3 of term 2, which S1 committed in term 2; it has nothing there.',
    });
  });

  it('is broken by a later leader with another entry in its place', () => {
    const watch = committed();
    watch.event('S3', (node, disk) => {
      follow(node, 2, null);
      campaign(node);
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    const found = watch.event('S3', (node) => {
      lead(node, 'S1', 'S2');
      append(node, entry(3, 3));
    });
    expect(found[0]?.detail).toContain('it has an entry of term 3 there');
  });

  it('lets a leader lack what was committed after its election, in its own term or a later one', () => {
    const watch = elected();
    watch.event('S3', (node, disk) => {
      node.currentTerm = 2;
      campaign(node);
      append(node, entry(3, 2));
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    watch.event('S3', (node, disk) => {
      lead(node, 'S1', 'S2');
      append(node, entry(4, 3));
      sync(node, disk);
    });
    watch.event('S2', (node, disk) => {
      follow(node, 3, null);
      append(node, entry(3, 2), entry(4, 3));
      sync(node, disk);
    });
    watch.event('S3', (node) => {
      node.progress['S2'] = progress(4);
      commit(node, 4);
    });
    // S1 still leads term 2 and has heard of none of it.
    watch.event('S1', (node) => append(node, entry(4, 2)));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('lets an old leader commit what the later one has, though it appended it after its own election', () => {
    const watch = elected();
    const both = [entry(3, 2), entry(4, 2)];
    watch.event('S1', (node, disk) => {
      append(node, entry(4, 2));
      sync(node, disk);
    });
    for (const id of ['S2', 'S3']) {
      watch.event(id, (node, disk) => {
        follow(node, 2, node.votedFor);
        append(node, ...both);
        sync(node, disk);
      });
    }
    watch.event('S3', campaign);
    watch.votes('S3', 'S2');
    watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    watch.event('S1', (node) => commit(node, 4));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is broken when an old leader commits what a later one did not have when elected', () => {
    const watch = elected();
    watch.event('S2', (node, disk) => {
      append(node, entry(3, 2));
      sync(node, disk);
    });
    watch.event('S3', (node, disk) => {
      node.currentTerm = 2;
      campaign(node);
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    watch.event('S3', (node) => {
      lead(node, 'S1', 'S2');
      append(node, entry(3, 3));
    });
    watch.crash('S3');
    expect(watch.quick.violations).toEqual([]);
    const found = watch.event('S1', (node) => {
      node.progress['S2'] = progress(3);
      commit(node, 3);
    });
    expect(properties(found)).toEqual(['Leader Completeness']);
    expect(found[0]?.detail).toContain('S3 leads term 3 without entry 3 of term 2');
  });

  it('counts what a prepared start has committed', () => {
    const watch = new TestWatch([
      { log: logOf(1, 1), term: 1, commitIndex: 2 },
      { log: logOf(1, 1), term: 1 },
      { log: logOf(1), term: 1 },
    ]);
    watch.event('S3', campaign);
    watch.votes('S3', 'S2');
    expect(properties(watch.event('S3', (node) => lead(node, 'S1', 'S2')))).toEqual([
      'Leader Completeness',
    ]);
  });

  it('lets Figure 8 begin, where nothing is committed', () => {
    const watch = new TestWatch([
      { log: logOf(1, 2), term: 2 },
      { log: logOf(1, 2), term: 2 },
      { log: logOf(1), term: 2 },
      { log: logOf(1), term: 2 },
      { log: logOf(1, 3), term: 3 },
    ]);
    watch.event('S5', campaign);
    watch.votes('S5', 'S3', 'S4');
    watch.event('S5', (node) => lead(node, 'S1', 'S2', 'S3', 'S4'));
    expect(watch.thorough.violations).toEqual([]);
    expect(watch.quick.violations).toEqual([]);
  });
});
