import { describe, expect, it } from 'vitest';
import { TestCluster } from './testCluster.ts';
import { appendEntries, appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVoteReply, setX, whats, type TestNode } from './testNode.ts';
import type { Configuration, LocalMs, NodeId, Outcome, RaftNode } from './types.ts';

/** Leads term 1 of three since 1000 ms; its no-op is committed. */
function leading(is: TestNode = {}): RaftNode {
  const node = nodeOf(is);
  elect(node, 1000);
  for (const from of node.config.voters) if (from !== 'S1') ack(node, from, 1);
  expect(node.commitIndex).toBe(1);
  return node;
}

const ack = (node: RaftNode, from: NodeId, matchIndex: number, now: LocalMs = 1000): Outcome =>
  deliver(node, appendReply({ from, matchIndex, prevLogIndex: matchIndex, term: node.currentTerm }), now);
const change = (node: RaftNode, voters: NodeId[], learners: NodeId[] = [], now: LocalMs = 1000, request = 7): Outcome =>
  feed(node, { kind: 'change', request, voters, learners }, now);
const only = (voters: NodeId[], learners: NodeId[] = []): Configuration => ({ voters, votersOutgoing: [], learners });
const reasonOf = (outcome: Outcome): string | null | undefined => outcome.replies[0]?.reason;
const ok = { request: 7, status: 'ok', result: null, reason: null, leader: 'S1' };

describe('joint consensus', () => {
  it('P6: goes by both halves from the moment the entry is appended, and by the new one when that is committed', () => {
    const node = leading({ voters: ['S1', 'S2', 'S3', 'S4'] });
    const outcome = change(node, ['S1', 'S2']);
    const joint: Configuration = { voters: ['S1', 'S2'], votersOutgoing: ['S1', 'S2', 'S3', 'S4'], learners: [] };
    expect(node).toMatchObject({ config: joint, configIndex: 2 });
    expect(node.log.entries.at(-1)?.command).toEqual({ config: joint });
    expect(noteOf(outcome, 'configInForce')).toEqual({ index: 2, config: joint, before: only(['S1', 'S2', 'S3', 'S4']) });
    expect(outcome.sendNow.map(({ to }) => to)).toEqual(['S2', 'S3', 'S4']);
    expect(outcome.replies).toEqual([]);
    persistAll(node);
    // S1, S3 and S4 are three of the old four, but one of the new two.
    ack(node, 'S3', 2);
    ack(node, 'S4', 2);
    expect([node.commitIndex, node.configIndex]).toEqual([1, 2]);
    const decided = ack(node, 'S2', 2);
    expect([node.commitIndex, node.config, node.configIndex]).toEqual([2, only(['S1', 'S2']), 3]);
    expect([decided.replies, whats(decided).includes('changeDone')]).toEqual([[], false]);
    persistAll(node);
    const done = ack(node, 'S2', 3);
    expect(noteOf(done, 'changeDone')).toEqual({ index: 3, config: only(['S1', 'S2']) });
    expect([done.replies, node.change]).toEqual([[ok], null]);
  });

  it('P6, T4.2.2: who leaves hears of it until the new configuration is committed, and of the commit', () => {
    const node = leading();
    change(node, ['S1', 'S2']);
    persistAll(node);
    ack(node, 'S3', 2);
    const decided = ack(node, 'S2', 2);
    expect(decided.sendNow.filter(({ to }) => to === 'S3')).toMatchObject([{ type: 'AppendEntries', entries: [{ index: 3 }] }]);
    persistAll(node);
    const done = ack(node, 'S2', 3);
    expect(done.sendNow.filter(({ to }) => to === 'S3')).toMatchObject([{ type: 'AppendEntries', leaderCommit: 3 }]);
    expect(Object.keys(node.progress)).toEqual(['S2']);
    expect(feed(node, { kind: 'heartbeat' }).sendNow.map(({ to }) => to)).toEqual(['S2']);
  });

  it('P6: learners come and go by one entry, as nobody’s vote changes', () => {
    const node = leading();
    const outcome = change(node, ['S1', 'S2', 'S3'], ['S4']);
    expect([node.config, node.configIndex]).toEqual([only(['S1', 'S2', 'S3'], ['S4']), 2]);
    expect(node.progress['S4']).toMatchObject({ state: 'stream', nextIndex: 3, matchIndex: 0, heardAt: 1000 });
    expect(outcome.sendNow.map(({ to }) => to)).toEqual(['S2', 'S3', 'S4']);
    persistAll(node);
    expect(ack(node, 'S2', 2).replies).toEqual([ok]);
    change(node, ['S1', 'S2', 'S3'], []);
    persistAll(node);
    ack(node, 'S2', 3);
    expect([node.config.learners, Object.keys(node.progress)]).toEqual([[], ['S2', 'S3']]);
  });

  it('P6: whole: three nodes become three others, one of them the leader’s successor', () => {
    const voters = ['S1', 'S2', 'S3'];
    const cluster = new TestCluster({ S1: { voters }, S2: { voters }, S3: { voters }, S4: { voters: [] }, S5: { voters: [] } });
    cluster.campaign('S1');
    cluster.settle();
    cluster.propose('S1', setX);
    cluster.feed('S1', { kind: 'change', now: 0, request: 9, voters: ['S3', 'S4', 'S5'], learners: ['S2'] });
    cluster.settle();
    for (const id of ['S2', 'S3', 'S4', 'S5']) {
      const node = cluster.node(id);
      expect([id, node.config, node.dict.get('x')]).toEqual([id, only(['S3', 'S4', 'S5'], ['S2']), '1']);
    }
    expect([...cluster.nodes.values()].map(({ role }) => role)).toEqual(['follower', 'learner', 'follower', 'follower', 'follower']);
    cluster.campaign('S4');
    cluster.settle();
    expect(cluster.node('S4').role).toBe('leader');
  });
});

describe('one server at a time', () => {
  const options = { membership: 'single' } as const;

  it('T4.1: one entry, in force at once, committed by the new majority', () => {
    const node = leading({ voters: ['S1', 'S2', 'S3', 'S4'], options });
    change(node, ['S1', 'S2', 'S3']);
    expect([node.config, node.configIndex]).toEqual([only(['S1', 'S2', 'S3']), 2]);
    persistAll(node);
    expect(ack(node, 'S2', 2).replies).toEqual([ok]);
    expect([node.commitIndex, node.change]).toEqual([2, null]);
  });

  it('T4.1: more than one is refused; none and one are not', () => {
    expect(change(leading({ options }), ['S1', 'S2']).replies).toEqual([]);
    const two = change(leading({ options }), ['S1']);
    expect(reasonOf(two)).toBe('this changes 2 voters (S2, S3); without joint consensus it is one at a time');
    expect(noteOf(two, 'requestRefused')).toMatchObject({ request: 7, op: 'change', leader: 'S1', role: 'leader' });
    const swapped = change(leading({ options }), ['S1', 'S2', 'S4']);
    expect(reasonOf(swapped)).toBe('this changes 2 voters (S3, S4); without joint consensus it is one at a time');
    expect(change(leading({ options }), ['S1', 'S2', 'S3'], ['S4', 'S5']).replies).toEqual([]);
    expect(change(leading(), ['S1', 'S2', 'S4']).replies).toEqual([]);
  });
});

describe('a change is refused', () => {
  const everybody = ['S1', 'S2', 'S3'];

  it('P6: without a voter, or with a member twice', () => {
    const node = leading();
    expect(reasonOf(change(node, [], ['S1']))).toBe('a configuration needs at least one voter');
    expect(reasonOf(change(node, ['S1', 'S2', 'S2']))).toBe('S2 is named twice; a member votes or learns, once');
    expect(reasonOf(change(node, ['S1', 'S2'], ['S2']))).toBe('S2 is named twice; a member votes or learns, once');
    expect([node.change, node.log.entries.length]).toEqual([null, 1]);
  });

  it('T4.1 (the bug of 2015): before the leader has committed an entry of its own term', () => {
    const node = nodeOf({ log: [1], commitIndex: 1 });
    elect(node, 1000);
    const refused = change(node, ['S1', 'S2']);
    expect(reasonOf(refused)).toBe('S1 has committed nothing of its term 2 yet (its last committed entry is of term 1)');
    persistAll(node);
    ack(node, 'S2', 2);
    expect(change(node, ['S1', 'S2']).replies).toEqual([]);
  });

  it('P6: while another is under way, from its entry to its commit', () => {
    const node = leading({ options: { membership: 'single' } });
    change(node, everybody, ['S4']);
    expect(reasonOf(change(node, everybody, ['S5']))).toBe('S1 has another change under way; one at a time');
    persistAll(node);
    ack(node, 'S2', 2);
    expect(change(node, everybody, ['S5']).replies).toEqual([]);
  });

  it('T4.2.1: while another catches up', () => {
    const node = leading();
    change(node, [...everybody, 'S4']);
    expect(node.configIndex).toBe(0);
    expect(reasonOf(change(node, everybody, ['S5'], 1000, 8))).toBe('S1 has another change under way; one at a time');
  });

  it('P8: by who doesn’t lead', () => {
    expect(reasonOf(change(nodeOf(), ['S1']))).toBe('S1 is not the leader; it knows of none');
  });
});

describe('a leader that isn’t in the new configuration', () => {
  it('T4.2.2: leads until that is committed, without counting itself, then steps down', () => {
    const node = leading({ options: { membership: 'single' } });
    change(node, ['S2', 'S3']);
    persistAll(node);
    expect(node.role).toBe('leader');
    ack(node, 'S2', 2);
    expect([node.commitIndex, node.role]).toEqual([1, 'leader']);
    const done = ack(node, 'S3', 2);
    expect(done.replies).toEqual([ok]);
    expect(done.notes.filter(({ what }) => what === 'steppedDown')).toMatchObject([
      { rule: 'removedLeader', values: { from: 'leader', currentTerm: 1, messageTerm: 1 } },
    ]);
    expect(done.sendNow).toMatchObject([{ to: 'S2', leaderCommit: 2 }, { to: 'S3', leaderCommit: 2 }]);
    expect(node).toMatchObject({ role: 'follower', leaderId: null, electionDeadline: null, currentTerm: 1 });
    expect(whats(feed(node, { kind: 'campaign' }))).toEqual(['campaignIgnored']);
  });

  it('T4.2.2: if its time comes before that is committed it campaigns: it may hold the only copy', () => {
    const node = leading({ options: { membership: 'single' } });
    change(node, ['S2', 'S3']);
    persistAll(node);
    deliver(node, requestVoteReply({ term: 2, voteGranted: false }), 1010);
    expect([node.role, node.electionDeadline]).toEqual(['follower', 1010 + node.electionTimeoutMs]);
    const outcome = feed(node, { kind: 'timer' }, 2000);
    expect([node.role, node.currentTerm]).toEqual(['candidate', 3]);
    expect(outcome.sendAfterPersist.map(({ to }) => to)).toEqual(['S2', 'S3']);
    // Its own vote is nobody's.
    persistAll(node, 2000);
    deliver(node, requestVoteReply({ from: 'S2', term: 3 }), 2000);
    expect(node.role).toBe('candidate');
    deliver(node, requestVoteReply({ from: 'S3', term: 3 }), 2000);
    expect(node.role).toBe('leader');
  });

  it('T4.2.1: one that makes itself a learner becomes one', () => {
    const node = leading({ options: { membership: 'single' } });
    change(node, ['S2', 'S3'], ['S1']);
    persistAll(node);
    ack(node, 'S2', 2);
    ack(node, 'S3', 2);
    expect([node.role, node.electionDeadline]).toEqual(['learner', null]);
  });
});

describe('a committed configuration', () => {
  const everybody = ['S1', 'S2', 'S3'];

  it('T4.2.1: that of an earlier change neither ends one that catches up, nor takes its new voters away', () => {
    const node = leading();
    change(node, everybody, ['S9']);
    persistAll(node);
    ack(node, 'S2', 2);
    expect([node.configIndex, node.commitIndex]).toEqual([2, 2]);
    const outcome = change(node, [...everybody, 'S4'], ['S9'], 1000, 8);
    expect([outcome.replies, node.change?.request]).toEqual([[], 8]);
    const beat = feed(node, { kind: 'heartbeat' });
    expect([beat.replies, Object.keys(node.progress)]).toEqual([[], ['S2', 'S3', 'S9', 'S4']]);
  });

  it('T4.1: a new leader goes on from a joint one only when an entry of its own term is committed', () => {
    const node = nodeOf();
    const joint: Configuration = { voters: ['S1', 'S2'], votersOutgoing: everybody, learners: [] };
    deliver(node, {
      ...appendEntries({ leaderCommit: 1 }),
      entries: [{ index: 1, term: 1, command: { config: joint } }],
    });
    persistAll(node);
    expect([node.configIndex, node.commitIndex]).toEqual([1, 1]);
    feed(node, { kind: 'campaign' }, 1000);
    persistAll(node, 1000);
    deliver(node, requestVoteReply({ term: 2 }), 1000);
    expect([node.role, node.log.entries.length, node.config]).toEqual(['leader', 2, joint]);
    feed(node, { kind: 'heartbeat' }, 1001);
    expect(node.log.entries).toHaveLength(2);
    persistAll(node, 1001);
    ack(node, 'S2', 2, 1001);
    expect([node.config, node.configIndex]).toEqual([only(['S1', 'S2']), 3]);
  });
});

describe('a change whose leader steps down', () => {
  it('P8: nobody can know yet whether it will commit', () => {
    const node = leading();
    change(node, ['S1', 'S2']);
    const outcome = deliver(node, requestVoteReply({ term: 9, voteGranted: false }), 1010);
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'unknown', result: null, leader: null }]);
    expect(reasonOf(outcome)).toMatch(/stopped leading before the change was committed; it may still commit/);
    expect(noteOf(outcome, 'requestLost')).toEqual({ request: 7, op: 'change' });
    expect([node.change, node.configIndex]).toEqual([null, 2]);
  });

  it('P6: a later leader finishes the joint configuration that it finds', () => {
    const cluster = new TestCluster({ S1: {}, S2: {}, S3: {} });
    cluster.campaign('S1');
    cluster.settle();
    cluster.feed('S1', { kind: 'change', now: 0, request: 9, voters: ['S2', 'S3'], learners: [] });
    cluster.deliver();
    cluster.drop();
    cluster.campaign('S2');
    cluster.settle();
    expect([cluster.node('S2').role, cluster.node('S2').config, cluster.node('S3').config]).toEqual(['leader', only(['S2', 'S3']), only(['S2', 'S3'])]);
  });
});
