import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../trace/event.ts';
import { nextRedirect, type Sent } from './redirect.ts';

const sent: Sent = { to: 'S2', asked: { op: 'propose', command: { set: ['x', '7'] } }, after: 3, at: 100, hops: 0 };

function record(is: Partial<Extract<RequestRecord, { op: 'propose' }>>): RequestRecord {
  return {
    id: 4,
    op: 'propose',
    to: 'S2',
    command: { set: ['x', '7'] },
    submittedAt: 100,
    status: 'refused',
    result: null,
    reason: null,
    leader: 'S5',
    resolvedAt: 100,
    ...is,
  };
}

describe('following a redirect', () => {
  it('sends a refused request on to the leader that was named', () => {
    expect(nextRedirect(sent, [record({})], 100)).toEqual({ kind: 'resend', to: 'S5' });
  });

  it('waits until there is an answer to this very request', () => {
    const others = [record({ id: 3 }), record({ to: 'S1' }), record({ command: { set: ['x', '8'] } })];
    expect(nextRedirect(sent, others, 100)).toEqual({ kind: 'wait' });
    expect(nextRedirect(sent, [record({ status: 'pending' })], 100)).toEqual({ kind: 'wait' });
  });

  it('ends with any other answer, and when nobody was named', () => {
    for (const is of [{ status: 'ok' }, { status: 'unknown' }, { leader: null }, { leader: 'S2' }] as const) {
      expect(nextRedirect(sent, [record(is)], 100)).toEqual({ kind: 'over' });
    }
  });

  it('ends when the user has gone back in time, so that looking at the past changes nothing', () => {
    expect(nextRedirect(sent, [record({})], 99)).toEqual({ kind: 'over' });
  });

  it('gives up on nodes that send it round in circles', () => {
    expect(nextRedirect({ ...sent, hops: 4 }, [record({})], 100)).toEqual({ kind: 'over' });
  });
});
