import { describe, expect, it } from 'vitest';
import { installSnapshot, snapshotOf } from '../raft/testMessages.ts';
import type { NodeId } from '../raft/types.ts';
import {
  append,
  arrival,
  campaign,
  commit,
  committed,
  compact,
  configure,
  elected,
  entry,
  lead,
  properties,
  restore,
  sync,
  TestWatch,
  write,
} from './testWatch.ts';

/** What S1, which leads and has committed entry 3, breaks by appending a configuration. */
function appending(voters: readonly NodeId[], outgoing: readonly NodeId[] = []): string[] {
  return properties(committed().event('S1', (node) => configure(node, voters, outgoing)));
}

describe('Configurations', () => {
  it('hold through a whole joint change', () => {
    const watch = committed();
    const holds = (): void => {
      watch.event('S1', (node, disk) => sync(node, disk));
      for (const id of ['S2', 'S3']) {
        watch.event(id, (node, disk) => {
          const { log, config, configIndex } = watch.node('S1');
          node.currentTerm = 2;
          node.log.entries = log.entries.slice();
          Object.assign(node, { config, configIndex });
          sync(node, disk);
        });
      }
    };
    watch.event('S1', (node) => configure(node, ['S1', 'S2', 'S3', 'S4'], ['S1', 'S2', 'S3']));
    holds();
    watch.event('S1', (node) => {
      commit(node, 4);
      configure(node, ['S1', 'S2', 'S3', 'S4']);
    });
    holds();
    watch.join('S4');
    watch.event('S1', (node) => {
      commit(node, 5);
      compact(node, 5, 2);
    });
    expect(watch.thorough.violations).toEqual([]);
    expect(watch.quick.violations).toEqual([]);
  });

  it('are broken by a second one before the first is committed', () => {
    const watch = committed();
    expect(watch.event('S1', (node) => configure(node, ['S1', 'S2']))).toEqual([]);
    const found = watch.event('S1', (node) => configure(node, ['S1', 'S2', 'S3']));
    expect(properties(found)).toEqual(['Configurations']);
    expect(found[0]?.detail).toBe(
      'S1’s log holds configuration S1, S2, S3 at 5 of term 2, while the one before, S1, S2 at 4, is not committed.'.replace('’', "'"),
    );
    const leaving = committed();
    leaving.event('S1', (node) => configure(node, ['S1', 'S2', 'S3', 'S4'], ['S1', 'S2', 'S3']));
    expect(properties(leaving.event('S1', (node) => configure(node, ['S1', 'S2', 'S3', 'S4'])))).toEqual(['Configurations']);
  });

  it('are broken by a leader that has committed nothing of its own term (the bug of 2015)', () => {
    const found = elected().event('S1', (node) => configure(node, ['S1', 'S2']));
    expect(properties(found)).toEqual(['Configurations']);
    expect(found[0]?.detail).toBe(
      'S1 appended configuration S1, S2 at 4 as leader of term 2, having committed nothing of that term: its last committed entry 0 is of term 0.',
    );
  });

  it('are broken by one whose quorums need not meet those of the one before', () => {
    expect(appending(['S1', 'S2', 'S3', 'S4'])).toEqual([]);
    expect(appending(['S1', 'S2', 'S3', 'S4', 'S5'])).toEqual(['Configurations']);
    expect(appending(['S1', 'S2', 'S3', 'S4', 'S5'], ['S1', 'S2', 'S3'])).toEqual([]);
    expect(appending(['S4'])).toEqual(['Configurations']);
    expect(appending(['S4'], ['S1', 'S2', 'S3'])).toEqual([]);
    expect(appending([])).toEqual(['Configurations']);
  });

  it('are in force as soon as they are in the log, and no longer than that', () => {
    const watch = committed();
    watch.event('S1', (node) => configure(node, ['S1', 'S2']));
    const joint = watch.node('S1').log.entries.slice(3);
    const late = watch.event('S2', (node) => append(node, ...joint));
    expect(properties(late)).toEqual(['Configurations']);
    expect(late[0]?.detail).toBe(
      `S2 goes by configuration S1, S2, S3 of entry 0, but the latest in its log up to 4 is S1, S2 of entry 4.`,
    );
    const other = committed();
    other.event('S3', (node) => {
      node.currentTerm = 2;
      append(node, entry(3, 2));
    });
    other.event('S1', (node) => configure(node, ['S1', 'S2']));
    other.event('S3', (node) => {
      append(node, ...other.node('S1').log.entries.slice(3));
      Object.assign(node, { config: other.node('S1').config, configIndex: 4 });
    });
    expect(other.quick.violations).toEqual([]);
    // Term 3 has another entry there; S3 keeps the configuration that went with it.
    const cut = other.event(
      'S3',
      (node) => {
        node.currentTerm = 3;
        node.log.entries[3] = entry(4, 3);
      },
      { persist: write([entry(4, 3)], 4) },
    );
    expect(properties(cut)).toEqual(['Configurations']);
  });

  it('come with a snapshot', () => {
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    const restored = (takesOver: boolean): string[] => {
      const watch = committed();
      watch.event('S1', (node, disk) => {
        configure(node, ['S1', 'S2']);
        sync(node, disk);
      });
      watch.event('S2', (node, disk) => {
        node.log.entries = watch.node('S1').log.entries.slice();
        Object.assign(node, { config, configIndex: 4 });
        sync(node, disk);
      });
      watch.event('S1', (node) => {
        commit(node, 4);
        compact(node, 4, 2);
      });
      const snapshot = snapshotOf(4, 2, { dict: new Map(), config, configIndex: 4 });
      watch.event(
        'S3',
        (node) => {
          node.currentTerm = 2;
          restore(node, snapshot);
          commit(node, 4);
          if (takesOver) Object.assign(node, { config, configIndex: 4 });
        },
        arrival(installSnapshot(snapshot)),
      );
      expect(properties(watch.thorough.violations)).toEqual(properties(watch.quick.violations));
      return properties(watch.quick.violations);
    };
    expect(restored(true)).toEqual([]);
    expect(restored(false)).toEqual(['Configurations']);
  });

  it('of a prepared log are taken as they are', () => {
    const change = (index: number, voters: readonly NodeId[]) =>
      ({ index, term: 1, command: { config: { voters, votersOutgoing: [], learners: [] } } }) as const;
    const log = [change(1, ['S1', 'S2']), change(2, ['S1'])];
    const watch = new TestWatch([{ log, term: 1 }, { log, term: 1 }, {}]);
    expect(watch.quick.violations).toEqual([]);
    watch.event('S1', campaign);
    watch.votes('S1');
    watch.event('S1', (node) => lead(node));
    expect(watch.thorough.violations).toEqual([]);
  });
});
