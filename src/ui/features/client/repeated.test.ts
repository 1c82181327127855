import { expect, it } from 'vitest';
import { note } from '../../../raft/notes.ts';
import type { RequestRecord, TraceEvent } from '../../../trace/event.ts';
import { wasRepeated } from './repeated.ts';

const request = {
  id: 2, op: 'propose', to: 'S1', command: { append: ['l', 'a'], client: 'alice', seq: 1 },
  submittedAt: 10, status: 'ok', result: 1, reason: null, leader: 'S1', resolvedAt: 30,
} as RequestRecord;
const repeated = (index: number, time = 30) =>
  ({ id: 9, time, notes: [note('commandRepeated', 'isRepeated', { client: 'alice', seq: 1, lastSeq: 1, index })] }) as unknown as TraceEvent;

it('is told by the note of the very entry, so that the first try isn’t taken for a repetition', () => {
  expect(wasRepeated(request, 5, [repeated(5)])).toBe(true);
  expect(wasRepeated(request, 4, [repeated(5)])).toBe(false);
  expect(wasRepeated(request, 5, [repeated(5, 9)])).toBe(false);
  expect(wasRepeated(request, null, [repeated(5)])).toBe(false);
  expect(wasRepeated({ ...request, command: { append: ['l', 'a'] } } as RequestRecord, 5, [repeated(5)])).toBe(false);
});
