import { expect, it } from 'vitest';
import { frameOf } from '../../../session/selectors/testFrame.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { recentRequests } from './recentRequests.ts';

const request = (id: number, is: Partial<Extract<RequestRecord, { op: 'propose' }>> = {}): RequestRecord => ({
  id, op: 'propose', to: 'S5', command: { set: ['x', String(id)] }, submittedAt: id, status: 'pending',
  result: null, reason: null, leader: null, resolvedAt: null, ...is,
});
const shown = (requests: RequestRecord[], time = 1000) => recentRequests(frameOf([], { requests, time }));

it('shows what waits and what was answered a moment ago, three a node at most', () => {
  const lines = shown([1, 2, 3, 4].map((id) => request(id))).get('S5');
  expect(lines?.map((line) => line.command)).toEqual(['set x=2', 'set x=3', 'set x=4']);
  expect(shown([request(1, { status: 'ok', resolvedAt: 700 })]).get('S5')).toMatchObject([{ outcome: 'committed', state: 'done' }]);
  expect(shown([request(1, { status: 'ok', resolvedAt: 699 })]).size).toBe(0);
});

it('leaves to acting clients what they have asked', () => {
  const operation = {
    client: 'c1', number: 1, asks: { op: 'propose', command: { set: ['x', '1'] } }, begunAt: 0, endedAt: null,
    outcome: 'open', result: null, requests: [1], attempts: 1,
  } as const;
  const lines = recentRequests(frameOf([], { requests: [request(1), request(2)], operations: { first: 0, list: [operation] } }));
  expect(lines.get('S5')?.map(({ id }) => id)).toEqual([2]);
});

it('names the node to ask instead, and clips long commands', () => {
  const refused = { status: 'refused', resolvedAt: 1000, leader: 'S2' } as const;
  const long = request(1, { ...refused, command: { set: ['a key', 'of some length'] } });
  expect(shown([long]).get('S5')).toMatchObject([{ outcome: 'refused: ask S2', command: 'set a key=of…', whole: 'set a key=of some length' }]);
  expect(shown([request(1, { ...refused, leader: null })]).get('S5')).toMatchObject([{ outcome: 'refused' }]);
});
