import { expect, test } from 'vitest';
import { duration, presets, SLIDER_MAX, SLIDER_MIN, sliderOf, speedAt, speedSentence, speedText } from './speedText.ts';

test('figures', () => {
  expect([1 / 20, 1 / 1000, 0.5, 1, 2.5, 100, Infinity].map(speedText)).toEqual(['1/20×', '1/1000×', '1/2×', '1×', '2.5×', '100×', 'max']);
});

test('the slider goes from the slowest to the fastest and has a last notch of its own', () => {
  expect(speedAt(SLIDER_MIN)).toBe(1 / 1000);
  expect(speedAt(SLIDER_MAX)).toBe(Infinity);
  expect(speedAt(sliderOf(100))).toBe(100);
  expect(sliderOf(Infinity)).toBe(SLIDER_MAX);
  // Every preset is a place of the slider, so choosing one doesn't move when touched.
  for (const speed of presets) expect(speedText(speedAt(sliderOf(speed)))).toBe(speedText(speed));
});

test('each step of the slider is faster than the one before', () => {
  for (let at = SLIDER_MIN + 1; at <= SLIDER_MAX; at += 1) expect(speedAt(at)).toBeGreaterThanOrEqual(speedAt(at - 1));
});

test('words', () => {
  expect(speedSentence(1 / 20, 30)).toBe('1/20×: one virtual second takes 20 seconds; a 30 ms message flies for 0.6 s.');
  expect(speedSentence(10, 30)).toBe('10×: each second shows 10 virtual seconds; a 30 ms message flies for 3 ms.');
  expect(speedSentence(1, 30)).toContain('virtual time runs like real time');
  expect(speedSentence(Infinity, 30)).toMatch(/as fast as it can/i);
  expect([3, 600, 20_000, 1_000_000].map(duration)).toEqual(['3 ms', '0.6 s', '20 seconds', '17 minutes']);
});
