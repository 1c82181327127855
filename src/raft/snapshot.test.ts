/** Taking snapshots, and starting from one. P7, T5 */
import { describe, expect, it } from 'vitest';
import { createPrng } from '../base/prng.ts';
import { createNode, type NodeStart } from './node.ts';
import { paperRules } from './rules.ts';
import { decodeState } from './snapshotState.ts';
import { snapshotOf } from './testMessages.ts';
import { appendReply, deliver, elect, entriesOf, feed, nodeOf, noteOf, persistAll, requestVote, setX, termsOf, testOptions, whats } from './testNode.ts';
import type { Configuration, DictCommand, Entry, LogIndex, Outcome, RaftNode, RaftOptions, Snapshot } from './types.ts';

function loneLeader(options: Partial<RaftOptions> = {}): RaftNode {
  const node = nodeOf({ voters: ['S1'], options });
  elect(node);
  return node;
}

function apply(node: RaftNode, command: DictCommand): Outcome {
  feed(node, { kind: 'propose', request: 1, command });
  return persistAll(node)[0] ?? expect.fail();
}

const compact = (node: RaftNode, upTo: LogIndex | null = null): Outcome => feed(node, { kind: 'compact', upTo });

describe('a snapshot', () => {
  it('P7: stands for the entries that it forgets, and goes to the disk with its boundary', () => {
    const node = nodeOf({ log: [1, 1, 2, 2], commitIndex: 3 });
    const outcome = compact(node);
    expect(noteOf(outcome, 'snapshotTaken')).toEqual({ from: 0, to: 3, term: 2, bytes: node.snapshot?.data.length });
    expect(node.log).toEqual({ entries: entriesOf([2], 4), snapshotIndex: 3, snapshotTerm: 2 });
    expect(node.snapshot).toMatchObject({ lastIncludedIndex: 3, lastIncludedTerm: 2 });
    expect(outcome.persist).toEqual([{ id: 1, hardState: null, truncateFrom: null, snapshot: node.snapshot, append: [] }]);
    expect(decodeState(node.snapshot ?? expect.fail())).toEqual({
      dict: new Map([['k', '3@2']]),
      sessions: new Map(),
      config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] },
      configIndex: 0,
    });
    expect([node.commitIndex, node.lastApplied, node.dict.get('k')]).toEqual([3, 3, '3@2']);
  });

  it('P7: of less than is applied holds the state of then, also on top of another', () => {
    const node = loneLeader({ maxSessions: 1 });
    apply(node, { append: ['l', 'a'], client: 'A', seq: 1 });
    apply(node, { append: ['l', 'b'], client: 'B', seq: 1 });
    apply(node, { append: ['l', 'c'], client: 'B', seq: 2 });
    apply(node, { delete: 'l' });
    const states = [2, 3, 4].map((upTo) => {
      compact(node, upTo);
      expect([node.log.snapshotIndex, node.snapshot?.lastIncludedIndex]).toEqual([upTo, upTo]);
      return decodeState(node.snapshot ?? expect.fail());
    });
    expect(states.map(({ dict }) => dict.get('l'))).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
    expect(states.map(({ sessions }) => [...sessions].map(([client, { seq, expired }]) => [client, seq, expired]))).toEqual([
      [['A', 1, false]],
      [['A', 1, true], ['B', 1, false]],
      [['A', 1, true], ['B', 2, false]],
    ]);
    expect([node.dict.size, node.lastApplied, termsOf(node)]).toEqual([0, 5, [1]]);
  });

  it('P7: never beyond what is applied, nor before the last', () => {
    const node = nodeOf({ log: [1, 1, 1, 1], commitIndex: 3 });
    expect(noteOf(compact(node, 4), 'compactRefused')).toEqual({ upTo: 4, lastApplied: 3, snapshotIndex: 0 });
    compact(node, 2);
    for (const upTo of [1, 2]) {
      const outcome = compact(node, upTo);
      expect(noteOf(outcome, 'compactRefused')).toEqual({ upTo, lastApplied: 3, snapshotIndex: 2 });
      expect(outcome.persist).toEqual([]);
    }
    expect(node.log.snapshotIndex).toBe(2);
  });

  it('P7: a node that has applied nothing has nothing to compact', () => {
    const node = nodeOf({ log: [1] });
    expect(whats(compact(node))).toEqual(['compactRefused']);
    expect(node.snapshot).toBeNull();
  });

  it('P6, P7: holds the configuration in force at its end, not the latest', () => {
    const node = nodeOf({ voters: ['S1', 'S2'], log: [1] });
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
    node.log.entries.push({ index: 2, term: 1, command: { config } }, ...entriesOf([1], 3));
    elect(node);
    deliver(node, appendReply({ term: 2, matchIndex: 4 }));
    expect(node.lastApplied).toBe(4);
    compact(node, 1);
    expect(decodeState(node.snapshot ?? expect.fail())).toMatchObject({ config: { learners: [] }, configIndex: 0 });
    compact(node, 3);
    expect(decodeState(node.snapshot ?? expect.fail())).toMatchObject({ config, configIndex: 2 });
    compact(node, 4);
    expect(decodeState(node.snapshot ?? expect.fail())).toMatchObject({ config, configIndex: 2 });
  });
});

describe('the threshold', () => {
  it('P7: takes a snapshot whenever so many entries have been applied since the last', () => {
    const node = loneLeader({ snapshotThreshold: 3 });
    const taken = [2, 3, 4, 5, 6, 7].map(() => whats(apply(node, setX)).includes('snapshotTaken'));
    expect(taken).toEqual([false, true, false, false, true, false]);
    expect([node.log.snapshotIndex, node.lastApplied]).toEqual([6, 7]);
  });

  it('P7: leaves it alone when there is none', () => {
    const node = loneLeader();
    for (let i = 0; i < 50; i += 1) apply(node, setX);
    expect(node.snapshot).toBeNull();
  });

  it('P7: what was put in and compacted by one step is written once, in the snapshot', () => {
    const node = nodeOf({ voters: ['S1'], options: { snapshotThreshold: 1, noOpOnElection: false } });
    elect(node);
    const outcome = apply(node, { set: ['x', '1'] });
    expect(outcome.persist).toMatchObject([{ append: [], snapshot: { lastIncludedIndex: 1 } }]);
    expect([node.log.entries, node.durableIndex]).toEqual([[], 1]);
  });

  it('P7: waits while a leader sends the last one to somebody who answers', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3'], log: [1, 1, 1], commitIndex: 3, options: { snapshotThreshold: 3 } });
    elect(node, 1000);
    expect(node.log.snapshotIndex).toBe(3);
    // S2 lacks what is compacted.
    deliver(node, appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex: 3, conflictIndex: 1 }), 1000);
    expect(node.progress['S2']?.state).toBe('snapshot');
    const commit = (index: number, now: number): string[] => {
      feed(node, { kind: 'propose', request: index, command: setX }, now);
      persistAll(node, now);
      return whats(deliver(node, appendReply({ from: 'S3', term: 2, matchIndex: index, prevLogIndex: index - 1 }), now));
    };
    for (const index of [5, 6]) expect(commit(index, 1140)).not.toContain('snapshotTaken');
    expect([node.lastApplied, node.log.snapshotIndex]).toEqual([6, 3]);
    // S2 has not answered for an election timeout: it is not waited for any longer.
    expect(commit(7, 1149)).not.toContain('snapshotTaken');
    expect(whats(feed(node, { kind: 'clock' }, 1150))).toEqual(['snapshotTaken']);
    expect(node.log.snapshotIndex).toBe(7);
  });
});

describe('a process that starts from a snapshot', () => {
  const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };

  function start(snapshot: Snapshot | null, entries: Entry[], commitIndex = 0, is: Partial<NodeStart> = {}): RaftNode {
    const [snapshotIndex, snapshotTerm] = [snapshot?.lastIncludedIndex ?? 0, snapshot?.lastIncludedTerm ?? 0];
    const log = { entries, snapshotIndex, snapshotTerm };
    return createNode(
      {
        id: 'S1',
        options: testOptions,
        config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] },
        disk: { currentTerm: 3, votedFor: null, log, snapshot },
        commitIndex,
        restarted: false,
        prng: createPrng(1),
        now: 0,
        ...is,
      },
      paperRules,
    );
  }

  it('P7: has its state, and applies what comes after', () => {
    const sessions = new Map([['A', { seq: 4, result: null, usedAt: 5, expired: false }]]);
    const node = start(snapshotOf(5, 2, { config, configIndex: 3, sessions }), entriesOf([2, 3], 6), 6);
    expect(node).toMatchObject({ commitIndex: 6, lastApplied: 6, durableIndex: 7, config, configIndex: 3 });
    expect([node.dict.get('k'), node.sessions]).toEqual(['6@2', sessions]);
  });

  it('P7: knows that everything in the snapshot is committed', () => {
    const node = start(snapshotOf(5, 2), entriesOf([2, 3], 6));
    expect([node.commitIndex, node.lastApplied, node.dict.get('k'), node.config.voters.length]).toEqual([5, 5, 'snapshot 5', 3]);
  });

  it('P6: goes by the last configuration of its log, committed or not', () => {
    const entries: Entry[] = [{ index: 6, term: 2, command: { config: { ...config, learners: ['S7'] } } }, ...entriesOf([3], 7)];
    const node = start(snapshotOf(5, 2, { config, configIndex: 3 }), entries);
    expect([node.config.learners, node.configIndex]).toEqual([['S7'], 6]);
  });

  it('T6.4.1: may have promised a leader to elect no other: with CheckQuorum it waits as if it had just heard one', () => {
    const options = { ...testOptions, checkQuorum: true };
    const ignores = (is: Partial<NodeStart>, now: number): boolean =>
      whats(deliver(start(null, [], 0, { now: 1000, ...is }), requestVote({ term: 9 }), now)).includes('voteIgnored');
    expect(ignores({ restarted: true, options }, 1149)).toBe(true);
    expect(ignores({ restarted: true, options }, 1150)).toBe(false);
    expect(ignores({ restarted: false, options }, 1149)).toBe(false);
    expect(start(null, [], 0, { restarted: true }).leaderHeardAt).toBeNull();
  });

  it('P5.2: without one it starts from nothing', () => {
    const node = start(null, []);
    expect([node.lastApplied, node.dict.size, node.sessions.size, node.configIndex]).toEqual([0, 0, 0, 0]);
  });
});
