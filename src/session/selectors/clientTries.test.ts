import { expect, it } from 'vitest';
import type { ClientReply } from '../../raft/types.ts';
import type { ClientOperation, ClientStep } from '../../trace/client.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { traceEvent } from '../../trace/testEvent.ts';
import { triesOf } from './clientTries.ts';

const asks = { op: 'read', key: 'x', mode: 'log' } as const;
const operation: ClientOperation = {
  client: 'c1', number: 2, asks, begunAt: 0, endedAt: null, outcome: 'open', result: null, requests: [], attempts: 1,
};
const step = (id: number, is: Partial<ClientStep>): TraceEvent =>
  traceEvent({
    id, time: id * 10, kind: 'client',
    client: { client: 'c1', did: 'sends', node: 'S1', number: 2, attempt: 1, asks, reply: null, arrivesAt: null, after: null, ...is },
  });
const reply = (is: Partial<ClientReply>): ClientReply => ({ request: 1, status: 'ok', result: null, reason: null, leader: null, ...is });

const events = [
  step(1, { client: 'c2' }),
  step(2, {}),
  step(3, { did: 'hears', reply: reply({ status: 'refused', reason: 'S1 is not the leader; ask S2', leader: 'S2' }) }),
  step(4, { did: 'loses', node: 'S2', attempt: 2 }),
  step(5, { did: 'timesOut', node: 'S2', attempt: 2 }),
  step(6, { node: 'S3', attempt: 3 }),
  step(7, { did: 'timesOut', node: 'S3', attempt: 3 }),
  step(8, { node: 'S1', attempt: 4 }),
  step(9, { did: 'hears', reply: reply({}) }),
];
const told = (until: number) =>
  triesOf([operation], events, until).get(operation)?.map(({ attempt, node, outcome, endedAt }) => [attempt, node, outcome, endedAt]);

it('tells every try of an operation, whom it went to and what became of it', () => {
  expect(told(9)).toEqual([
    [1, 'S1', 'redirect', 30],
    [2, 'S2', 'lost', 50],
    [3, 'S3', 'timesOut', 70],
    [4, 'S1', 'ok', 90],
  ]);
});

it('knows nothing of what comes after the cursor', () => {
  expect(told(6)).toEqual([
    [1, 'S1', 'redirect', 30],
    [2, 'S2', 'lost', 50],
    [3, 'S3', 'waits', null],
  ]);
  expect(told(1)).toBeUndefined();
});

it('says who should be asked instead, and why not', () => {
  const words = triesOf([operation], events, 9).get(operation)?.map((each) => each.words);
  expect(words).toEqual(['S1 is not the leader; ask S2', 'the request is lost: timed out', 'no answer: timed out', 'done']);
});
