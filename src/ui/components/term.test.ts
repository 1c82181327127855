import { expect, test } from 'vitest';
import { termColours, termSlot, termVars } from './term.ts';

test('terms cycle through seven slots, and term 0 has none', () => {
  expect([0, 1, 7, 8, 14, 15].map(termSlot)).toEqual([null, 1, 7, 1, 7, 1]);
});

test('a term names its own custom properties; term 0 is grey', () => {
  expect(termColours(11)).toEqual({
    fill: 'var(--t4)',
    line: 'var(--t4-line)',
    ink: 'var(--t4-ink)',
    on: 'var(--t4-on)',
  });
  expect(termColours(0).ink).toBe('var(--n-6)');
  expect(termVars(2)).toMatchObject({ '--term-fill': 'var(--t2)', '--term-on': 'var(--t2-on)' });
});
