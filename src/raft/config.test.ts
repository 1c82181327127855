/** Which configuration a node goes by, and what that makes of it. P6, T4 */
import { describe, expect, it } from 'vitest';
import { configAt, isJoint, isSameConfig, watchesElections } from './configAt.ts';
import { paperRules } from './rules.ts';
import { snapshotOf } from './testMessages.ts';
import { appendEntries, deliver, entriesOf, feed, nodeOf, noteOf, whats } from './testNode.ts';
import type { AppendEntries, Configuration, Entry, LogIndex, NodeId, Term } from './types.ts';

const only = (voters: NodeId[], learners: NodeId[] = []): Configuration => ({ voters, votersOutgoing: [], learners });
const entry = (index: LogIndex, term: Term, config: Configuration): Entry => ({ index, term, command: { config } });
const boot = only(['S1', 'S2', 'S3']);
const [wide, narrow] = [only(['S1', 'S2', 'S3', 'S4']), only(['S2', 'S3'])];

/** S2, leader of `term`, sends `entries` after the one at `prevLogIndex`. */
function append(term: Term, prevLogIndex: LogIndex, prevLogTerm: Term, entries: Entry[], leaderCommit = 0): AppendEntries {
  return { ...appendEntries({ term, prevLogIndex, prevLogTerm, leaderCommit }), entries };
}

describe('the configuration in force', () => {
  it('P6: is the latest of the log up to an index, then the snapshot’s, then the first', () => {
    const entries = [...entriesOf([1]), entry(2, 1, wide), ...entriesOf([1], 3), entry(4, 1, narrow)];
    const log = { entries, snapshotIndex: 0, snapshotTerm: 0 };
    const inForce = [0, 1, 2, 3, 4].map((upTo) => configAt(log, null, boot, upTo));
    expect(inForce).toEqual([
      { config: boot, index: 0 },
      { config: boot, index: 0 },
      { config: wide, index: 2 },
      { config: wide, index: 2 },
      { config: narrow, index: 4 },
    ]);
    const snapshot = snapshotOf(3, 1, { config: wide, configIndex: 2 });
    const rest = { entries: entries.slice(3), snapshotIndex: 3, snapshotTerm: 1 };
    expect([3, 4].map((upTo) => configAt(rest, snapshot, boot, upTo).index)).toEqual([2, 4]);
  });

  it('P6: is joint when an old half has to agree', () => {
    expect([isJoint(boot), isJoint({ ...boot, votersOutgoing: ['S9'] })]).toEqual([false, true]);
  });

  it('P6: is the same when all three lists are', () => {
    const [a, b] = [['S1', 'S2'], ['S1', 'S3']];
    const whole: Configuration = { voters: a, votersOutgoing: a, learners: a };
    expect(isSameConfig(whole, structuredClone(whole))).toBe(true);
    for (const list of ['voters', 'votersOutgoing', 'learners'] as const) {
      for (const other of [b, ['S1'], ['S1', 'S2', 'S3'], []]) expect(isSameConfig(whole, { ...whole, [list]: other })).toBe(false);
    }
  });

  it('P6: takes effect on a follower when the entry comes, committed or not: the last of several', () => {
    const node = nodeOf();
    const outcome = deliver(node, append(1, 0, 0, [entry(1, 1, wide), entry(2, 1, narrow), ...entriesOf([1], 3)]));
    expect([node.config, node.configIndex, node.commitIndex]).toEqual([narrow, 2, 0]);
    expect(noteOf(outcome, 'configInForce')).toEqual({ index: 2, config: narrow, before: boot });
    expect(whats(outcome).filter((what) => what === 'configInForce')).toHaveLength(1);
  });

  it('P6: what the log had already isn’t taken again', () => {
    const node = nodeOf();
    const entries = [entry(1, 1, wide), ...entriesOf([1], 2)];
    deliver(node, append(1, 0, 0, entries));
    expect(whats(deliver(node, append(1, 0, 0, [...entries, ...entriesOf([1], 3)])))).not.toContain('configInForce');
    expect(node.configIndex).toBe(1);
    // Not even when nothing in the message is new.
    expect(whats(deliver(node, append(1, 0, 0, entries)))).not.toContain('configInForce');
  });

  it('P6: is the one before when the entry is cut', () => {
    const node = nodeOf();
    deliver(node, append(1, 0, 0, [...entriesOf([1]), entry(2, 1, wide), entry(3, 1, narrow)]));
    const outcome = deliver(node, append(2, 2, 1, entriesOf([2], 3)));
    expect([node.config, node.configIndex]).toEqual([wide, 2]);
    expect(noteOf(outcome, 'configReverted')).toEqual({ index: 2, config: wide, before: narrow });
    expect(whats(deliver(node, append(3, 2, 1, entriesOf([3], 3))))).not.toContain('configReverted');
    deliver(node, append(4, 1, 1, entriesOf([4], 2)));
    expect([node.config, node.configIndex]).toEqual([boot, 0]);
  });
});

describe('a node’s place in it', () => {
  it('T4.2.1: a learner that is promoted, and a voter that is not one any more, at once', () => {
    const node = nodeOf({ id: 'S4', learners: ['S4'] });
    expect([node.role, node.electionDeadline]).toEqual(['learner', null]);
    deliver(node, append(1, 0, 0, [entry(1, 1, wide)]), 100);
    expect([node.role, node.electionDeadline]).toEqual(['follower', 100 + node.electionTimeoutMs]);
    deliver(node, append(1, 1, 1, [entry(2, 1, only(['S1', 'S2', 'S3'], ['S4']))]), 200);
    expect(node.role).toBe('learner');
  });

  it('T4.2.2: one that leaves waits for elections until that is committed: it may hold the only copy', () => {
    const node = nodeOf();
    deliver(node, append(1, 0, 0, [entry(1, 1, narrow)]), 100);
    expect([node.role, node.electionDeadline]).toEqual(['follower', 100 + node.electionTimeoutMs]);
    expect(watchesElections(node, paperRules)).toBe(true);
    const before = node.electionDeadline;
    deliver(node, { ...append(1, 1, 1, [], 1) }, 150);
    expect([node.commitIndex, node.electionDeadline, before === null]).toEqual([1, null, false]);
    expect(watchesElections(node, paperRules)).toBe(false);
    expect(whats(feed(node, { kind: 'timer' }, 5000))).toEqual([]);
    expect(whats(feed(node, { kind: 'campaign' }, 5000))).toEqual(['campaignIgnored']);
  });

  it('T4.2.2: nobody who was never a voter waits for elections', () => {
    const node = nodeOf({ id: 'S9' });
    expect(node.electionDeadline).toBeNull();
    deliver(node, { ...append(1, 0, 0, [entry(1, 1, wide)]), to: 'S9' }, 100);
    expect(node.electionDeadline).toBeNull();
  });

  it('P6: a voter of one half is a voter, though the other makes it a learner', () => {
    const node = nodeOf({ id: 'S4', votersOutgoing: ['S4'], learners: ['S4'] });
    expect([node.role, node.electionDeadline === null]).toEqual(['follower', false]);
  });

  it('P5.2: a configuration that doesn’t change a node’s place leaves its timer alone', () => {
    const node = nodeOf();
    deliver(node, append(1, 0, 0, []), 100);
    const { electionDeadline, electionTimeoutMs } = node;
    // Hearing the leader restarts it once, adopting the configuration not again.
    deliver(node, append(1, 0, 0, [entry(1, 1, wide)]), 100);
    const once = nodeOf();
    deliver(once, append(1, 0, 0, []), 100);
    deliver(once, append(1, 0, 0, []), 100);
    expect([node.electionDeadline, electionDeadline]).toEqual([once.electionDeadline, 100 + electionTimeoutMs]);
  });
});
