import { describe, expect, it } from 'vitest';
import { applyCommand } from './dict.ts';
import type { DictCommand, DictValue } from './types.ts';

/** The dict after `commands`, and what the last one returned. */
function after(...commands: DictCommand[]): { dict: Record<string, DictValue>; result: unknown } {
  const dict = new Map<string, DictValue>();
  let result: unknown;
  for (const command of commands) result = applyCommand(dict, command);
  return { dict: Object.fromEntries(dict), result };
}

describe('the dict', () => {
  it('sets, and sets again', () => {
    expect(after({ set: ['x', '1'] }, { set: ['x', '2'] })).toEqual({ dict: { x: '2' }, result: null });
  });

  it('deletes, and says whether it was there', () => {
    expect(after({ set: ['x', '1'] }, { delete: 'x' })).toEqual({ dict: {}, result: true });
    expect(after({ delete: 'x' })).toEqual({ dict: {}, result: false });
  });

  it('compares and sets, and says whether it did', () => {
    expect(after({ set: ['x', '1'] }, { cas: ['x', '1', '2'] })).toEqual({ dict: { x: '2' }, result: true });
    expect(after({ set: ['x', '1'] }, { cas: ['x', '0', '2'] })).toEqual({ dict: { x: '1' }, result: false });
    expect(after({ cas: ['x', '', '2'] })).toEqual({ dict: {}, result: false });
  });

  it('compares with null for a key that is absent, and only then', () => {
    expect(after({ cas: ['x', null, '1'] })).toEqual({ dict: { x: '1' }, result: true });
    expect(after({ set: ['x', '1'] }, { cas: ['x', null, '2'] })).toEqual({ dict: { x: '1' }, result: false });
    expect(after({ set: ['x', ''] }, { cas: ['x', null, '2'] })).toEqual({ dict: { x: '' }, result: false });
  });

  it('appends to a list and returns its length; a list equals no text', () => {
    expect(after({ append: ['l', 'a'] }, { append: ['l', 'b'] })).toEqual({ dict: { l: ['a', 'b'] }, result: 2 });
    expect(after({ append: ['l', 'a'] }, { cas: ['l', 'a', 'b'] })).toEqual({ dict: { l: ['a'] }, result: false });
  });

  it('makes no list of a text', () => {
    expect(after({ set: ['x', '1'] }, { append: ['x', 'a'] })).toEqual({ dict: { x: '1' }, result: null });
  });

  it('takes any text as key', () => {
    expect(after({ set: ['__proto__', '1'] }, { set: ['constructor', '2'] }).result).toBe(null);
    const dict = new Map<string, DictValue>();
    applyCommand(dict, { set: ['__proto__', '1'] });
    expect(dict.get('__proto__')).toBe('1');
    expect(applyCommand(dict, { cas: ['toString', null, 'x'] })).toBe(true);
  });

  it('never changes a list that it has given out: an older state of the node may hold it', () => {
    const dict = new Map<string, DictValue>();
    applyCommand(dict, { append: ['l', 'a'] });
    const before = dict.get('l');
    applyCommand(dict, { append: ['l', 'b'] });
    expect(before).toEqual(['a']);
  });
});
