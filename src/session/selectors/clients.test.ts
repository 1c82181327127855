import { describe, expect, it } from 'vitest';
import { type ClientActor, type ClientOperation, type ClientStep, defaultClient } from '../../trace/client.ts';
import type { RequestFate, RequestRecord, TraceEvent } from '../../trace/event.ts';
import { requestsOfClients } from '../clientFrames.ts';
import { clientViews } from './clients.ts';
import { operationWords } from './clientWords.ts';
import { frameOf } from './testFrame.ts';

const asks = { op: 'propose', command: { append: ['list', 'c1.3'], client: 'c1', seq: 3 } } as const;
const operation = (is: Partial<ClientOperation> = {}): ClientOperation => ({
  client: 'c1', number: 3, asks, begunAt: 900, endedAt: null, outcome: 'open', result: null, requests: [], attempts: 1, ...is,
});
const actor = (is: Partial<ClientActor>): ClientActor => ({
  id: 'c1', settings: { ...defaultClient, latencyMs: [10, 20], timeoutMs: 500 }, phase: 'sends', target: 'S2', wakeAt: 912,
  timeoutAt: 1400, operation: 7, request: null, ...is,
});
const request = (is: Partial<RequestFate> = {}): RequestRecord => ({
  ...asks, id: 4, to: 'S2', submittedAt: 912, status: 'pending', result: null, reason: null, leader: null, resolvedAt: null, ...is,
});
const step = (id: number, is: Partial<ClientStep>): TraceEvent => ({
  id, time: 900, kind: 'client', node: null, cause: null, message: null, command: null, sent: [], removed: [], persist: [], replies: [],
  notes: [], error: null,
  client: { client: 'c1', did: 'sends', node: 'S2', number: 3, attempt: 1, asks, reply: null, arrivesAt: null, after: null, ...is },
});

function view(client: Partial<ClientActor>, at: Partial<ClientOperation> = {}, requests: RequestRecord[] = [], events: TraceEvent[] = []) {
  const frame = frameOf([], { time: 905, eventCount: events.length, clients: [actor(client)], operations: { first: 7, list: [operation(at)] }, requests });
  return clientViews(frame, events)[0];
}

describe('a client on the stage', () => {
  it('asks: the request travels from when it was sent to when it arrives', () => {
    expect(view({})).toMatchObject({
      asks: 'append list←c1.3', asking: 'S2', doing: 'asks S2', journey: { what: 'request', from: 900, to: 912, lost: false },
    });
    expect(view({}, { attempts: 3 })?.doing).toBe('asks S2, try 3');
  });

  it('follows a redirect, and says so', () => {
    const reply = { request: 4, status: 'refused', result: null, reason: 'S1 is not the leader', leader: 'S2' } as const;
    const events = [step(1, { did: 'hears', node: 'S1', reply }), step(2, { attempt: 2 })];
    expect(view({}, { attempts: 2 }, [], events)?.doing).toBe('sent on to S2, try 2');
    const later = [...events, step(3, { did: 'timesOut' })];
    const frame = frameOf([], { eventCount: 2, clients: [actor({})], operations: { first: 7, list: [operation({ attempts: 2 })] } });
    expect(clientViews(frame, later)[0]?.doing).toBe('sent on to S2, try 2');
  });

  it('waits, and hears: the answer travels from when it was given', () => {
    expect(view({ phase: 'waits', request: 4, wakeAt: 1400 }, {}, [request()])).toMatchObject({ doing: 'waits for S2', journey: null, tone: 'plain' });
    const done = request({ status: 'ok', resolvedAt: 950 });
    expect(view({ phase: 'hears', request: 4, wakeAt: 965 }, {}, [done])).toMatchObject({
      doing: 'S2 answers', journey: { what: 'answer', from: 950, to: 965, lost: false, good: true },
    });
    expect(view({ phase: 'hears', request: 4 }, {}, [request({ status: 'refused', resolvedAt: 950 })])?.doing).toBe('S2 says no');
  });

  it('loses a request, or the answer', () => {
    expect(view({ phase: 'waits', wakeAt: 1400 })).toMatchObject({
      doing: 'request lost', tone: 'lost', journey: { what: 'request', from: 900, to: 915, lost: true },
    });
    expect(view({ phase: 'waits', request: 4 }, { attempts: 2 }, [request({ status: 'ok', resolvedAt: 950 })])).toMatchObject({
      doing: 'answer lost, try 2', tone: 'lost', journey: { what: 'answer', from: 950, to: 965, lost: true },
    });
  });

  it('rests when it is done, and says when it has given up on a node', () => {
    const done = operation({ outcome: 'ok', endedAt: 950, result: 4 });
    expect(view({ phase: 'thinks' }, done)).toMatchObject({ doing: 'done → 4', tone: 'done', asking: null });
    expect(view({ phase: 'thinks', target: 'S3' }, {}, [], [step(1, { did: 'timesOut' })])).toMatchObject({ doing: 'timed out; S3 next', tone: 'late' });
    expect(view({ phase: 'thinks', operation: null })?.doing).toBe('begins');
    expect(view({ phase: 'stopped' })?.doing).toBe('stopped');
    const heard = (reason: string): TraceEvent =>
      step(1, { did: 'hears', reply: { request: 4, status: 'refused', result: null, reason, leader: null } });
    expect(view({ phase: 'stopped' }, { outcome: 'gaveUp' }, [], [heard('S1 is not the leader')])?.doing).toBe('stopped');
    expect(view({ phase: 'stopped' }, { outcome: 'gaveUp' }, [], [heard('the session of c1 has expired')])?.doing).toBe('session expired');
  });
});

it('an interval’s label says what was asked and what came of it, not whose it is', () => {
  expect(operationWords(operation())).toBe('append list←c1.3');
  expect(operationWords(operation({ outcome: 'ok', result: 4 }))).toBe('append list←c1.3 → 4');
  const read = { op: 'read', key: 'x', mode: 'lease' } as const;
  expect(operationWords(operation({ asks: read, outcome: 'ok', result: '7' }))).toBe('read x → 7');
  expect(operationWords(operation({ asks: read, outcome: 'ok' }))).toBe('read x → nothing');
});

it('knows which requests are of acting clients', () => {
  const operations = { first: 0, list: [operation({ requests: [2, 4] }), operation({ requests: [5] })] };
  expect([...requestsOfClients(operations)]).toEqual([2, 4, 5]);
});
