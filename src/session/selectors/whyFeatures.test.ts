import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { Command, Configuration } from '../../raft/types.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { envelopeOf, installSnapshot, preVoteReply, requestVote, timeoutNow, traceEvent } from '../../trace/testEvent.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entriesOf } from './testFrame.ts';
import { whyEntry } from './whyEntry.ts';
import { whyNode } from './whyNode.ts';
import { pictured, progressOf } from './whyTestCluster.ts';

const nodeIn = (frame: Frame, id: string): NodeFrame => {
  const node = frame.nodes.find((each) => each.id === id);
  if (node === undefined) throw new Error(id);
  return node;
};
const ask = (frame: Frame, id: string, events: readonly TraceEvent[] = []) => whyNode(frame, events, nodeIn(frame, id));
const decided = (why: ReturnType<typeof ask>) => why.checks.filter(({ state }) => state === 'decides').map(({ section, value }) => [section, value]);
const members = (voters: string[], votersOutgoing: string[] = [], learners: string[] = []): Configuration => ({ voters, votersOutgoing, learners });

describe('a node that asks whether it could win', () => {
  it('says what it is promised, who is silent and that its term stays', () => {
    const answer = envelopeOf(preVoteReply({ from: 'S1', to: 'S2' }), { id: 9, deliverAt: 12_490 });
    const frame = pictured({ S2: { role: 'preCandidate', votes: { S2: true, S3: false } }, S4: { status: 'down' } }, { inFlight: [answer] });
    const why = ask(frame, 'S2');
    expect(why.question).toBe('Why doesn’t S2 campaign?');
    expect(why.answer).toBe('It asks first whether it could win term 5: it is promised 1 of the 3 votes it needs. S1 and S5 are yet to answer and S4 is down.');
    expect(decided(why)).toEqual([['T9.6', '1 < 3']]);
    expect(why.remark).toMatch(/^Its term stays 4/);
    expect(why.chain).toMatchObject([{ state: 'expected', text: 'S1’s answer arrives', message: 9 }]);
  });
});

describe('a leader with another duty', () => {
  it('hands over before anything else', () => {
    const transfer = { request: 1, target: 'S1', told: false, until: 12_530 };
    const why = ask(pictured({ S5: { transfer } }), 'S5');
    expect(why.question).toBe('Why does S5 take no commands?');
    expect(why.answer).toMatch(/whose log is known to match up to 18 of 19/);
    expect(decided(why)).toEqual([['T3.10', '18 < 19']]);
    expect(why.checks.map(({ value }) => value)).toContain('in 50 ms');
    const order = envelopeOf(timeoutNow({ from: 'S5', to: 'S1', term: 4 }), { id: 9, deliverAt: 12_490 });
    const told = ask(pictured({ S5: { transfer: { ...transfer, told: true } } }, { inFlight: [order] }), 'S5');
    expect(told.answer).toMatch(/was told to campaign at once/);
    expect(told.chain).toMatchObject([{ text: 'S1 campaigns for term 5', message: 9 }]);
  });

  it('lets new voters catch up, and so says the one that waits', () => {
    const config = members(['S2', 'S3', 'S4', 'S5']);
    const catchUp = { round: 1, target: 19, beganAt: 0, until: null };
    const change = { request: 1, voters: ['S1', 'S2', 'S3', 'S4', 'S5'], learners: [], catchUp };
    const frame = pictured({ S5: { config, change }, S1: { config } });
    const why = ask(frame, 'S5');
    expect(why.question).toBe('Why doesn’t S1 vote yet?');
    expect(why.answer).toBe('It catches up first: round 1 goes up to entry 19, and S1 is known to hold 18.');
    expect(decided(why)).toEqual([['T4.2.1', '18 < 19']]);
    expect(ask(frame, 'S1').question).toBe(why.question);
  });

  it('needs two majorities while the configuration is joint', () => {
    const config = members(['S1', 'S2', 'S5'], ['S3', 'S4', 'S5']);
    const progress = { S1: progressOf(20, 19), S2: progressOf(20, 19), S3: progressOf(18, 0), S4: progressOf(18, 0) };
    const why = ask(pictured({ S5: { config, configIndex: 19, progress } }), 'S5');
    expect(why.question).toBe('Why does S5 need two majorities?');
    expect(why.answer).toMatch(/a majority of S3, S4 and S5 and one of S1, S2 and S5 have to agree\./);
    expect(why.answer).toMatch(/Entry 19 has 1 of the 2 copies it needs from the old half, a majority of the new\.$/);
    const done = ask(pictured({ S5: { config, configIndex: 18, commitIndex: 18, progress } }), 'S5');
    expect(done.answer).toMatch(/Entry 18 is committed, so S5 goes on to the new half alone\.$/);
  });
});

describe('a node without a vote', () => {
  const config = members(['S2', 'S3', 'S5']);
  it('is new', () => {
    const fresh = { entries: [], snapshotIndex: 0, commitIndex: 0, config, configIndex: 0, currentTerm: 0, leaderId: null };
    const why = ask(pictured({ S1: fresh, S5: { config } }), 'S1');
    expect(why.question).toBe('Why does S1 do nothing?');
    expect(why.checks.at(-1)).toMatchObject({ text: 'members', value: 'S2 S3 S5' });
  });

  it('was removed and knows, or hasn’t heard', () => {
    const removed = { config, configIndex: 18 };
    expect(ask(pictured({ S1: removed, S5: removed }), 'S1').answer).toMatch(/^It was removed with entry 18, and knows/);
    const why = ask(pictured({ S5: removed }), 'S1');
    expect(why.question).toBe('Why does S1 hear nothing?');
    expect(why.answer).toMatch(/entry hasn’t reached it: S5 sends to its members only\.$/);
    expect(why.remark).toMatch(/With CheckQuorum/);
  });
});

describe('a node that gets a snapshot', () => {
  it('says which entry it lacks, and how much is there', () => {
    const sending = { ...progressOf(11, 0), state: 'snapshot', snapshotIndex: 12 } as const;
    const incoming = { leader: 'S5', lastIncludedIndex: 12, lastIncludedTerm: 1, bytes: 40, total: 84 };
    const empty = { entries: [], snapshotIndex: 0, snapshotTerm: 0, commitIndex: 0 };
    const last = envelopeOf(installSnapshot({ from: 'S5', to: 'S1', term: 4, offset: 40 }), { id: 9, deliverAt: 12_490 });
    const frame = pictured({ S1: { ...empty, incoming }, S5: { progress: { S1: sending } } }, { inFlight: [last] });
    const why = ask(frame, 'S1');
    expect(why.question).toBe('Why does S1 get a snapshot?');
    expect(why.answer).toBe('It needs entry 11, and S5 has compacted its log up to 12: it sends the state that the entries made. 40 of 84 characters are there.');
    expect(decided(why)).toEqual([['P7', '11 ≤ 12']]);
    expect(why.chain).toMatchObject([{ text: 'S1 installs it', message: 9 }]);
    const begun = pictured({ S1: empty, S5: { progress: { S1: sending } } });
    expect(ask(begun, 'S1').answer).toMatch(/Nothing of it is there yet\.$/);
  });
});

describe('a node that has just decided', () => {
  const ignored = note('voteIgnored', 'ignoresVoteRequest', {
    candidate: 'S4', messageTerm: 7, currentTerm: 4, leader: 'S5', heardMsAgo: 20, leastTimeoutMs: 150,
  });
  it('is asked about a request that it passed over, and about a majority that it lost', () => {
    const passed = traceEvent({ id: 999, time: 12_470, node: 'S2', message: envelopeOf(requestVote({ from: 'S4', term: 7 })), notes: [ignored] });
    expect(ask(pictured(), 'S2', [passed]).question).toBe('Why did S2 ignore S4?');
    const lost = note('quorumLost', 'checkQuorum', { term: 4, heard: 1, needed: 3, timeoutMs: 150 });
    const alone = traceEvent({ id: 999, time: 12_470, kind: 'timer', node: 'S2', notes: [lost] });
    const why = ask(pictured(), 'S2', [alone]);
    expect(why.question).toBe('Why did S2 step down?');
    expect(decided(why)).toEqual([['T6.2', '1 < 3']]);
  });
});

describe('an entry', () => {
  const withLast = (...commands: Command[]) =>
    pictured({ S5: { entries: entriesOf([1, 2, 2, 3, 3, 4, 4], 12, [null, null, null, null, null, ...commands]) } });

  it('with members says on whom it is in force', () => {
    const frame = withLast(null, { config: members(['S1', 'S2', 'S5']) });
    const nodes = frame.nodes.map((each) => (each.id === 'S5' ? { ...each, configIndex: 19, config: members(['S1', 'S2', 'S5']) } : each));
    const found = { ...frame, nodes };
    const why = whyEntry(found, [], nodeIn(found, 'S5'), 19);
    expect(why?.question).toBe('Why is the configuration S1 S2 S5 not committed?');
    expect(why?.remark).toMatch(/^S5 goes by it since it was appended there, committed or not\./);
    expect(why?.checks.at(-1)).toMatchObject({ text: 'in force on', value: 'S5' });
  });

  it('with a retry says that it isn’t applied again', () => {
    const command = { set: ['x', '7'], client: 'c1', seq: 2 } as const;
    const frame = withLast(command, command);
    const why = whyEntry(frame, [], nodeIn(frame, 'S5'), 19);
    expect(why?.remark).toMatch(/^It repeats entry 18: the answer of then is given again/);
    expect(why?.checks.at(-1)).toMatchObject({ section: 'T6.3', value: '2 ≤ 2' });
    const first = withLast({ ...command, seq: 1 }, command);
    const fresh = whyEntry(first, [], nodeIn(first, 'S5'), 19);
    expect(fresh?.checks.at(-1)).toMatchObject({ text: 'client session', value: 'c1 #2' });
    expect(fresh?.remark).toBeNull();
  });
});
