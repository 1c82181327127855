import { describe, expect, it } from 'vitest';
import { TestCluster } from './testCluster.ts';
import {
  appendEntries,
  appendReply,
  deliver,
  elect,
  entriesOf,
  feed,
  nodeOf,
  noteOf,
  persistAll,
  progressAt,
  requestVoteReply,
  setX,
  termsOf,
  whats,
} from './testNode.ts';
import type { AppendEntries, Message, Outcome, RaftNode, RaftOptions, Term } from './types.ts';

function appendsOf(sent: readonly Message[], to = 'S2'): AppendEntries[] {
  return sent.filter((message): message is AppendEntries => message.type === 'AppendEntries' && message.to === to);
}

/** [prevLogIndex, entries] of each. */
function shapes(sent: readonly Message[], to = 'S2'): [number, number][] {
  return appendsOf(sent, to).map(({ prevLogIndex, entries }) => [prevLogIndex, entries.length]);
}

/** A leader of three with an empty log whose S2 has answered, so it streams. */
function streamingLeader(options: Partial<RaftOptions> = {}): RaftNode {
  const node = nodeOf({ options: { noOpOnElection: false, ...options } });
  elect(node);
  deliver(node, appendReply({ matchIndex: 0 }));
  return node;
}

function proposeTo(node: RaftNode, count: number): Message[] {
  return Array.from({ length: count }, (_, i) => feed(node, { kind: 'propose', request: i + 1, command: setX }).sendNow).flat();
}

describe('proposing', () => {
  it('P5.3: the leader appends, sends to everybody at once, and does not wait for its disk to send', () => {
    const node = streamingLeader();
    const outcome = feed(node, { kind: 'propose', request: 7, command: setX });
    expect(node.log.entries).toEqual([{ index: 1, term: 1, command: setX }]);
    expect(outcome.persist).toEqual([{ id: 2, hardState: null, truncateFrom: null, snapshot: null, append: node.log.entries }]);
    expect(outcome.sendNow.map(({ to }) => to)).toEqual(['S2', 'S3']);
    expect(outcome.replies).toEqual([]);
    expect(noteOf(outcome, 'proposed')).toEqual({ index: 1, term: 1, request: 7 });
  });

  it('P8: everybody else refuses and names the leader', () => {
    const follower = nodeOf();
    expect(feed(follower, { kind: 'propose', request: 1, command: setX }).replies).toEqual([
      { request: 1, status: 'refused', result: null, reason: 'S1 is not the leader; it knows of none', leader: null },
    ]);
    deliver(follower, appendEntries());
    expect(feed(follower, { kind: 'propose', request: 2, command: setX }).replies).toMatchObject([
      { request: 2, status: 'refused', reason: 'S1 is not the leader; ask S2', leader: 'S2' },
    ]);
    expect(follower.log.entries).toEqual([]);
    const outcome = feed(follower, { kind: 'propose', request: 3, command: null });
    expect(noteOf(outcome, 'proposalRefused')).toEqual({ request: 3, leader: 'S2', role: 'follower' });
  });

  it('P8: a single node answers when its disk has the entry', () => {
    const node = nodeOf({ voters: ['S1'] });
    elect(node);
    const outcome = feed(node, { kind: 'propose', request: 1, command: { append: ['l', 'a'] } });
    expect(outcome.replies).toEqual([]);
    expect(persistAll(node).flatMap(({ replies }) => replies)).toMatchObject([{ request: 1, status: 'ok', result: 1 }]);
  });
});

describe('streaming', () => {
  it('T10.2.1: sends new entries without waiting for answers', () => {
    const node = streamingLeader();
    expect(shapes(proposeTo(node, 3))).toEqual([[0, 1], [1, 1], [2, 1]]);
    expect(node.progress['S2']).toMatchObject({ nextIndex: 4, matchIndex: 0, state: 'stream' });
  });

  it('T10.2.1: keeps to the limit of messages in flight, and goes on when one is answered', () => {
    const node = streamingLeader({ maxInflightAppends: 2 });
    expect(shapes(proposeTo(node, 5))).toEqual([[0, 1], [1, 1]]);
    expect(node.progress['S2']?.inflight).toEqual([1, 2]);
    const first = deliver(node, appendReply({ matchIndex: 1, prevLogIndex: 0 }));
    expect(shapes(first.sendNow)).toEqual([[2, 3]]);
    expect(node.progress['S2']?.inflight).toEqual([2, 5]);
  });

  it('T10.2.1: a heartbeat at the limit carries no entries; its answer sets free what it proves', () => {
    const node = streamingLeader({ maxInflightAppends: 1 });
    proposeTo(node, 3);
    const beat = feed(node, { kind: 'heartbeat' });
    expect(shapes(beat.sendNow)).toEqual([[1, 0]]);
    const answered = deliver(node, appendReply({ matchIndex: 1, prevLogIndex: 1 }));
    expect(shapes(answered.sendNow)).toEqual([[1, 2]]);
  });

  it('T10.2.2: keeps to the limit of entries per message', () => {
    const node = nodeOf({ log: [1, 1, 1, 1, 1, 1, 1], options: { maxEntriesPerAppend: 3, noOpOnElection: false } });
    elect(node);
    deliver(node, appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex: 7, conflictIndex: 1 }));
    const outcome = deliver(node, appendReply({ term: 2, matchIndex: 3, prevLogIndex: 0 }));
    expect(shapes(outcome.sendNow)).toEqual([[3, 3], [6, 1]]);
  });

  it('P5.3: a lost message is found by the next heartbeat and sent again', () => {
    const cluster = new TestCluster({ S1: {}, S2: {}, S3: {} });
    cluster.campaign('S1');
    cluster.settle();
    cluster.propose('S1', setX);
    cluster.drop();
    cluster.propose('S1', setX);
    cluster.drop();
    cluster.settle();
    for (const id of ['S1', 'S2', 'S3']) expect([termsOf(cluster.node(id)), cluster.node(id).commitIndex]).toEqual([[1, 1, 1], 3]);
  });

  it('P Fig. 2: a late acknowledgement moves nothing back', () => {
    const node = streamingLeader();
    proposeTo(node, 3);
    deliver(node, appendReply({ matchIndex: 3 }));
    const late = deliver(node, appendReply({ matchIndex: 1 }));
    expect(node.progress['S2']).toMatchObject({ matchIndex: 3, nextIndex: 4 });
    expect(whats(late)).toEqual(['ackStale']);
  });

  it('P Fig. 2: a late refusal moves nothing back', () => {
    const node = streamingLeader();
    proposeTo(node, 3);
    deliver(node, appendReply({ matchIndex: 3 }));
    const late = deliver(node, appendReply({ success: false, prevLogIndex: 2, conflictIndex: 1, matchIndex: 0 }));
    expect(node.progress['S2']).toMatchObject({ matchIndex: 3, nextIndex: 4, state: 'stream' });
    expect([whats(late), late.sendNow]).toEqual([['ackStale'], []]);
  });

  it('P5.1: answers of an earlier term, of strangers and to a node that leads no more are ignored', () => {
    const node = streamingLeader();
    proposeTo(node, 1);
    const before = structuredClone(node.progress);
    for (const stray of [appendReply({ term: 0 }), appendReply({ from: 'S9' })]) {
      expect(whats(deliver(node, stray))).toEqual(['replyIgnored']);
    }
    expect(node.progress).toEqual(before);
    deliver(node, requestVoteReply({ term: 9, voteGranted: false }));
    expect(whats(deliver(node, appendReply({ term: 9 })))).toEqual(['replyIgnored']);
  });
});

describe('probe, then stream', () => {
  function refusedLeader(options: Partial<RaftOptions> = {}): { node: RaftNode; refused: Outcome } {
    const node = nodeOf({ log: [1, 1, 1], options: { noOpOnElection: false, ...options } });
    elect(node);
    const refused = deliver(node, appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex: 3, conflictIndex: 1 }));
    return { node, refused };
  }

  it('P5.3: after a refusal only one message looks for the common point', () => {
    const { node, refused } = refusedLeader();
    expect(shapes(refused.sendNow)).toEqual([[0, 3]]);
    expect(node.progress['S2']).toMatchObject({ state: 'probe', nextIndex: 1, rollbacks: 1 });
    expect(shapes(feed(node, { kind: 'propose', request: 1, command: setX }).sendNow)).toEqual([]);
  });

  it('P5.3: the same refusal twice is answered once', () => {
    const { node } = refusedLeader();
    const again = deliver(node, appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex: 3, conflictIndex: 1 }));
    expect(again.sendNow).toEqual([]);
    expect(node.progress['S2']?.rollbacks).toBe(1);
  });

  it('P5.3: a lost probe is repeated by the heartbeat', () => {
    const { node } = refusedLeader();
    expect(shapes(feed(node, { kind: 'heartbeat' }).sendNow)).toEqual([[0, 3]]);
    expect(node.progress['S2']).toMatchObject({ state: 'probe', nextIndex: 1 });
  });

  it('P5.3: a late answer to what was sent before the search ends no search', () => {
    const { node } = refusedLeader({ maxEntriesPerAppend: 1 });
    node.progress = { S2: progressAt({ nextIndex: 3, matchIndex: 1, state: 'probe', rollbacks: 1 }) };
    for (const late of [appendReply({ term: 2, matchIndex: 1, prevLogIndex: 0 }), appendReply({ term: 2, matchIndex: 0, prevLogIndex: 0 })]) {
      expect(deliver(node, late).sendNow).toEqual([]);
    }
    expect(node.progress['S2']).toMatchObject({ state: 'probe', nextIndex: 3, matchIndex: 1 });
    const further = deliver(node, appendReply({ term: 2, matchIndex: 3, prevLogIndex: 0 }));
    expect(further.sendNow).toEqual([]);
    expect(node.progress['S2']).toMatchObject({ state: 'stream', nextIndex: 4, matchIndex: 3 });
  });

  it('P5.3: once the common point was found, a loss leads back to it at once, also without fast backtracking', () => {
    const node = streamingLeader({ fastBacktracking: false });
    proposeTo(node, 9);
    deliver(node, appendReply({ matchIndex: 3, prevLogIndex: 2 }));
    const gap = deliver(node, appendReply({ success: false, prevLogIndex: 8, conflictIndex: 5, matchIndex: 0 }));
    expect(shapes(gap.sendNow)).toEqual([[3, 6]]);
  });

  it('T10.2: entries that overtake each other cost a bounded number of messages, not a storm', () => {
    // Found by fuzz seed 23: each late answer had all that followed sent again.
    const options: Partial<RaftOptions> = { maxEntriesPerAppend: 1, noOpOnElection: false };
    const storm = new TestCluster({ S1: { options }, S2: { options } });
    storm.campaign('S1');
    storm.settle();
    const count = 40;
    for (let i = 0; i < count; i += 1) storm.propose('S1', setX);
    storm.delivered = [];
    while (storm.inFlight.length > 0) {
      storm.inFlight.reverse();
      storm.deliver();
      expect(storm.delivered.length).toBeLessThan(2 * count * count);
    }
    storm.settle();
    expect(termsOf(storm.node('S2'))).toHaveLength(count);
  });

  it('P5.3: the first success ends the search and the stream begins', () => {
    const { node } = refusedLeader({ maxEntriesPerAppend: 1 });
    const found = deliver(node, appendReply({ term: 2, matchIndex: 1, prevLogIndex: 0 }));
    expect(shapes(found.sendNow)).toEqual([[1, 1], [2, 1]]);
    expect(node.progress['S2']).toMatchObject({ state: 'stream', nextIndex: 4, matchIndex: 1 });
  });
});

/** Round trips until S2's log equals S1's, once S1 leads. */
function roundTrips(leader: Term[], follower: Term[], fastBacktracking: boolean): number {
  const options = { fastBacktracking, noOpOnElection: false };
  const term = Math.max(leader.at(-1) ?? 0, follower.at(-1) ?? 0);
  const cluster = new TestCluster({
    S1: { log: leader, term, options },
    S2: { log: follower, term, options },
    S3: { log: leader, term, options },
  });
  const isPeer2 = (message: Message): boolean => message.to === 'S2' || message.from === 'S2';
  const isPeer3 = (message: Message): boolean => !isPeer2(message);
  cluster.campaign('S1');
  cluster.drop((message) => message.to === 'S2');
  cluster.quiesce(isPeer3);
  expect(cluster.node('S1').role).toBe('leader');
  cluster.delivered = [];
  cluster.quiesce(isPeer2);
  cluster.heartbeat('S1');
  cluster.drop(isPeer3);
  const probes = cluster.delivered.filter(({ type, to }) => type === 'AppendEntries' && to === 'S2').length;
  cluster.quiesce(isPeer2);
  expect(termsOf(cluster.node('S2'))).toEqual(leader);
  // Each round trip but the last was a refusal.
  expect(cluster.node('S1').progress['S2']?.rollbacks).toBe(probes - 1);
  return probes - 1;
}

describe('backtracking', () => {
  const run = (term: Term, count: number): Term[] => new Array<Term>(count).fill(term);

  it('P5.3: many entries of one term that the leader lacks cost one rejection; one by one they cost one each', () => {
    const leader = [1, ...run(3, 20)];
    const follower = [1, ...run(2, 20)];
    expect(roundTrips(leader, follower, true)).toBe(1);
    expect(roundTrips(leader, follower, false)).toBe(20);
  });

  it('P5.3: a follower whose log ends early costs one rejection', () => {
    expect(roundTrips(run(1, 30), run(1, 4), true)).toBe(1);
    expect(roundTrips(run(1, 30), run(1, 4), false)).toBe(26);
  });

  it('P5.3: a term that the leader has too: it goes on after its own last entry of it', () => {
    // At 8 the follower has term 2, of which the leader's last is 4; the follower's 5–8 of it go.
    expect(roundTrips([1, 2, 2, 2, 4, 4, 4, 4], [1, 2, 2, 2, 2, 2, 2, 2], true)).toBe(1);
    expect(roundTrips([1, 2, 2, 2, 4, 4, 4, 4], [1, 2, 2, 2, 2, 2, 2, 2], false)).toBe(4);
  });

  it('P5.3: several wrong terms cost one rejection each', () => {
    expect(roundTrips([1, ...run(9, 9)], [1, ...run(2, 3), ...run(3, 3), ...run(4, 3)], true)).toBe(3);
    expect(roundTrips([1, ...run(9, 9)], [1, ...run(2, 3), ...run(3, 3), ...run(4, 3)], false)).toBe(9);
  });

  it('P5.3: each answer leads strictly back and never below what is known to match', () => {
    const node = nodeOf({ log: [1, 1, 1, 1, 1], options: { noOpOnElection: false } });
    elect(node);
    deliver(node, appendReply({ term: 2, matchIndex: 2 }));
    for (const conflictIndex of [0, 99]) {
      const prevLogIndex = (node.progress['S2']?.nextIndex ?? 0) - 1;
      const outcome = deliver(node, appendReply({ term: 2, success: false, prevLogIndex, conflictTerm: 1, conflictIndex, matchIndex: 0 }));
      const { from, to } = noteOf(outcome, 'rolledBack');
      expect(to).toBeLessThan(from);
      expect(to).toBeGreaterThan(2);
      node.progress = { ...node.progress, S2: progressAt({ nextIndex: 6, matchIndex: 2 }) };
    }
  });
});

describe('Figure 7 of the paper', () => {
  const leader = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
  const followers: Record<string, Term[]> = {
    a: [1, 1, 1, 4, 4, 5, 5, 6, 6],
    b: [1, 1, 1, 4],
    c: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
    d: [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
    e: [1, 1, 1, 4, 4, 4, 4],
    f: [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
  };

  it.each([true, false])('P5.3: the leader of term 8 makes all six logs its own (fast backtracking: %s)', (fastBacktracking) => {
    const nodes = Object.fromEntries(
      [['S1', leader] as const, ...Object.entries(followers)].map(([id, log]) => [id, { log, term: 7, options: { fastBacktracking } }]),
    );
    const cluster = new TestCluster(nodes);
    cluster.campaign('S1');
    cluster.quiesce(({ type }) => type === 'RequestVote');
    // c and d are ahead of the leader and refuse; a, b, e and f with its own vote make five of seven.
    const votes = cluster.inFlight.flatMap((message) => (message.type === 'RequestVoteReply' ? [[message.from, message.voteGranted]] : []));
    expect(Object.fromEntries(votes)).toEqual({ a: true, b: true, c: false, d: false, e: true, f: true });
    cluster.settle();
    expect(cluster.node('S1').role).toBe('leader');
    const whole = [...entriesOf(leader), { index: 11, term: 8, command: null }];
    for (const [id, node] of cluster.nodes) {
      expect(node.log.entries, id).toEqual(whole);
      expect([node.commitIndex, node.lastApplied], id).toEqual([11, 11]);
    }
  });
});

describe('Figure 8 of the paper', () => {
  it('P5.4.2: (d) is possible before an entry of the new term commits, (e) makes it impossible', () => {
    const options = { noOpOnElection: false };
    // (c): S1 leads term 4; its entry 2 of term 2 is on S1, S2 and S3. S5 has an entry 2 of term 3.
    const stateC = (): TestCluster => {
      const cluster = new TestCluster({
        S1: { log: [1, 2], term: 3, options },
        S2: { log: [1, 2], term: 3, options },
        S3: { log: [1, 2], term: 3, options },
        S4: { log: [1], term: 3, options },
        S5: { log: [1, 3], term: 3, options },
      });
      cluster.campaign('S1');
      cluster.quiesce((message) => message.to !== 'S5' && message.from !== 'S5');
      cluster.drop();
      return cluster;
    };
    const d = stateC();
    expect([d.node('S1').role, d.node('S1').commitIndex]).toEqual(['leader', 0]);
    d.node('S5').currentTerm = 4;
    d.campaign('S5');
    d.quiesce((message) => message.to !== 'S1' && message.from !== 'S1');
    d.settle();
    expect(d.node('S5').role).toBe('leader');
    for (const node of d.nodes.values()) expect(termsOf(node)).toEqual([1, 3]);

    const e = stateC();
    e.propose('S1', setX);
    e.quiesce((message) => !['S4', 'S5'].includes(message.to) && !['S4', 'S5'].includes(message.from));
    e.drop();
    expect(e.node('S1').commitIndex).toBe(3);
    e.node('S5').currentTerm = 4;
    e.campaign('S5');
    e.quiesce((message) => message.to !== 'S1' && message.from !== 'S1');
    expect(e.node('S5').role).toBe('candidate');
  });
});
