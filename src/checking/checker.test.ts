import { describe, expect, it } from 'vitest';
import { traceEvent } from '../trace/testEvent.ts';
import { invariants } from './invariants.ts';
import { campaign, committed, elected, lead, logOf, properties, sync, TestWatch } from './testWatch.ts';

describe('createChecker', () => {
  it('gives the same empty list for every event that breaks nothing', () => {
    const watch = elected();
    const first = watch.event('S1', () => undefined);
    expect(first).toEqual([]);
    expect(watch.event('S2', () => undefined)).toBe(first);
    expect(watch.quick.afterEvent(traceEvent({ node: null }), watch.slots)).toBe(first);
  });

  it('says when and where', () => {
    const watch = elected();
    watch.event('S1', (node) => {
      node.votedFor = null;
    }, { time: 12.5 });
    expect(watch.quick.violations).toEqual([
      {
        property: 'Votes For Oneself',
        time: 12.5,
        event: 4,
        detail: 'S1 leads term 2, but its vote in that term is for nobody, not for S1.',
        nodes: ['S1'],
        index: null,
      },
    ]);
  });

  it('tells what goes on being wrong once, and no more than ten of a kind', () => {
    const watch = committed();
    for (let i = 0; i < 40; i += 1) {
      watch.event('S1', (node) => {
        node.lastApplied = 3 + (i % 30);
      });
    }
    const order = watch.quick.violations.filter((v) => v.property === 'State Order');
    expect(order).toHaveLength(10);
    expect(new Set(order.map((v) => v.detail)).size).toBe(10);
  });

  it('goes on from a clone as from the original, and neither disturbs the other', () => {
    const watch = committed();
    const before = watch.quick.clone();
    const wrong = (): void => {
      watch.event('S3', (node, disk) => {
        campaign(node);
        node.currentTerm = 3;
        sync(node, disk);
      });
      watch.votes('S3', 'S2');
      watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    };
    wrong();
    expect(properties(watch.quick.violations)).toEqual(['Leader Completeness']);
    expect(before.violations).toEqual([]);
    // The clone sees the same end state in one event and remembers the commit from before.
    const found = before.afterEvent(traceEvent({ node: 'S3' }), watch.slots);
    expect(properties(found)).toEqual(['Leader Completeness']);
    expect(watch.quick.clone().violations).toEqual(watch.quick.violations);
  });

  it('follows a cluster that grows, and so does a clone of before', () => {
    const watch = committed();
    const before = watch.quick.clone();
    expect(watch.join('S4')).toEqual([]);
    watch.event('S4', (node, disk) => {
      node.currentTerm = 2;
      node.votedFor = 'S1';
      sync(node, disk);
    });
    const second = watch.event('S4', (node) => {
      node.votedFor = 'S2';
    });
    expect(properties(second)).toEqual(['One Vote']);
    watch.crash('S4');
    watch.restart('S4');
    expect(watch.quick.violations).toHaveLength(1);
    expect(properties(watch.thorough.violations)).toEqual(['One Vote']);
    expect(before.afterEvent(traceEvent({ node: 'S4' }), watch.slots)).toEqual([]);
    watch.join('S5');
    const wrong = watch.event('S5', (node) => {
      node.currentTerm = 2;
      node.votedFor = 'S5';
      lead(node, 'S1');
    });
    expect(properties(wrong)).toEqual(['Election Safety']);
    expect(properties(before.afterEvent(traceEvent({ node: 'S5' }), watch.slots))).toEqual(['Election Safety']);
  });

  it('looks at the start, whether a node is up or down', () => {
    const watch = new TestWatch([
      { log: logOf(1), term: 1, commitIndex: 2 },
      { log: logOf(2), term: 1, up: false },
      {},
    ]);
    expect(watch.quick.violations.map(({ property, event, nodes }) => [property, event, nodes])).toEqual([
      ['State Order', 0, ['S1']],
    ]);
    expect(properties(watch.restart('S2'))).toEqual(['State Order']);
  });

  it('reads the list of nodes afresh each time', () => {
    const watch = elected();
    const slots = structuredClone(watch.slots);
    const node = slots[1]?.node;
    if (node === null || node === undefined) throw new Error('S2 is up');
    node.commitIndex = 9;
    expect(properties(watch.quick.afterEvent(traceEvent({ node: 'S2' }), slots))).toEqual(['State Order']);
  });
});

describe('invariants', () => {
  it('lists them by number, the paper’s five marked', () => {
    expect(invariants.map(({ number }) => number)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1));
    expect(invariants.filter(({ figure3 }) => figure3).map(({ property }) => property)).toEqual([
      'Election Safety',
      'Leader Append-Only',
      'Log Matching',
      'Leader Completeness',
      'State Machine Safety',
    ]);
  });
});
