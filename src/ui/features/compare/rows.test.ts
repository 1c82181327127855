import { describe, expect, it } from 'vitest';
import type { LaneSegment, Timeline } from '../../../session/selectors/timeline.ts';
import { atPx, pxOf, reigns, rowBoxes, spanOf, ticks } from './rows.ts';

const leads = (lane: number, term: number, from: number, to: number | null): LaneSegment => ({
  lane, role: 'leader', term, paused: false, from, to, oldFrom: null,
});
const timeline = (...all: LaneSegment[]): Timeline =>
  ({ lanes: ['S1', 'S2', 'S3'], segments: [0, 1, 2].map((lane) => all.filter((each) => each.lane === lane)) }) as unknown as Timeline;

describe('the comparison’s timeline', () => {
  it('shows a short run whole, and a long one around its cursor', () => {
    expect(spanOf(0, 800, 100, 3000)).toEqual([0, 800]);
    expect(spanOf(0, 10_000, 0, 3000)).toEqual([0, 3000]);
    expect(spanOf(0, 10_000, 10_000, 3000)).toEqual([7000, 10_000]);
    const [from, to] = spanOf(0, 10_000, 5000, 3000);
    expect(to - from).toBe(3000);
    expect(from < 5000 && 5000 < to).toBe(true);
  });

  it('maps places to px and back', () => {
    const [box] = rowBoxes(900, 186, 120);
    expect(pxOf(box, [0, 100], 0)).toBe(120);
    expect(atPx(box, [0, 100], pxOf(box, [0, 100], 37))).toBeCloseTo(37, 9);
  });

  it('has room for two rows that don’t touch', () => {
    const [a, b] = rowBoxes(900, 186, 120);
    expect(b.top).toBeGreaterThan(a.bottom);
    expect(b.bottom).toBeLessThan(186);
  });

  it('ends an old leader’s reign where the next one’s begins', () => {
    const found = reigns(timeline(leads(0, 1, 100, null), leads(2, 2, 400, null)), 900);
    expect(found.map(({ name, from, to }) => [name, from, to])).toEqual([['S1', 100, 400], ['S3', 400, 900]]);
  });

  it('leaves a gap while nobody leads', () => {
    const found = reigns(timeline(leads(0, 1, 100, 300), leads(1, 2, 500, null)), 900);
    expect(found.map(({ from, to }) => [from, to])).toEqual([[100, 300], [500, 900]]);
  });

  it('puts round numbers on the axis', () => {
    const [box] = rowBoxes(900, 186, 120);
    expect(ticks(box, [130, 930], 80)).toEqual([200, 300, 400, 500, 600, 700, 800, 900]);
  });
});
