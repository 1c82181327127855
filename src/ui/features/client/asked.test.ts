import { describe, expect, it } from 'vitest';
import { frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import type { RequestRecord } from '../../../trace/event.ts';
import { askedBy, commandOf, inSession, nextSeq, sameAsked } from './asked.ts';

const fate = { id: 1, to: 'S1', submittedAt: 0, status: 'ok', result: null, reason: null, leader: null, resolvedAt: 0 } as const;
const sent = (seq: number): RequestRecord => ({ ...fate, op: 'propose', command: { set: ['x', '1'], client: 'alice', seq } });

describe('a client session', () => {
  const applied = nodeFrame('S1', { sessions: new Map([['alice', { seq: 4, result: null, usedAt: 9, expired: false }]]) });

  it('counts on from what was sent and from what the cluster has applied', () => {
    expect(nextSeq('alice', frameOf([nodeFrame('S1')]))).toBe(1);
    expect(nextSeq('alice', frameOf([applied], { requests: [sent(2)] }))).toBe(5);
    expect(nextSeq('alice', frameOf([applied], { requests: [sent(7)] }))).toBe(8);
    expect(nextSeq('bob', frameOf([applied], { requests: [sent(7)] }))).toBe(1);
  });

  it('stamps a command, or leaves it alone without a name', () => {
    const frame = frameOf([applied]);
    expect(inSession({ delete: 'x' }, 'alice', frame)).toEqual({ delete: 'x', client: 'alice', seq: 5 });
    expect(inSession({ delete: 'x' }, '', frame)).toEqual({ delete: 'x' });
  });
});

describe('asking again', () => {
  const requests: RequestRecord[] = [
    sent(2),
    { ...fate, op: 'read', key: 'x', mode: 'lease' },
    { ...fate, op: 'change', voters: ['S1'], learners: ['S2'] },
    { ...fate, op: 'transfer', target: 'S2' },
  ];

  it('asks for the very same, the client’s number with it', () => {
    expect(requests.map((request) => commandOf(askedBy(request), 'S3'))).toEqual([
      { type: 'propose', to: 'S3', command: { set: ['x', '1'], client: 'alice', seq: 2 } },
      { type: 'read', to: 'S3', key: 'x', mode: 'lease' },
      { type: 'change', via: 'S3', voters: ['S1'], learners: ['S2'] },
      { type: 'transfer', from: 'S3', to: 'S2' },
    ]);
  });

  it('tells what is the same, wherever it was sent', () => {
    for (const a of requests) for (const b of requests) expect(sameAsked(askedBy(a), askedBy(b))).toBe(a === b);
    expect(sameAsked(askedBy(sent(2)), askedBy(sent(3)))).toBe(false);
  });
});
