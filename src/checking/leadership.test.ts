import { describe, expect, it } from 'vitest';
import type { NodeId } from '../raft/types.ts';
import { campaign, committed, elected, follow, lead, properties, sync, TestWatch } from './testWatch.ts';

describe('Election Safety', () => {
  it('holds when another node leads a later term', () => {
    const watch = elected();
    watch.event('S3', (node, disk) => {
      follow(node, 2, null);
      campaign(node);
      node.log.entries = watch.node('S1').log.entries.slice();
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(watch.thorough.violations).toEqual([]);
    expect(watch.quick.violations).toEqual([]);
  });

  it('is broken by a second leader of the same term', () => {
    const watch = elected();
    watch.event('S3', (node, disk) => {
      campaign(node);
      sync(node, disk);
    });
    const found = watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(properties(found)).toEqual(['Election Safety']);
    expect(found[0]?.detail).toBe(
      'S3 became leader of term 2, which S1 was already elected to lead.',
    );
    expect(found[0]?.nodes).toEqual(['S1', 'S3']);
    expect(watch.thorough.violations).toEqual(watch.quick.violations);
  });

  it('is all that a second leader breaks that lacks what the first has committed in the same term', () => {
    const watch = committed();
    watch.event('S3', (node) => {
      campaign(node);
      lead(node, 'S1', 'S2');
    });
    expect(properties(watch.quick.violations)).toEqual(['Election Safety']);
    expect(properties(watch.thorough.violations)).toEqual(['Election Safety']);
  });

  it('counts a leader that moves on to a later term in one step', () => {
    const watch = elected();
    watch.event('S1', (node) => {
      node.currentTerm = 3;
    });
    watch.event('S3', (node) => follow(node, 2, null));
    const found = watch.event('S3', (node) => {
      campaign(node);
      lead(node, 'S1', 'S2');
    });
    expect(properties(found)).toEqual(['Election Safety']);
  });

  it('is broken by a second leader long after the first is gone', () => {
    const watch = elected();
    watch.crash('S1');
    watch.event('S3', (node, disk) => {
      campaign(node);
      sync(node, disk);
    });
    expect(properties(watch.event('S3', (node) => lead(node, 'S1', 'S2')))).toEqual([
      'Election Safety',
    ]);
  });
});

describe('a leader', () => {
  it('has the votes of a quorum, as disks and messages show them', () => {
    const watch = elected();
    watch.event('S3', (node, disk) => {
      node.currentTerm = 2;
      campaign(node);
      sync(node, disk);
    });
    const found = watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(properties(found)).toEqual(['Election Safety']);
    expect(found[0]?.detail).toBe('S3 became leader of term 3 with the votes of S3, which are no quorum of S1, S2, S3.');
  });

  it('may count its own vote before it is durable: that is Persist Before Send’s to tell', () => {
    const watch = elected();
    watch.event('S3', (node) => {
      node.currentTerm = 2;
      campaign(node);
    });
    watch.event('S2', (node, disk) => {
      follow(node, 3, 'S3');
      sync(node, disk);
    });
    expect(watch.event('S3', (node) => lead(node, 'S1', 'S2'))).toEqual([]);
  });

  it('has votes that were given and are over by now', () => {
    const watch = elected();
    watch.event('S3', (node, disk) => {
      node.currentTerm = 2;
      campaign(node);
      sync(node, disk);
    });
    watch.votes('S3', 'S2');
    watch.event('S2', (node, disk) => {
      follow(node, 7, null);
      sync(node, disk);
    });
    watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(watch.quick.violations).toEqual([]);
  });

  it('of a joint configuration has both quorums, and does not count itself where it is in neither', () => {
    const joint = (voters: NodeId[], outgoing: NodeId[], ...granted: NodeId[]): string[] => {
      const config = { voters, votersOutgoing: outgoing, learners: [] };
      const start = { term: 1, log: [{ index: 1, term: 1, command: { config } }] };
      const watch = new TestWatch([start, start, start, start, start]);
      watch.event('S1', campaign);
      watch.votes('S1', ...granted);
      return properties(watch.event('S1', (node) => lead(node)));
    };
    expect(joint(['S1', 'S4', 'S5'], ['S1', 'S2', 'S3'], 'S2', 'S4')).toEqual([]);
    expect(joint(['S1', 'S4', 'S5'], ['S1', 'S2', 'S3'], 'S2', 'S3')).toEqual(['Election Safety']);
    expect(joint(['S2', 'S3'], [], 'S2', 'S3')).toEqual([]);
    expect(joint(['S2', 'S3'], [], 'S2')).toEqual(['Election Safety']);
  });
});

describe('Votes For Oneself', () => {
  it('is broken by a leader whose vote is somebody else’s', () => {
    const watch = elected();
    watch.event('S3', (node) => {
      follow(node, 3, null);
      node.role = 'candidate';
    });
    watch.votes('S3', 'S1', 'S2');
    watch.event('S3', (node) => {
      node.votedFor = 'S2';
    });
    const found = watch.event('S3', (node) => lead(node, 'S1', 'S2'));
    expect(properties(found)).toEqual(['Votes For Oneself']);
    expect(found[0]?.detail).toContain('its vote in that term is for S2');
  });

  it('is broken by a leader that clears its vote while it leads', () => {
    const watch = elected();
    const found = watch.event('S1', (node) => {
      node.votedFor = null;
    });
    expect(properties(found)).toEqual(['Votes For Oneself']);
  });
});
