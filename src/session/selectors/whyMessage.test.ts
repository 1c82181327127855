import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import { appendEntries, appendEntriesReply, envelopeOf, noOps, requestVote, traceEvent } from '../../trace/testEvent.ts';
import { defaultOptions } from '../../trace/run.ts';
import type { Envelope, TraceEvent } from '../../trace/event.ts';
import type { Frame } from '../frame.ts';
import { eventAt, fateOf, findAhead, findBack, findEnvelope } from './whyEvents.ts';
import { whyMessage } from './whyMessage.ts';
import { pictured } from './whyTestCluster.ts';

const why = (frame: Frame, events: readonly TraceEvent[], envelope: Envelope) =>
  whyMessage(frame, events, envelope, fateOf(frame, events, envelope), defaultOptions);

const request = envelopeOf(
  appendEntries({ from: 'S3', to: 'S2', term: 2, prevLogIndex: 15, prevLogTerm: 2, entries: noOps(16, 18, 2), leaderCommit: 15 }),
  { id: 40, sentBy: 1, sentAt: 12_430 },
);
const timer = traceEvent({ id: 1, time: 12_430, kind: 'timer', node: 'S3', notes: [note('heartbeatSent', 'sendsHeartbeats', { term: 2, peers: 4 })], sent: [request] });
const refusal = envelopeOf(appendEntriesReply({ prevLogIndex: 15 }), { id: 41, sentBy: 2, sentAt: 12_462, deliverAt: 12_494 });
const refused = traceEvent({
  id: 2, time: 12_462, node: 'S2', cause: 1, message: request, sent: [refusal],
  notes: [note('appendRefused', 'isStale', { leader: 'S3', messageTerm: 2, currentTerm: 4, prevLogIndex: 15, prevLogTerm: 2, haveTerm: null, lastLogIndex: 19 })],
});
const frame = pictured({}, { eventCount: 2, inFlight: [refusal] });

describe('why a message', () => {
  it('says no: the rules as the refusing node went through them, and what is to come', () => {
    const answer = why(frame, [timer, refused], refusal);
    expect(answer.question).toBe('Why?');
    expect(answer.answer).toBe('S2 refuses S3’s AppendEntries: it speaks for term 2, and S2 is already in term 4.');
    expect(answer.checks.map((check) => [check.state, check.value])).toEqual([
      ['decides', '2 < 4'],
      ['moot', '15, t2 would pass'],
      ['moot', 'would delete 16–19'],
    ]);
    expect(answer.remark).toBe('The term alone keeps 3 committed entries safe here.');
    expect(answer.chain.map((item) => [item.time, item.text, item.state])).toEqual([
      [12_430, 'S3’s heartbeat timer fires', 'past'],
      [12_430, 'AppendEntries 16–18, S3 to S2', 'past'],
      [12_462, 'S2 refuses S3’s AppendEntries', 'now'],
      [12_494, 'S3 becomes a follower', 'expected'],
    ]);
  });

  it('says no in a reply that had to wait for the disk', () => {
    const disk = traceEvent({ id: 3, time: 12_470, kind: 'disk', node: 'S2', cause: 2, sent: [{ ...refusal, sentBy: 3 }] });
    const later = { ...refusal, sentBy: 3 };
    expect(why({ ...frame, eventCount: 3, inFlight: [later] }, [timer, { ...refused, sent: [] }, disk], later).answer).toMatch(/^S2 refuses S3/);
  });

  it('keeps to the recorded reason when the node has changed since', () => {
    const changed = pictured({ S2: { currentTerm: 2 } }, { eventCount: 2, inFlight: [refusal] });
    const answer = why(changed, [timer, refused], refusal);
    expect(answer.checks.map((check) => check.value)).toEqual(['2 < 4']);
    expect(answer.remark).toBeNull();
  });

  it('is under way: what it would do', () => {
    const ask = envelopeOf(requestVote({ from: 'S4', to: 'S1', term: 5 }), { id: 50, sentBy: 1 });
    const answer = why({ ...frame, inFlight: [ask] }, [timer], ask);
    expect(answer.question).toBe('What if it arrived now?');
    expect(answer.chain.at(-1)).toMatchObject({ text: 'S1 refuses its vote', state: 'expected' });
  });

  it('did not arrive', () => {
    const lost = { ...request, lost: 'cut' as const };
    const answer = why({ ...frame, inFlight: [] }, [{ ...timer, sent: [lost] }], lost);
    expect(answer.answer).toBe('The AppendEntries 16–18 is lost: the link from S3 to S2 is cut. S3 isn’t told.');
    const dead = traceEvent({ id: 2, kind: 'lost', node: 'S2', cause: 1, message: request });
    expect(why({ ...frame, inFlight: [] }, [timer, dead], request).answer).toBe('S3’s AppendEntries 16–18 to S2 is lost: S2 is down. S3 isn’t told.');
  });

  it('did something when it arrived', () => {
    const answer = why({ ...frame, inFlight: [] }, [timer, refused], request);
    expect(answer.question).toBe('What did it do?');
    expect(answer.answer).toMatch(/^S2 refuses/);
  });
});

describe('where a message is', () => {
  const fate = (events: readonly TraceEvent[], envelope: Envelope, is: Partial<Frame> = {}) =>
    fateOf({ ...frame, inFlight: [], eventCount: 9, ...is }, events, envelope).kind;

  it('is told by the events up to the cursor', () => {
    expect(fate([timer, refused], request)).toBe('delivered');
    expect(fate([timer, refused], request, { eventCount: 1 })).toBe('inFlight');
    expect(fate([timer, refused], request, { eventCount: 0 })).toBe('notSent');
    expect(fate([timer, traceEvent({ id: 2, kind: 'inbox', message: request })], request)).toBe('inbox');
    expect(fate([timer], { ...request, lost: 'loss' })).toBe('lost');
  });

  it('is gone after a drop, and only moved after a delay', () => {
    const drop = traceEvent({ id: 2, kind: 'command', command: { type: 'drop', message: 40 }, message: request, removed: [40] });
    expect(fate([timer, drop], request)).toBe('removed');
    const delay = traceEvent({ ...drop, command: { type: 'delay', message: 40, byMs: 50 }, sent: [{ ...request, deliverAt: 99_999 }] });
    expect(fate([timer, delay], request)).toBe('inFlight');
    expect(findEnvelope({ ...frame, inFlight: [], eventCount: 9 }, [timer, delay], 40)?.deliverAt).toBe(99_999);
  });

  it('is found in the future too, and nowhere when its events are out of the window', () => {
    expect(findEnvelope({ ...frame, inFlight: [], eventCount: 0 }, [timer], 40)?.id).toBe(40);
    expect(findEnvelope({ ...frame, inFlight: [] }, [], 40)).toBeNull();
  });
});

describe('finding an event', () => {
  // The window need not begin with the first event of the run.
  const events = [11, 12, 13, 14, 15].map((id) => traceEvent({ id, node: id % 2 === 0 ? 'S1' : 'S2' }));
  const ofS1 = (event: TraceEvent): boolean => event.node === 'S1';

  it('goes by id', () => {
    expect(eventAt(events, 12)?.id).toBe(12);
    expect([eventAt(events, 10), eventAt(events, 16), eventAt(events, null), eventAt([], 1)]).toEqual([null, null, null, null]);
  });

  it('looks back from the cursor, and ahead of it, never at the wrong side', () => {
    expect(findBack(events, 15, ofS1)?.id).toBe(14);
    expect(findBack(events, 13, ofS1)?.id).toBe(12);
    expect(findBack(events, 99, (event) => event.id === 11)?.id).toBe(11);
    expect(findAhead(events, 12, ofS1)?.id).toBe(14);
    expect(findAhead(events, 14, ofS1)).toBeNull();
  });
});
