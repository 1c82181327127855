import { describe, expect, it } from 'vitest';
import type { ClientOperation } from '../trace/client.ts';
import { applyOperations, newestOperations, noOperations, OPERATION_LIMIT, operationsDelta } from './clientFrames.ts';

const operation = (number: number, attempts = 1): ClientOperation => ({
  client: 'c1',
  number,
  asks: { op: 'read', key: 'x', mode: 'log' },
  begunAt: number,
  endedAt: null,
  outcome: 'open',
  result: null,
  requests: [],
  attempts,
});
const all = Array.from({ length: OPERATION_LIMIT + 3 }, (_, i) => operation(i + 1));

describe('operations that are told to the page', () => {
  it('are the newest, with their place among all', () => {
    const held = newestOperations(all);
    expect([held.first, held.list.length]).toEqual([3, OPERATION_LIMIT]);
    expect(held.list.at(-1)?.number).toBe(OPERATION_LIMIT + 3);
  });

  it('are told once: afterwards only what changed, and what is new', () => {
    const before = newestOperations(all.slice(0, 5));
    const again = all.slice(0, 6);
    again[4] = operation(5, 2);
    const delta = operationsDelta(before, newestOperations(again));
    expect(delta.changed.map(([place]) => place)).toEqual([4, 5]);
    expect(applyOperations(before, delta).list).toEqual(again);
  });

  it('move on with the run: the oldest are dropped without being told again', () => {
    const before = newestOperations(all.slice(0, OPERATION_LIMIT));
    const after = newestOperations(all);
    const delta = operationsDelta(before, after);
    expect(delta.changed).toHaveLength(3);
    expect(applyOperations(before, delta)).toEqual(after);
  });

  it('go back with the cursor', () => {
    const before = newestOperations(all);
    const after = newestOperations(all.slice(0, 2));
    expect(applyOperations(before, operationsDelta(before, after))).toEqual(after);
    expect(applyOperations(before, operationsDelta(before, noOperations))).toEqual(noOperations);
  });

  it('are missed when they were never told', () => {
    expect(() => applyOperations(noOperations, { first: 0, count: 1, changed: [] })).toThrow('operation 0');
  });
});
