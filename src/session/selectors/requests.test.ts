import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { ClientRequest } from '../../raft/types.ts';
import type { RequestFate, RequestRecord, TraceEvent } from '../../trace/event.ts';
import { requestIndex, requestStory } from './requests.ts';

function request(is: Partial<RequestFate> = {}, asks: ClientRequest = { op: 'propose', command: { set: ['x', '7'] } }): RequestRecord {
  return {
    ...asks,
    id: 7,
    to: 'S2',
    submittedAt: 100,
    status: 'pending',
    result: null,
    reason: null,
    leader: null,
    resolvedAt: null,
    ...is,
  };
}

function event(time: number, of: number | null): TraceEvent {
  return {
    id: 1,
    time,
    kind: 'command',
    node: 'S2',
    cause: null,
    message: null,
    command: null,
    sent: [],
    removed: [],
    persist: [],
    replies: [],
    notes: of === null ? [] : [note('proposed', 'leaderAppends', { index: 19, term: 4, request: of })],
    error: null,
  };
}

describe('what became of a request', () => {
  it('waits, and says where', () => {
    expect(requestStory(request({}), 19)).toEqual({
      command: 'set x=7',
      state: 'waiting',
      outcome: 'waiting for a majority at index 19',
      tookMs: null,
      redirect: null,
    });
    expect(requestStory(request({}), null).outcome).toBe('waiting for S2');
  });

  it('is done, with the index and the time it took', () => {
    const story = requestStory(request({ status: 'ok', resolvedAt: 134.5 }), 19);
    expect(story).toMatchObject({ state: 'done', outcome: 'done at index 19', tookMs: 34.5 });
  });

  it.each([
    [{ delete: 'x' }, true, 'deleted'],
    [{ delete: 'x' }, false, 'done, nothing was there'],
    [{ cas: ['x', '1', '2'] }, true, 'swapped'],
    [{ cas: ['x', '1', '2'] }, false, 'not swapped, another value was there'],
    [{ append: ['l', 'v'] }, 3, 'appended, 3 in the list'],
  ] as const)('tells the result of %o → %s', (command, result, words) => {
    expect(requestStory(request({ status: 'ok', result }, { op: 'propose', command }), null).outcome).toBe(words);
  });

  it.each([
    [{ op: 'read', key: 'x', mode: 'readIndex' }, '7', 'read x (ReadIndex)', 'is 7'],
    [{ op: 'read', key: 'x', mode: 'log' }, null, 'read x (log)', 'is not there'],
    [{ op: 'read', key: 'l', mode: 'lease' }, ['a', 'b'], 'read l (lease)', 'is [a, b]'],
    [{ op: 'read', key: 'x', mode: 'local' }, '7', 'read x (local)', 'is 7, perhaps stale'],
    [{ op: 'change', voters: ['S1', 'S2'], learners: ['S3'] }, null, 'members S1 S2 +S3', 'done, committed'],
    [{ op: 'transfer', target: 'S3' }, null, 'hand over to S3', 'done, S3 leads'],
  ] as const)('tells what came of %o → %s', (asks, result, command, outcome) => {
    expect(requestStory(request({ status: 'ok', result }, asks), null)).toMatchObject({ command, outcome });
  });

  it('says what a change or a transfer waits for', () => {
    expect(requestStory(request({}, { op: 'change', voters: ['S1'], learners: [] }), null).outcome).toBe('waiting until the new members are committed');
    expect(requestStory(request({}, { op: 'transfer', target: 'S3' }), null).outcome).toBe('waiting until S3 leads');
  });

  it('was refused, and names whom to ask', () => {
    const reason = 'S2 is not the leader; ask S5';
    const refused = requestStory(request({ status: 'refused', reason, leader: 'S5', resolvedAt: 100 }), null);
    expect(refused).toMatchObject({ state: 'refused', outcome: reason, redirect: 'S5', tookMs: 0 });
    expect(requestStory(request({ status: 'refused', leader: null }), null).redirect).toBeNull();
    expect(requestStory(request({ status: 'refused', leader: 'S2' }), null).redirect).toBeNull();
  });

  it('is unknown when the leader was gone first', () => {
    expect(requestStory(request({ status: 'unknown' }), 19).outcome).toBe('S2 stopped leading before it could tell');
  });
});

describe('the index a request got', () => {
  const events = [event(50, 7), event(100, null), event(100, 6), event(100, 7), event(101, 8)];

  it('is in the note of the event that took it, at the moment of asking', () => {
    expect(requestIndex(request({}), events)).toBe(19);
  });

  it('is unknown for a request nobody took, and outside of the window', () => {
    expect(requestIndex(request({ id: 9 }), events)).toBeNull();
    expect(requestIndex(request({ id: 8 }), events)).toBeNull();
    expect(requestIndex(request({}), [])).toBeNull();
  });
});
