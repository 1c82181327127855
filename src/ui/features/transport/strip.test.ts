import { expect, test } from 'vitest';
import type { Timeline } from '../../../session/selectors/timeline.ts';
import { bands, stripAt, stripPx, stripSpan } from './strip.ts';

const box = { left: 16, right: 374 };
const timelineOf = (terms: Timeline['terms'], start = 0): Timeline => ({
  axis: 'time', lanes: ['S1'], segments: [[]], messages: [], status: [], elections: [], commits: [], milestones: [], flags: [],
  terms, start, lastEvent: 0, revision: 0,
});

test('place and px go back and forth; a finger beyond the ends stays within', () => {
  const span = [1000, 3000] as const;
  expect(stripPx(box, span, 2000)).toBe(195);
  expect(stripAt(box, span, 195)).toBe(2000);
  expect(stripAt(box, span, -50)).toBe(1000);
  expect(stripAt(box, span, 5000)).toBe(3000);
});

test('the strip is never without length', () => {
  expect(stripSpan(timelineOf([]), 0, 0)).toEqual([0, 1]);
  expect(stripSpan(timelineOf([], 500), 900, 700)).toEqual([500, 900]);
});

test('each term is a band up to the next; labels without room are left out', () => {
  const timeline = timelineOf([{ at: 0, term: 0 }, { at: 50, term: 2 }, { at: 600, term: 3 }, { at: 605, term: 4 }, { at: 800, term: 5 }]);
  const found = bands(timeline, box, [0, 1000]);
  expect(found.map(({ term, label }) => [term, label])).toEqual([[0, null], [2, 'term 2'], [3, null], [4, '4'], [5, '5']]);
  expect(found[0]?.to).toBe(found[1]?.from);
  expect(found.at(-1)?.to).toBe(374);
});
