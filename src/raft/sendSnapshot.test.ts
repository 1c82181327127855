/** The leader's side of snapshots. P7, Figure 13 */
import { describe, expect, it } from 'vitest';
import { TestCluster } from './testCluster.ts';
import { snapshotReply } from './testMessages.ts';
import { appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVoteReply, setX, termsOf, whats } from './testNode.ts';
import type { InstallSnapshot, Outcome, RaftNode, RaftOptions } from './types.ts';

/** Leads term 2 with entries 1–5 of term 1, of which `compacted` are in a snapshot. */
function leading(options: Partial<RaftOptions> = {}, compacted = 3): RaftNode {
  const node = nodeOf({ log: [1, 1, 1, 1, 1], commitIndex: 4, options: { noOpOnElection: false, ...options } });
  feed(node, { kind: 'compact', upTo: compacted });
  persistAll(node);
  elect(node, 1000);
  return node;
}

/** S2 has nothing. */
const lacksAll = appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex: 5, conflictIndex: 1 });

function chunkOf(outcome: Outcome): InstallSnapshot {
  const [message] = outcome.sendNow;
  if (message?.type !== 'InstallSnapshot') throw new Error('no chunk was sent');
  expect(outcome.sendNow).toHaveLength(1);
  return message;
}

describe('a follower that needs what is compacted', () => {
  it('P7: gets the snapshot', () => {
    const node = leading();
    const outcome = deliver(node, lacksAll, 1010);
    const { data } = node.snapshot ?? expect.fail();
    expect(chunkOf(outcome)).toEqual({
      type: 'InstallSnapshot',
      from: 'S1',
      to: 'S2',
      term: 2,
      lastIncludedIndex: 3,
      lastIncludedTerm: 1,
      offset: 0,
      data,
      done: true,
      round: node.round,
    });
    expect(noteOf(outcome, 'snapshotSent')).toEqual({
      peer: 'S2',
      lastIncludedIndex: 3,
      nextIndex: 1,
      offset: 0,
      bytes: data.length,
      total: data.length,
    });
    expect(node.progress['S2']).toMatchObject({ state: 'snapshot', snapshotIndex: 3, snapshotOffset: 0, inflight: [] });
  });

  it('P7: only if it does: the entry before the first one that is held is known', () => {
    const node = leading();
    const outcome = deliver(node, { ...lacksAll, conflictIndex: 4 }, 1010);
    expect(outcome.sendNow).toMatchObject([{ type: 'AppendEntries', prevLogIndex: 3, prevLogTerm: 1, entries: [{ index: 4 }, { index: 5 }] }]);
    const further = leading();
    expect(chunkOf(deliver(further, { ...lacksAll, conflictIndex: 3 }, 1010)).lastIncludedIndex).toBe(3);
  });

  it('Fig. 13: gets it chunk by chunk, each after the answer to the one before', () => {
    const node = leading({ snapshotChunkBytes: 50 });
    const whole = node.snapshot?.data ?? expect.fail();
    let chunk = chunkOf(deliver(node, lacksAll));
    expect(chunk.done).toBe(false);
    let gathered = '';
    while (!chunk.done) {
      expect([chunk.offset, chunk.data.length]).toEqual([gathered.length, 50]);
      gathered += chunk.data;
      const answer = snapshotReply(3, { term: 2, installed: false, nextOffset: gathered.length });
      chunk = chunkOf(deliver(node, answer));
    }
    expect([gathered + chunk.data, chunk.offset + chunk.data.length]).toEqual([whole, whole.length]);
    expect(chunk.data.length).toBeGreaterThan(0);
  });

  it('Fig. 13: a snapshot that fills its chunks ends with the last full one', () => {
    const { data } = leading().snapshot ?? expect.fail();
    const node = leading({ snapshotChunkBytes: data.length });
    expect(chunkOf(deliver(node, lacksAll))).toMatchObject({ done: true, data });
  });

  it('P7: a lost chunk is sent again by the heartbeat, and is the heartbeat', () => {
    const node = leading({ snapshotChunkBytes: 50 });
    deliver(node, lacksAll);
    deliver(node, snapshotReply(3, { term: 2, installed: false, nextOffset: 50 }));
    const beat = feed(node, { kind: 'heartbeat' }, 1050);
    expect(beat.sendNow).toMatchObject([{ type: 'InstallSnapshot', to: 'S2', offset: 50, round: node.round }, { type: 'AppendEntries', to: 'S3' }]);
  });

  it('Fig. 13: the same answer twice sends the next chunk once; a follower that lost what it had is begun anew', () => {
    const node = leading({ snapshotChunkBytes: 50 });
    deliver(node, lacksAll);
    const answer = snapshotReply(3, { term: 2, installed: false, nextOffset: 50 });
    chunkOf(deliver(node, answer));
    expect(deliver(node, answer).sendNow).toEqual([]);
    expect(chunkOf(deliver(node, { ...answer, nextOffset: 0 })).offset).toBe(0);
  });

  it('P7: gets entries neither by new commands nor by late refusals until it has the snapshot', () => {
    const node = leading();
    deliver(node, lacksAll);
    const outcome = feed(node, { kind: 'propose', request: 1, command: setX });
    expect(outcome.sendNow.map(({ to }) => to)).toEqual(['S3']);
    expect(whats(deliver(node, { ...lacksAll, prevLogIndex: 4 }))).toEqual(['ackStale']);
    expect(node.progress['S2']).toMatchObject({ state: 'snapshot', rollbacks: 1 });
    const near = leading();
    deliver(near, { ...lacksAll, conflictIndex: 3 });
    expect(whats(deliver(near, { ...lacksAll, prevLogIndex: 2 }))).toEqual(['ackStale']);
  });

  it('P7: a newer snapshot takes the place of the one under way', () => {
    const node = leading({ snapshotChunkBytes: 50 });
    deliver(node, lacksAll);
    deliver(node, snapshotReply(3, { term: 2, installed: false, nextOffset: 50 }));
    feed(node, { kind: 'compact', upTo: 4 });
    // An answer about the old one leads nowhere.
    expect(deliver(node, snapshotReply(3, { term: 2, installed: false, nextOffset: 100 })).sendNow).toMatchObject([{ lastIncludedIndex: 4, offset: 0 }]);
    const beat = feed(node, { kind: 'heartbeat' }, 1050);
    expect(beat.sendNow[0]).toMatchObject({ type: 'InstallSnapshot', lastIncludedIndex: 4, offset: 0 });
    expect(node.progress['S2']).toMatchObject({ snapshotIndex: 4, snapshotOffset: 0 });
    expect(deliver(node, snapshotReply(3, { term: 2, installed: false, nextOffset: 100 })).sendNow).toEqual([]);
  });
});

describe('once it is installed', () => {
  it('P7: it counts as acknowledged, and what follows is sent', () => {
    const node = leading();
    deliver(node, lacksAll);
    const outcome = deliver(node, snapshotReply(3, { term: 2, round: 1 }), 1020);
    expect(node.progress['S2']).toMatchObject({ state: 'stream', matchIndex: 3, nextIndex: 6, heardAt: 1020, ackedRound: 1 });
    expect(noteOf(outcome, 'matchAdvanced')).toEqual({ peer: 'S2', from: 0, to: 3 });
    expect(outcome.sendNow).toMatchObject([{ type: 'AppendEntries', to: 'S2', prevLogIndex: 3, prevLogTerm: 1, entries: [{ index: 4 }, { index: 5 }] }]);
  });

  it('P7: an earlier one’s answer makes no stream of it', () => {
    const node = leading();
    deliver(node, lacksAll);
    const outcome = deliver(node, snapshotReply(2, { term: 2 }));
    expect(node.progress['S2']).toMatchObject({ state: 'snapshot', matchIndex: 2, nextIndex: 3 });
    expect(outcome.sendNow).toEqual([]);
  });

  it('P7: what follows begins right after it, wherever the search was', () => {
    const node = leading();
    deliver(node, { ...lacksAll, conflictIndex: 3 });
    expect(node.progress['S2']).toMatchObject({ state: 'snapshot', nextIndex: 3 });
    expect(deliver(node, snapshotReply(3, { term: 2 })).sendNow).toMatchObject([{ type: 'AppendEntries', prevLogIndex: 3 }]);
  });

  it('P Fig. 2: a late answer moves nothing back', () => {
    const node = leading();
    deliver(node, appendReply({ term: 2, matchIndex: 5 }));
    const late = deliver(node, snapshotReply(3, { term: 2 }));
    expect(node.progress['S2']).toMatchObject({ state: 'stream', matchIndex: 5, nextIndex: 6 });
    expect([whats(late), late.sendNow]).toEqual([[], []]);
  });

  it('P7: the same answer again, or a late one about a chunk, sends nothing again', () => {
    const node = leading({ snapshotChunkBytes: 50 });
    deliver(node, lacksAll);
    deliver(node, snapshotReply(3, { term: 2 }));
    expect(deliver(node, snapshotReply(3, { term: 2 })).sendNow).toEqual([]);
    expect(deliver(node, snapshotReply(3, { term: 2, installed: false, nextOffset: 50 })).sendNow).toEqual([]);
    expect(node.progress['S2']).toMatchObject({ state: 'stream', matchIndex: 3, nextIndex: 6 });
  });

  it('P5.3: a late answer ends no search that has begun since', () => {
    const node = leading();
    deliver(node, lacksAll);
    deliver(node, snapshotReply(3, { term: 2 }));
    deliver(node, { ...lacksAll, conflictIndex: 5 });
    expect(node.progress['S2']).toMatchObject({ state: 'probe', nextIndex: 5 });
    deliver(node, snapshotReply(3, { term: 2 }));
    expect(node.progress['S2']).toMatchObject({ state: 'probe', nextIndex: 5 });
  });

  it('P7: acknowledgements of entries end the sending only when they reach the snapshot', () => {
    const node = leading();
    deliver(node, lacksAll);
    expect(deliver(node, appendReply({ term: 2, matchIndex: 2, prevLogIndex: 0 })).sendNow).toEqual([]);
    expect(node.progress['S2']).toMatchObject({ state: 'snapshot', matchIndex: 2 });
    deliver(node, appendReply({ term: 2, matchIndex: 3, prevLogIndex: 2 }));
    expect(node.progress['S2']).toMatchObject({ state: 'stream', matchIndex: 3, nextIndex: 6 });
  });

  it('P5.3: it may make a majority', () => {
    const node = nodeOf({ log: [1, 1], commitIndex: 2 });
    elect(node, 0);
    deliver(node, appendReply({ from: 'S3', term: 2, matchIndex: 3, prevLogIndex: 2 }));
    expect(node.commitIndex).toBe(3);
    // S3 alone commits entry 4 with S1; the snapshot holds entry 4 before S2 has anything.
    const five = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4', 'S5'], log: [1, 1], commitIndex: 2 });
    elect(five, 0);
    deliver(five, appendReply({ from: 'S3', term: 2, matchIndex: 3, prevLogIndex: 2 }));
    expect(five.commitIndex).toBe(2);
    const outcome = deliver(five, snapshotReply(3, { term: 2 }));
    expect([five.commitIndex, whats(outcome)]).toEqual([3, ['matchAdvanced', 'commitAdvanced', 'applied']]);
  });

  it('P5.1: answers of an earlier term, of strangers and to a node that leads no more are ignored', () => {
    const node = leading();
    deliver(node, lacksAll);
    const before = structuredClone(node.progress);
    for (const stray of [snapshotReply(3, { term: 1 }), snapshotReply(3, { term: 2, from: 'S9' })]) {
      const { term: replyTerm, from: peer } = stray;
      expect(noteOf(deliver(node, stray), 'replyIgnored')).toEqual({ peer, replyTerm, currentTerm: 2, role: 'leader' });
    }
    expect(node.progress).toEqual(before);
    deliver(node, requestVoteReply({ term: 9, voteGranted: false }));
    expect(whats(deliver(node, snapshotReply(3, { term: 9 })))).toEqual(['replyIgnored']);
  });

  it('P7: whole: a follower that was away, with chunks that are lost and doubled, has what the others have', () => {
    const options: Partial<RaftOptions> = { snapshotThreshold: 4, snapshotChunkBytes: 30 };
    const cluster = new TestCluster({ S1: { options }, S2: { options }, S3: { options } });
    cluster.campaign('S1');
    cluster.settle();
    for (let i = 0; i < 10; i += 1) {
      cluster.propose('S1', { append: ['l', `${i}`] });
      cluster.quiesce(({ from, to }) => from !== 'S3' && to !== 'S3');
      cluster.drop();
    }
    expect(cluster.node('S1').log.snapshotIndex).toBeGreaterThan(4);
    for (let round = 0; round < 40; round += 1) {
      cluster.heartbeat('S1');
      if (round % 3 === 0) cluster.drop(({ type }) => type === 'InstallSnapshot');
      cluster.inFlight = cluster.inFlight.flatMap((message) => (message.to === 'S3' ? [message, message] : [message]));
      cluster.deliver();
      cluster.deliver();
    }
    cluster.settle();
    expect(cluster.node('S3').dict).toEqual(cluster.node('S1').dict);
    expect(termsOf(cluster.node('S3')).length).toBe(cluster.node('S3').commitIndex - cluster.node('S3').log.snapshotIndex);
    expect(cluster.node('S3').commitIndex).toBe(cluster.node('S1').commitIndex);
  });
});
