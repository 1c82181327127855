import { expect, test } from 'vitest';
import { nextSpeed } from './speeds.ts';

test('steps go to the neighbour and stay at the ends', () => {
  expect(nextSpeed(1, 1)).toBe(2);
  expect(nextSpeed(1 / 20, -1)).toBe(1 / 50);
  expect(nextSpeed(0.07, 1)).toBe(1 / 10);
  expect(nextSpeed(100, 1)).toBe(100);
  expect(nextSpeed(1 / 1000, -1)).toBe(1 / 1000);
  expect(nextSpeed(Infinity, -1)).toBe(100);
});
