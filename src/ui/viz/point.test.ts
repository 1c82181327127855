import { expect, it } from 'vitest';
import { crossing, project, shortened } from './point.ts';
import { markAt } from './markAt.ts';

const line = { a: { x: 0, y: 0 }, b: { x: 10, y: 0 } };

it('finds where segments cross, and that they don’t', () => {
  expect(crossing(line, { a: { x: 4, y: -5 }, b: { x: 4, y: 5 } })).toEqual({ at: { x: 4, y: 0 }, t: 0.4 });
  expect(crossing(line, { a: { x: 4, y: 1 }, b: { x: 4, y: 5 } })).toBeNull();
  expect(crossing(line, { a: { x: 11, y: -5 }, b: { x: 11, y: 5 } })).toBeNull();
  expect(crossing(line, { a: { x: 0, y: 1 }, b: { x: 10, y: 1 } })).toBeNull();
});

it('tells how far along and how far off a point is, right of travel being positive', () => {
  expect(project({ x: 5, y: 3 }, line)).toEqual({ t: 0.5, off: 3 });
  expect(project({ x: -5, y: -3 }, line)).toEqual({ t: -0.5, off: -3 });
});

it('shortens at both ends', () => {
  expect(shortened(line, 2, 3)).toEqual({ a: { x: 2, y: 0 }, b: { x: 7, y: 0 } });
});

it('picks the nearest mark within reach', () => {
  const marks: [string, { x: number; y: number }][] = [['far', { x: 9, y: 0 }], ['near', { x: 2, y: 0 }]];
  expect(markAt({ x: 0, y: 0 }, marks, 10)).toBe('near');
  expect(markAt({ x: 0, y: 0 }, marks, 1)).toBeNull();
});
