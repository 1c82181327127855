import { describe, expect, it } from 'vitest';
import { appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVoteReply, setX, whats, type TestNode } from './testNode.ts';
import type { LocalMs, Outcome, RaftNode, ReadMode } from './types.ts';

const five = ['S1', 'S2', 'S3', 'S4', 'S5'];

/** Leads term 1 of five since 1000 ms; its no-op is committed. Everybody has answered round 1 then, unless told. */
function leading(is: TestNode = {}): RaftNode {
  const node = nodeOf({ voters: five, ...is });
  elect(node, 1000);
  for (const from of ['S2', 'S3']) deliver(node, appendReply({ from, round: 1 }), 1000);
  expect(node.commitIndex).toBe(1);
  node.dict.set('k', 'v');
  return node;
}

const read = (node: RaftNode, mode: ReadMode, now: LocalMs = 1000, request = 7): Outcome =>
  feed(node, { kind: 'read', request, key: 'k', mode }, now);
const ack = (node: RaftNode, from: string, round: number, matchIndex: number, now: LocalMs = 1000): Outcome =>
  deliver(node, appendReply({ from, round, matchIndex, prevLogIndex: matchIndex }), now);
const served = (result: unknown, request = 7): object => ({ request, status: 'ok', result, reason: null, leader: 'S1' });

describe('ReadIndex', () => {
  it('T6.4: asks whether this node still leads, and answers when a majority says so', () => {
    const node = leading();
    const outcome = read(node, 'readIndex');
    expect(outcome.replies).toEqual([]);
    expect(outcome.sendNow.map((message) => message.type === 'AppendEntries' && message.round)).toEqual([2, 2, 2, 2]);
    expect(noteOf(outcome, 'readStarted')).toEqual({ request: 7, key: 'k', mode: 'readIndex', readIndex: 1, round: 2 });
    expect(ack(node, 'S2', 2, 1).replies).toEqual([]);
    const confirmed = ack(node, 'S3', 2, 1);
    expect(confirmed.replies).toEqual([served('v')]);
    expect(noteOf(confirmed, 'readServed')).toEqual({
      request: 7,
      key: 'k',
      mode: 'readIndex',
      lastApplied: 1,
      confirmed: 3,
      needed: 3,
      sinceMs: null,
      leaseMs: null,
    });
    expect(node.reads).toEqual([]);
    expect(ack(node, 'S4', 2, 1).replies).toEqual([]);
  });

  it('T6.4: answers to earlier rounds confirm nothing', () => {
    const node = leading();
    feed(node, { kind: 'heartbeat' });
    read(node, 'readIndex');
    for (const from of ['S2', 'S3', 'S4', 'S5']) expect(ack(node, from, 2, 1).replies).toEqual([]);
    ack(node, 'S2', 4, 1);
    expect(ack(node, 'S3', 3, 1).replies).toEqual([served('v')]);
  });

  it('T6.4: says how many confirmed', () => {
    const node = nodeOf({ voters: ['S1', 'S2', 'S3', 'S4'] });
    elect(node, 1000);
    for (const from of ['S2', 'S3']) deliver(node, appendReply({ from, round: 1 }), 1000);
    read(node, 'readIndex');
    ack(node, 'S2', 2, 1);
    expect(noteOf(ack(node, 'S3', 2, 1), 'readServed')).toMatchObject({ confirmed: 3, needed: 3 });
  });

  it('T6.4: asks even where a lease is held', () => {
    const node = leading({ options: { checkQuorum: true } });
    const outcome = read(node, 'readIndex', 1001);
    expect([outcome.replies, outcome.sendNow.length]).toEqual([[], 4]);
  });

  it('T6.4: a late answer takes no confirmation back', () => {
    const node = leading();
    read(node, 'readIndex');
    ack(node, 'S2', 2, 1);
    ack(node, 'S2', 1, 1);
    expect(node.progress['S2']?.ackedRound).toBe(2);
    expect(ack(node, 'S3', 2, 1).replies).toHaveLength(1);
  });

  it('T6.4: each read is answered by its own round', () => {
    const node = leading();
    read(node, 'readIndex', 1000, 7);
    read(node, 'readIndex', 1000, 8);
    ack(node, 'S2', 2, 1);
    const first = ack(node, 'S3', 2, 1);
    expect([first.replies.map(({ request }) => request), node.reads.map(({ request }) => request)]).toEqual([[7], [8]]);
    ack(node, 'S2', 3, 1);
    expect(ack(node, 'S3', 3, 1).replies.map(({ request }) => request)).toEqual([8]);
  });

  it('T6.4: waits until an entry of its own term is committed, then begins a round', () => {
    const node = nodeOf({ voters: five, log: [1, 1], commitIndex: 2 });
    elect(node, 1000);
    const outcome = read(node, 'readIndex');
    expect(noteOf(outcome, 'readWaits')).toEqual({ request: 7, commitTerm: 1, currentTerm: 2 });
    expect([noteOf(outcome, 'readStarted').readIndex, outcome.sendNow]).toEqual([null, []]);
    deliver(node, appendReply({ from: 'S2', term: 2, round: 1, matchIndex: 3 }), 1000);
    const committed = deliver(node, appendReply({ from: 'S3', term: 2, round: 1, matchIndex: 3 }), 1000);
    expect([node.commitIndex, committed.replies]).toEqual([3, []]);
    expect(committed.sendNow.map((message) => message.type === 'AppendEntries' && message.round)).toEqual([2, 2, 2, 2]);
    expect(node.reads).toMatchObject([{ request: 7, readIndex: 3, round: 2 }]);
    deliver(node, appendReply({ from: 'S2', term: 2, round: 2, matchIndex: 3 }), 1000);
    const answered = deliver(node, appendReply({ from: 'S3', term: 2, round: 2, matchIndex: 3 }), 1000);
    expect(answered.replies).toMatchObject([{ request: 7, status: 'ok', result: '2@1' }]);
  });

  it('T6.4: a read that waits doesn’t change those that don’t', () => {
    const node = nodeOf({ voters: five, log: [1, 1], commitIndex: 2 });
    elect(node, 1000);
    read(node, 'readIndex', 1000, 7);
    node.reads.push({ request: 8, key: 'k', mode: 'readIndex', readIndex: 2, round: 1 });
    deliver(node, appendReply({ from: 'S2', term: 2, round: 0, matchIndex: 3 }), 1000);
    deliver(node, appendReply({ from: 'S3', term: 2, round: 0, matchIndex: 3 }), 1000);
    expect(node.reads).toMatchObject([{ request: 7, readIndex: 3, round: 2 }, { request: 8, readIndex: 2, round: 1 }]);
  });

  it('T6.4: sees everything that was committed when it came', () => {
    const node = leading();
    feed(node, { kind: 'propose', request: 1, command: { set: ['k', 'new'] } });
    persistAll(node);
    ack(node, 'S2', 1, 2);
    ack(node, 'S3', 1, 2);
    read(node, 'readIndex');
    ack(node, 'S2', 2, 2);
    expect(ack(node, 'S3', 2, 2).replies).toEqual([served('new')]);
  });

  it('T6.4: learners confirm nothing; a single voter needs nobody', () => {
    const node = nodeOf({ voters: ['S1', 'S2'], learners: ['S3'] });
    elect(node, 1000);
    ack(node, 'S2', 1, 1);
    read(node, 'readIndex');
    expect(ack(node, 'S3', 2, 1).replies).toEqual([]);
    expect(ack(node, 'S2', 2, 1).replies).toMatchObject([{ status: 'ok', result: null }]);
    const lone = nodeOf({ voters: ['S1'] });
    elect(lone, 1000);
    const outcome = read(lone, 'readIndex');
    expect([outcome.replies, noteOf(outcome, 'readServed').confirmed]).toEqual([[served(null)], 1]);
  });

  it('T6.4: of a leader that steps down is refused: it took no effect', () => {
    const node = leading();
    read(node, 'readIndex');
    const outcome = deliver(node, requestVoteReply({ term: 9, voteGranted: false }), 1010);
    expect(outcome.replies).toMatchObject([{ request: 7, status: 'refused', result: null, leader: null }]);
    expect(outcome.replies[0]?.reason).toMatch(/stopped leading before the read was confirmed/);
    expect(noteOf(outcome, 'requestLost')).toEqual({ request: 7, op: 'read' });
    expect(node.reads).toEqual([]);
  });

  it('P8: is asked of a leader', () => {
    for (const mode of ['readIndex', 'lease', 'log'] as const) {
      const outcome = read(nodeOf(), mode);
      expect(outcome.replies).toMatchObject([{ request: 7, status: 'refused', reason: 'S1 is not the leader; it knows of none' }]);
      expect(noteOf(outcome, 'requestRefused').op).toBe('read');
    }
  });
});

describe('a read through the log', () => {
  it('T6.4: is an entry, and answered when it is applied', () => {
    const node = leading();
    const outcome = read(node, 'log');
    expect(node.log.entries.at(-1)).toEqual({ index: 2, term: 1, command: { read: 'k' } });
    expect(noteOf(outcome, 'proposed')).toEqual({ index: 2, term: 1, request: 7 });
    persistAll(node);
    ack(node, 'S2', 1, 2);
    expect(ack(node, 'S3', 1, 2).replies).toEqual([served('v')]);
    feed(node, { kind: 'read', request: 9, key: 'absent', mode: 'log' });
    persistAll(node);
    ack(node, 'S2', 1, 3);
    expect(ack(node, 'S3', 1, 3).replies).toEqual([served(null, 9)]);
  });
});

describe('a local read', () => {
  it('T6.4: is answered by anybody at once, with what it has', () => {
    const node = nodeOf({ log: [1, 1], commitIndex: 1 });
    const outcome = read(node, 'local');
    expect(outcome.replies).toEqual([{ ...served('1@1'), leader: null }]);
    expect(noteOf(outcome, 'readServed')).toEqual({
      request: 7,
      key: 'k',
      mode: 'local',
      lastApplied: 1,
      confirmed: null,
      needed: null,
      sinceMs: null,
      leaseMs: null,
    });
    expect(outcome.sendNow).toEqual([]);
  });
});

describe('a lease', () => {
  /** 150 ms are the least election timeout; clocks differ by a quarter at most: the lease is 120 ms. */
  const options = { checkQuorum: true, clockDriftBound: 0.25 };

  it('T6.4.1: answers at once, for as long as no other leader can be, counted from the beginning of the round', () => {
    const node = leading({ options });
    const outcome = read(node, 'lease', 1119);
    expect([outcome.replies, outcome.sendNow]).toEqual([[served('v')], []]);
    expect(noteOf(outcome, 'readServed')).toMatchObject({ mode: 'lease', confirmed: null, needed: null, sinceMs: 119, leaseMs: 120 });
    const late = read(node, 'lease', 1120);
    expect(noteOf(late, 'leaseMissing')).toEqual({ request: 7, leaseMs: 120, sinceMs: 120 });
    // Then it goes the ReadIndex way.
    expect([late.replies, noteOf(late, 'readStarted').mode, late.sendNow.length]).toEqual([[], 'lease', 4]);
    ack(node, 'S2', 2, 1, 1125);
    const confirmed = ack(node, 'S3', 2, 1, 1130);
    expect([confirmed.replies, noteOf(confirmed, 'readServed').mode]).toEqual([[served('v')], 'lease']);
    expect(read(node, 'lease', 1239).replies).toHaveLength(1);
    expect(read(node, 'lease', 1240).replies).toEqual([]);
  });

  it('T6.4.1: counts from the latest round that a majority has answered, not from the answers', () => {
    const node = leading({ options });
    feed(node, { kind: 'heartbeat' }, 1040);
    feed(node, { kind: 'heartbeat' }, 1080);
    ack(node, 'S2', 3, 1, 1090);
    expect(noteOf(read(node, 'lease', 1100), 'readServed').sinceMs).toBe(100);
    ack(node, 'S3', 2, 1, 1090);
    expect(noteOf(read(node, 'lease', 1100), 'readServed').sinceMs).toBe(60);
    ack(node, 'S3', 3, 1, 1095);
    expect(noteOf(read(node, 'lease', 1100), 'readServed').sinceMs).toBe(20);
  });

  it('T6.4.1: none before a round was answered, none without CheckQuorum: others could be elected', () => {
    const node = nodeOf({ options: { ...options, noOpOnElection: false }, log: [1], commitIndex: 1, term: 0 });
    elect(node, 1000);
    expect(node.currentTerm).toBe(1);
    expect(noteOf(read(node, 'lease', 1001), 'leaseMissing').sinceMs).toBeNull();
    const unwatched = leading({ options: { ...options, checkQuorum: false } });
    expect(noteOf(read(unwatched, 'lease'), 'leaseMissing').sinceMs).toBeNull();
    expect(unwatched.roundsBegan).toEqual([]);
  });

  it('T3.10, T6.4.1: none once a transfer told somebody to campaign', () => {
    const node = leading({ options });
    feed(node, { kind: 'transfer', request: 1, target: 'S2' }, 1000);
    expect(noteOf(read(node, 'lease', 1010), 'leaseMissing').sinceMs).toBeNull();
  });

  it('T6.4: none before an entry of the leader’s own term is committed', () => {
    const node = nodeOf({ voters: five, log: [1], commitIndex: 1, options });
    elect(node, 1000);
    for (const from of ['S2', 'S3']) deliver(node, appendReply({ from, term: 2, round: 1, matchIndex: 1 }), 1000);
    const outcome = read(node, 'lease', 1001);
    expect([outcome.replies, whats(outcome)]).toEqual([[], ['readWaits', 'readStarted']]);
  });

  it('T6.4.1: remembers the rounds that still matter, and no others', () => {
    const node = leading({ options });
    for (let now = 1010; now <= 1500; now += 10) feed(node, { kind: 'heartbeat' }, now);
    // Unanswered rounds may yet be answered; those of longer ago than four timeouts help nobody.
    expect(node.roundsBegan[0]).toEqual({ round: 1, at: 1000 });
    ack(node, 'S2', 30, 1, 1505);
    ack(node, 'S3', 28, 1, 1505);
    feed(node, { kind: 'heartbeat' }, 1510);
    expect(node.roundsBegan[0]).toEqual({ round: 28, at: 1270 });
    feed(node, { kind: 'heartbeat' }, 1870);
    expect(node.roundsBegan[0]).toEqual({ round: 28, at: 1270 });
    feed(node, { kind: 'heartbeat' }, 1871);
    expect(node.roundsBegan[0]).toEqual({ round: 29, at: 1280 });
    expect(node.roundsBegan.at(-1)).toEqual({ round: node.round, at: 1871 });
  });

  it('P5.2: a new leadership knows no rounds of the last', () => {
    const node = leading({ options });
    feed(node, { kind: 'propose', request: 1, command: setX }, 1000);
    deliver(node, requestVoteReply({ term: 9, voteGranted: false }), 1010);
    expect(node).toMatchObject({ round: 0, roundsBegan: [], leaseVoid: false, quorumDeadline: null, heartbeatDeadline: null, progress: {} });
  });
});
