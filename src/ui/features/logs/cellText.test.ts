import { describe, expect, it } from 'vitest';
import { cellStamp, cellText, cellTitle } from './cellText.ts';

describe('a cell', () => {
  it.each([
    [null, 'no-op'],
    [{ set: ['x', '7'] }, 'x←7'],
    [{ delete: 'x' }, 'del x'],
    [{ cas: ['x', '7', '8'] }, 'x:7→8'],
    [{ cas: ['x', null, '8'] }, 'x:∅→8'],
    [{ append: ['l', 'v'] }, 'l+v'],
    [{ read: 'x' }, '?x'],
    [{ config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] } }, '3v'],
    [{ config: { voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S4'] } }, '2v+1'],
    [{ config: { voters: ['S1', 'S2', 'S4'], votersOutgoing: ['S1', 'S2'], learners: [] } }, '2▸3v'],
    [{ set: ['<b>', '&amp;'] }, '<b>←&amp;'],
  ] as const)('says %o as %s', (command, text) => {
    expect(cellText(command)).toBe(text);
  });

  it('leaves room for the value beside a long key, and does not lay out a long value', () => {
    expect(cellText({ set: ['temperature', '7'] })).toBe('tempera…←7');
    expect(cellText({ set: ['x', 'v'.repeat(8192)] }).length).toBeLessThan(30);
  });

  it('tells the whole entry in its title', () => {
    const value = 'v'.repeat(100);
    const entry = { index: 19, term: 4, command: { set: ['x', value] as const } };
    expect(cellTitle('S5', entry, 'durable', false)).toBe(
      `S5, index 19, term 4: set x=${value}\non disk, not committed`,
    );
    expect(cellTitle('S5', entry, 'memory', true)).toContain('S5 (crashed)');
  });

  it('shows which command of its client it is, where there is a session', () => {
    const command = { set: ['x', '7'], client: 'c1', seq: 2 } as const;
    expect(cellText(command)).toBe('x←7');
    expect(cellStamp(command)).toBe('#2');
    expect(cellStamp({ set: ['x', '7'] })).toBe(null);
    expect(cellStamp({ config: { voters: ['S1'], votersOutgoing: [], learners: [] } })).toBe('cfg');
    expect(cellTitle('S5', { index: 19, term: 4, command }, 'durable', false)).toContain('set x=7 (c1 #2)');
  });

  it('names the members in its title', () => {
    const config = { voters: ['S1', 'S4'], votersOutgoing: ['S1', 'S2'], learners: [] };
    expect(cellTitle('S5', { index: 19, term: 4, command: { config } }, 'durable', false)).toContain('members S1 S2 | S1 S4');
  });
});
