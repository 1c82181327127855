import { expect, test } from 'vitest';
import type { InvariantStatus } from '../../../session/frame.ts';
import { pillStatus, pillText } from './status.ts';

const violation = { property: '', time: 5, event: 9, detail: '', nodes: [], index: null };
const invariant = (number: number, property: string, is: Partial<InvariantStatus> = {}): InvariantStatus => ({
  number,
  property,
  section: 'P5',
  sentence: '',
  figure3: false,
  violation: null,
  ...is,
});
const text = (list: InvariantStatus[], short = false) => pillText(pillStatus(list), short);

test('only the five properties of Figure 3 are counted', () => {
  const list = [invariant(1, 'A', { figure3: true }), invariant(2, 'B'), invariant(3, 'C', { figure3: true })];
  expect(text(list)).toBe('2/2 properties hold');
  expect(text(list, true)).toBe('2/2');
});

test('any violated invariant is named, the paper’s own first', () => {
  const list = [invariant(2, 'One Vote', { violation }), invariant(4, 'Log Matching', { figure3: true, violation })];
  expect(text(list)).toBe('Log Matching +1');
  expect(text(list.slice(0, 1))).toBe('One Vote');
  expect(pillStatus(list)).toMatchObject({ state: 'violated', holding: 0, of: 1 });
});

test('before the first verdict nothing is promised', () => {
  expect(text([])).toBe('checking');
});
