import { expect, test } from 'vitest';
import { formatMsRange, formatPercent, sliderMax } from './networkSummary.ts';

test('a range that is a point is one number', () => {
  expect(formatMsRange([26, 44])).toBe('26–44 ms');
  expect(formatMsRange([5, 5])).toBe('5 ms');
});

test('percents carry no noise of binary fractions', () => {
  expect(formatPercent(0.07)).toBe('7 %');
  expect(formatPercent(0.025)).toBe('2.5 %');
});

test('every value has its place on the slider', () => {
  expect(sliderMax(40, 200)).toBe(200);
  expect(sliderMax(1500, 200)).toBe(1600);
});
