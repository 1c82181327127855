/** What a leader knows of a follower, and how late answers move it. P Figure 2, P5.3, T10.2 */
import { describe, expect, it } from 'vitest';
import type { Note } from './notes.ts';
import { probe } from './replication.ts';
import { paperRules } from './rules.ts';
import { beginStep } from './step.ts';
import { appendReply, deliver, elect, feed, nodeOf, noteOf, persistAll, requestVoteReply, setX, whats } from './testNode.ts';
import type { AppendEntriesReply, LogIndex, Progress, RaftNode, RaftOptions } from './types.ts';

/** Leads term 2 with entries 1–9 of term 1; S2's progress is as told. */
function leading(is: Partial<Progress> = {}, options: Partial<RaftOptions> = {}): RaftNode {
  const node = nodeOf({ log: new Array<number>(9).fill(1), options: { noOpOnElection: false, ...options } });
  elect(node, 1000);
  Object.assign(node.progress['S2'] ?? expect.fail(), is);
  return node;
}

const ack = (matchIndex: LogIndex, prevLogIndex: LogIndex): AppendEntriesReply => appendReply({ term: 2, matchIndex, prevLogIndex });
const refusal = (prevLogIndex: LogIndex, conflictIndex: LogIndex): AppendEntriesReply =>
  appendReply({ term: 2, success: false, matchIndex: 0, prevLogIndex, conflictIndex });
const progressOf = (node: RaftNode): Progress => node.progress['S2'] ?? expect.fail();

/** What S1's own vote and S2's make of its campaign. */
function elected(node: RaftNode): readonly Note[] {
  const outcomes = [...persistAll(node), deliver(node, requestVoteReply({ term: node.currentTerm }))];
  return outcomes.flatMap(({ notes }) => notes);
}

describe('a new leader', () => {
  it('P Fig. 2: knows nothing of the others but that its own log may be theirs', () => {
    expect(progressOf(leading())).toEqual({
      nextIndex: 10,
      matchIndex: 0,
      state: 'stream',
      inflight: [],
      rollbacks: 0,
      snapshotIndex: 0,
      snapshotOffset: 0,
      heardAt: 1000,
      ackedRound: 0,
    });
  });

  it('P5.2: a heartbeat says how many it went to', () => {
    expect(noteOf(feed(leading(), { kind: 'heartbeat' }), 'heartbeatSent')).toEqual({ term: 2, peers: 2 });
  });
});

describe('what is appended', () => {
  it('P5.3, P6, P8: says by which rule', () => {
    const node = nodeOf({ log: [1], commitIndex: 1 });
    const noOp = feed(node, { kind: 'campaign' }).notes.concat(elected(node));
    persistAll(node, 1000);
    deliver(node, ack(2, 1), 1000);
    const command = feed(node, { kind: 'propose', request: 1, command: setX }, 1000).notes;
    const read = feed(node, { kind: 'read', request: 2, key: 'x', mode: 'log' }, 1000).notes;
    const config = feed(node, { kind: 'change', request: 3, voters: ['S1', 'S2', 'S3'], learners: ['S4'] }, 1000).notes;
    const rules = [noOp, command, read, config].map((notes) => notes.find(({ what }) => what === 'proposed')?.rule);
    expect(rules).toEqual(['noOpOnElection', 'leaderAppends', 'leaderAppends', 'configTakesEffect']);
  });
});

describe('what must not be', () => {
  it('P5.3: a leader that would send after an entry it doesn’t have stops rather than go on', () => {
    expect(() => feed(leading({ nextIndex: 99 }), { kind: 'heartbeat' })).toThrow(/S1 has no entry 98 to check S2 against/);
  });

  it('P Fig. 2: nor does it send to somebody it knows nothing of', () => {
    const node = leading();
    expect(() => probe(beginStep(node, paperRules, 1000), 'S9')).toThrow(/S1 keeps no progress for S9/);
  });
});

describe('an answer', () => {
  it('P Fig. 2: is told: what it brought, that it is late, or that it is nobody’s', () => {
    const node = leading();
    expect(noteOf(deliver(node, ack(4, 0)), 'matchAdvanced')).toEqual({ peer: 'S2', from: 0, to: 4 });
    expect(noteOf(deliver(node, ack(3, 0)), 'ackStale')).toEqual({ peer: 'S2', acked: 3, matchIndex: 4 });
    expect(whats(deliver(node, ack(4, 0)))).toEqual([]);
    const stray = deliver(node, { ...ack(4, 0), from: 'S9' });
    expect(noteOf(stray, 'replyIgnored')).toEqual({ peer: 'S9', replyTerm: 2, currentTerm: 2, role: 'leader' });
  });
});

describe('what is in flight', () => {
  it('T10.2.1: are messages with entries: a heartbeat without any takes no room', () => {
    const node = leading({}, { maxInflightAppends: 2 });
    feed(node, { kind: 'heartbeat' });
    expect(progressOf(node).inflight).toEqual([]);
    feed(node, { kind: 'propose', request: 1, command: setX });
    expect(progressOf(node).inflight).toEqual([10]);
  });

  it('T10.2.1: isn’t kept where there is no limit', () => {
    const node = leading();
    feed(node, { kind: 'propose', request: 1, command: setX });
    expect(progressOf(node).inflight).toEqual([]);
  });

  it('T10.2.1: is none when the search begins', () => {
    const node = leading({ inflight: [9] }, { maxInflightAppends: 1 });
    const outcome = deliver(node, refusal(9, 4));
    expect(outcome.sendNow).toMatchObject([{ prevLogIndex: 3, entries: { length: 6 } }]);
    expect(progressOf(node).inflight).toEqual([]);
  });
});

describe('a success', () => {
  it('P5.3: ends the search, also when the probe was empty', () => {
    const node = leading({ state: 'probe', nextIndex: 4 }, { probeWithEntries: false });
    expect(feed(node, { kind: 'heartbeat' }).sendNow[0]).toMatchObject({ to: 'S2', prevLogIndex: 3, entries: [] });
    const outcome = deliver(node, ack(3, 3));
    expect(outcome.sendNow).toMatchObject([{ prevLogIndex: 3, entries: { length: 6 } }]);
    expect(progressOf(node)).toMatchObject({ state: 'stream', nextIndex: 10, matchIndex: 3 });
  });

  it('P Fig. 2: a late one of more than is being sent again moves nextIndex beyond it', () => {
    for (const nextIndex of [3, 4, 5]) {
      const node = leading({ nextIndex, matchIndex: 1, inflight: [2] }, { maxInflightAppends: 1, maxEntriesPerAppend: 1 });
      const outcome = deliver(node, ack(4, 3));
      expect(outcome.sendNow).toMatchObject([{ prevLogIndex: 4, entries: [{ index: 5 }] }]);
      expect(progressOf(node)).toMatchObject({ nextIndex: 6, matchIndex: 4 });
    }
  });
});

describe('a refusal', () => {
  it('P5.3: of a probe that isn’t the one under way is late', () => {
    const node = leading({ state: 'probe', nextIndex: 5 });
    for (const prevLogIndex of [2, 3, 5, 9]) expect(whats(deliver(node, refusal(prevLogIndex, 1)))).toEqual(['ackStale']);
    expect(progressOf(node)).toMatchObject({ state: 'probe', nextIndex: 5, rollbacks: 0 });
    expect(whats(deliver(node, refusal(4, 1)))).toEqual(['rolledBack']);
  });

  it('P5.3: of what is known to match, or was not sent since, is late', () => {
    const node = leading({ nextIndex: 6, matchIndex: 3 });
    for (const prevLogIndex of [2, 3, 6, 7]) {
      const late = deliver(node, refusal(prevLogIndex, 1));
      expect(noteOf(late, 'ackStale')).toEqual({ peer: 'S2', acked: prevLogIndex, matchIndex: 3 });
      expect(late.sendNow).toEqual([]);
    }
    expect(progressOf(node)).toMatchObject({ state: 'stream', nextIndex: 6, rollbacks: 0 });
    expect(whats(deliver(node, refusal(5, 5)))).toEqual(['rolledBack']);
  });

  it('P5.3: by terms, goes by the hint also after a common point was found', () => {
    const node = leading({ matchIndex: 3 });
    expect(deliver(node, refusal(8, 6)).sendNow).toMatchObject([{ prevLogIndex: 5 }]);
  });

  it('P5.3: by terms, after the leader’s own last entry of the follower’s term', () => {
    const node = nodeOf({ log: [1, 1, 2, 2, 4, 4, 4], options: { noOpOnElection: false } });
    elect(node, 1000);
    const outcome = deliver(node, appendReply({ term: 5, success: false, matchIndex: 0, prevLogIndex: 7, conflictTerm: 2, conflictIndex: 3 }));
    expect(outcome.sendNow).toMatchObject([{ prevLogIndex: 4 }]);
  });

  it('P5.3: never back to what is known to match, whatever the hint', () => {
    expect(deliver(leading({ matchIndex: 3 }), refusal(8, 1)).sendNow).toMatchObject([{ prevLogIndex: 3 }]);
  });

  it('P5.3: one by one, goes back by one while it searches, whatever was known before', () => {
    const node = leading({ matchIndex: 3, state: 'probe', nextIndex: 8 }, { fastBacktracking: false });
    expect(deliver(node, refusal(7, 1)).sendNow).toMatchObject([{ prevLogIndex: 6 }]);
  });
});
