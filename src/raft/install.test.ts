/** The follower's side of snapshots. P7, Figure 13 */
import { describe, expect, it } from 'vitest';
import { chunksOf, installSnapshot, snapshotOf, snapshotReply } from './testMessages.ts';
import { appendEntries, deliver, elect, entriesOf, feed, nodeOf, noteOf, persistAll, requestVote, termsOf, whats } from './testNode.ts';
import type { Configuration, InstallSnapshotReply, Outcome } from './types.ts';

function replyOf(outcome: Outcome): InstallSnapshotReply {
  const [reply] = outcome.sendAfterPersist;
  if (reply?.type !== 'InstallSnapshotReply') throw new Error('no answer to the chunk');
  expect([outcome.sendNow, outcome.sendAfterPersist.length]).toEqual([[], 1]);
  return reply;
}

describe('installing', () => {
  it('P7: a follower that lacks it takes the state over: dict, sessions, configuration, commit', () => {
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] };
    const sessions = new Map([['A', { seq: 4, result: 1, usedAt: 5, expired: false }]]);
    const snapshot = snapshotOf(5, 1, { config, configIndex: 3, sessions });
    const node = nodeOf({ log: [1] });
    node.dict.set('old', 'x');
    const outcome = deliver(node, installSnapshot(snapshot, { round: 4 }), 100);
    expect(node).toMatchObject({ commitIndex: 5, lastApplied: 5, config, configIndex: 3, snapshot, sessions, incoming: null });
    expect(node.dict).toEqual(new Map([['k', 'snapshot 5']]));
    expect(node.log).toEqual({ entries: [], snapshotIndex: 5, snapshotTerm: 1 });
    expect(outcome.persist).toEqual([{ id: 1, hardState: null, truncateFrom: null, snapshot, append: [] }]);
    expect(replyOf(outcome)).toEqual(snapshotReply(5, { from: 'S1', to: 'S2', round: 4 }));
    expect(noteOf(outcome, 'snapshotInstalled')).toEqual({ lastIncludedIndex: 5, lastIncludedTerm: 1, haveTerm: null, kept: 0, dropped: 0 });
    expect(noteOf(outcome, 'configInForce')).toMatchObject({ index: 3, config });
  });

  it('P7, Fig. 13: what follows a matching entry stays', () => {
    const node = nodeOf({ log: [1, 1, 1, 1, 1] });
    const outcome = deliver(node, installSnapshot(snapshotOf(3, 1)));
    expect(node.log).toEqual({ entries: entriesOf([1, 1], 4), snapshotIndex: 3, snapshotTerm: 1 });
    expect(noteOf(outcome, 'snapshotInstalled')).toMatchObject({ haveTerm: 1, kept: 2, dropped: 0 });
    expect(outcome.persist).toMatchObject([{ truncateFrom: null, append: [], snapshot: { lastIncludedIndex: 3 } }]);
    expect([node.commitIndex, node.dict.get('k'), node.durableIndex]).toEqual([3, 'snapshot 3', 5]);
  });

  it('P7, Fig. 13: a log that conflicts goes, also on the disk', () => {
    const node = nodeOf({ log: [1, 1, 1, 1, 1] });
    const outcome = deliver(node, installSnapshot(snapshotOf(3, 2), { term: 3 }));
    expect(node.log).toEqual({ entries: [], snapshotIndex: 3, snapshotTerm: 2 });
    expect(noteOf(outcome, 'snapshotInstalled')).toMatchObject({ haveTerm: 1, kept: 0, dropped: 2 });
    expect(outcome.persist).toMatchObject([{ truncateFrom: 4, append: [], snapshot: { lastIncludedIndex: 3 } }]);
    persistAll(node);
    expect(node.durableIndex).toBe(3);
  });

  it('P7, Fig. 13: a log that ends at the snapshot, whatever it has there, is replaced', () => {
    const node = nodeOf({ log: [1, 1, 1] });
    const outcome = deliver(node, installSnapshot(snapshotOf(3, 2), { term: 3 }));
    expect(node.log).toEqual({ entries: [], snapshotIndex: 3, snapshotTerm: 2 });
    expect(noteOf(outcome, 'snapshotInstalled')).toMatchObject({ kept: 0, dropped: 0 });
    expect(outcome.persist).toMatchObject([{ truncateFrom: null }]);
  });

  it('P7: one that brings nothing new changes nothing, but is acknowledged', () => {
    const node = nodeOf({ log: [1, 1, 1, 1], commitIndex: 3 });
    for (const index of [2, 3]) {
      const outcome = deliver(node, installSnapshot(snapshotOf(index, 1)));
      expect(noteOf(outcome, 'snapshotStale')).toEqual({ lastIncludedIndex: index, commitIndex: 3 });
      expect(replyOf(outcome)).toMatchObject({ installed: true, lastIncludedIndex: index, nextOffset: 0 });
      expect(outcome.persist).toEqual([]);
    }
    expect([termsOf(node), node.log.snapshotIndex, node.dict.get('k')]).toEqual([[1, 1, 1, 1], 0, '3@1']);
  });

  it('P6: a configuration after the snapshot stays in force', () => {
    const node = nodeOf({ log: [1, 1] });
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    deliver(node, { ...appendEntries({ prevLogIndex: 2, prevLogTerm: 1 }), entries: [{ index: 3, term: 1, command: { config } }] });
    expect(node.configIndex).toBe(3);
    const outcome = deliver(node, installSnapshot(snapshotOf(2, 1)));
    expect([node.config, node.configIndex, whats(outcome).includes('configInForce')]).toEqual([config, 3, false]);
  });

  it('P6: the snapshot’s is in force by its entry’s index, also if it says the same; and another of the same index', () => {
    const node = nodeOf();
    deliver(node, installSnapshot(snapshotOf(5, 1, { configIndex: 3 })));
    expect([node.configIndex, node.config.voters.length]).toEqual([3, 3]);
    const other = nodeOf();
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    deliver(other, { ...appendEntries(), entries: [{ index: 1, term: 1, command: { config } }] });
    deliver(other, installSnapshot(snapshotOf(5, 2, { config: { ...config, learners: ['S3'] }, configIndex: 1 }), { term: 2 }));
    expect([other.configIndex, other.config.learners]).toEqual([1, ['S3']]);
  });

  it('P6: a configuration that is cut with the log is not', () => {
    const node = nodeOf({ log: [1, 1] });
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    deliver(node, { ...appendEntries({ prevLogIndex: 2, prevLogTerm: 1 }), entries: [{ index: 3, term: 1, command: { config } }] });
    deliver(node, installSnapshot(snapshotOf(2, 2), { term: 3 }));
    expect([node.config.voters.length, node.configIndex]).toEqual([3, 0]);
  });
});

describe('chunks', () => {
  const snapshot = snapshotOf(5, 1);
  const chunks = chunksOf(snapshot, 40);
  const [first, second, third] = [chunks[0] ?? expect.fail(), chunks[1] ?? expect.fail(), chunks[2] ?? expect.fail()];

  it('Fig. 13: are put together in order, and the last one installs', () => {
    const node = nodeOf();
    for (const chunk of chunks.slice(0, -1)) {
      const outcome = deliver(node, chunk);
      expect(node.commitIndex).toBe(0);
      expect(replyOf(outcome)).toMatchObject({ installed: false, nextOffset: chunk.offset + 40 });
      expect(noteOf(outcome, 'chunkTaken')).toEqual({ leader: 'S2', lastIncludedIndex: 5, offset: chunk.offset, bytes: 40, done: false });
    }
    expect(node.incoming).toMatchObject({ leader: 'S2', term: 1, lastIncludedIndex: 5, lastIncludedTerm: 1 });
    const outcome = deliver(node, chunks.at(-1) ?? expect.fail());
    expect([replyOf(outcome).installed, noteOf(outcome, 'chunkTaken').done]).toEqual([true, true]);
    expect([node.snapshot, node.incoming, node.dict.get('k')]).toEqual([snapshot, null, 'snapshot 5']);
  });

  it('Fig. 13: one that isn’t waited for is refused with the one that is', () => {
    const node = nodeOf();
    const early = deliver(node, second);
    expect(replyOf(early)).toMatchObject({ installed: false, nextOffset: 0 });
    expect(noteOf(early, 'chunkRefused')).toEqual({ leader: 'S2', messageTerm: 1, currentTerm: 1, lastIncludedIndex: 5, offset: 40, expected: 0 });
    deliver(node, first);
    expect(replyOf(deliver(node, first))).toMatchObject({ installed: false, nextOffset: 40 });
    expect(replyOf(deliver(node, third))).toMatchObject({ installed: false, nextOffset: 40 });
    expect(node.incoming?.data).toBe(first.data);
  });

  it('Fig. 13: what there is of another snapshot is dropped', () => {
    const others = [
      { from: 'S3' },
      { term: 2 },
      { lastIncludedIndex: 6 },
      { lastIncludedTerm: 0 },
    ];
    for (const other of others) {
      const node = nodeOf();
      deliver(node, first);
      if (other.from !== undefined) node.leaderId = 'S3';
      const outcome = deliver(node, { ...second, ...other });
      expect(replyOf(outcome)).toMatchObject({ installed: false, nextOffset: 0 });
      deliver(node, { ...first, ...other });
      expect(node.incoming).toMatchObject({ leader: 'S2', term: 1, lastIncludedIndex: 5, lastIncludedTerm: 1, ...rename(other) });
    }
  });

  it('P7: when entries came meanwhile by another way, the rest isn’t wanted', () => {
    const node = nodeOf();
    deliver(node, first);
    deliver(node, appendEntries({ terms: [1, 1, 1, 1, 1], leaderCommit: 5 }));
    const outcome = deliver(node, second);
    expect([replyOf(outcome).installed, node.incoming]).toEqual([true, null]);
  });

  it('P5.1: an earlier leader’s is refused and heeded in nothing', () => {
    const node = nodeOf({ term: 3 });
    const { electionDeadline } = node;
    const outcome = deliver(node, first, 50);
    expect(replyOf(outcome)).toMatchObject({ term: 3, installed: false, nextOffset: 0 });
    expect(noteOf(outcome, 'chunkRefused')).toMatchObject({ messageTerm: 1, currentTerm: 3, expected: 0 });
    expect([node.incoming, node.leaderId, node.electionDeadline]).toEqual([null, null, electionDeadline]);
  });

  it('P5.2: its sender leads: the timer restarts, a candidate follows', () => {
    const node = nodeOf();
    feed(node, { kind: 'campaign' });
    deliver(node, first, 70);
    expect([node.role, node.leaderId, node.electionDeadline]).toEqual(['follower', 'S2', 70 + node.electionTimeoutMs]);
    const leader = nodeOf();
    elect(leader);
    expect(() => deliver(leader, first)).toThrow(/S1 leads term 1 and hears S2 lead it too/);
  });

  it('P Fig. 2: the answer waits for the disk', () => {
    const node = nodeOf();
    deliver(node, requestVote());
    for (const chunk of chunks) expect(deliver(node, chunk).sendNow).toEqual([]);
  });
});

/** The message's fields by the names that the gathered chunks have. */
function rename({ from, ...rest }: { from?: string }): object {
  return from === undefined ? rest : { leader: from, ...rest };
}
