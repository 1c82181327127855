import { describe, expect, it } from 'vitest';
import type { ClientOperation } from '../../../trace/client.ts';
import { axisTicks, barAt, barsOf, labelFor, xOf } from './lanes.ts';

const operation = (number: number, begunAt: number, endedAt: number | null): ClientOperation => ({
  client: 'c1', number, asks: { op: 'propose', command: { append: ['list', `c1.${number}`] } }, begunAt, endedAt,
  outcome: endedAt === null ? 'open' : 'ok', result: endedAt === null ? null : number, requests: [], attempts: 1,
});
const scale = { now: 3000, span: 2000, width: 400 };
const all = [operation(1, 100, 900), operation(2, 800, 1200), operation(3, 2000, 2500), operation(4, 2900, null)];

describe('lanes', () => {
  it('end now: the newest moment is at the right edge', () => {
    expect([xOf(3000, scale), xOf(1000, scale)]).toEqual([400, 0]);
  });

  it('show what reaches into the window, and leave open what goes on', () => {
    const bars = barsOf(all, scale);
    expect(bars.map(({ operation: { number } }) => number)).toEqual([2, 3, 4]);
    expect(bars[0]?.x).toBeLessThan(0);
    expect(bars[1]).toMatchObject({ x: 200, width: 100 });
    expect((bars[2]?.x ?? 0) + (bars[2]?.width ?? 0)).toBeGreaterThan(scale.width);
  });

  it('label an interval with as much as has room before the next', () => {
    const whole = operation(3, 0, 1);
    expect(labelFor(whole, 400)).toBe('append list←c1.3 → 3');
    expect(labelFor(whole, 100)).toBe('c1.3 → 3');
    expect(labelFor(whole, 40)).toBe('c1.3');
    expect(labelFor(whole, 15)).toBe('#3');
    expect(labelFor(whole, 3)).toBe('');
    const read: ClientOperation = { ...whole, asks: { op: 'read', key: 'x', mode: 'log' }, result: '7' };
    expect(labelFor(read, 60)).toBe('x → 7');
    expect(labelFor({ ...read, result: ['a', 'b'] }, 400)).toBe('read x → 2 values');
    expect(labelFor({ ...read, result: ['a', 'b'] }, 40)).toBe('read');
  });

  it('find the interval that a pointer means, though it is thin', () => {
    const bars = barsOf(all, scale);
    expect(barAt(bars, 250)?.operation.number).toBe(3);
    expect(barAt(bars, 310)?.operation.number).toBe(3);
    expect(barAt(bars, 399)?.operation.number).toBe(4);
    expect(barAt([], 10)).toBeNull();
  });

  it('have an axis of round moments from the run’s beginning on', () => {
    expect(axisTicks(scale).filter((time) => time <= scale.now)).toEqual([1000, 1500, 2000, 2500, 3000]);
    expect(axisTicks({ ...scale, now: 100 })[0]).toBe(0);
  });
});
