import { describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';
import { bounded, fitted, follow, opened, reveal, scaleLimits, toAt, toPx, usualScale, zoomed } from './view.ts';

const layout = layoutOf(1440, 185, 5);
const playhead = layout.left + 0.92 * (layout.right - layout.left);

describe('following the playhead', () => {
  it('lets it run to its place, then slides the picture', () => {
    const view = opened(1, layout, 0, 0);
    expect(follow(view, layout, 500)).toBe(view);
    expect(toPx(follow(view, layout, 5000), 5000)).toBeCloseTo(playhead);
  });

  it('fetches it from wherever a jump has put it', () => {
    const view = opened(1, layout, 0, 0);
    expect(toPx(reveal(view, layout, 9000), 9000)).toBeLessThan(layout.right);
    expect(toPx(reveal(opened(1, layout, 0, 9000), layout, 10), 10)).toBeGreaterThan(layout.left);
    expect(reveal(view, layout, 100)).toBe(view);
  });
});

describe('zoom', () => {
  it('keeps what is under the pointer, within the limits', () => {
    const view = { k: 0.5, x: 30 };
    const limits = scaleLimits('time', layout);
    const near = zoomed(view, 3, 700, limits);
    expect(toAt(near, 700)).toBeCloseTo(toAt(view, 700));
    expect(zoomed(view, 1e9, 700, limits).k).toBe(limits[1]);
    expect(zoomed(view, 1e-9, 700, limits).k).toBe(limits[0]);
  });

  it('can show a whole run, and never loses it', () => {
    const limits = scaleLimits('time', layout);
    const all = fitted(layout, 0, 40_000, limits);
    expect(toPx(all, 0)).toBeGreaterThanOrEqual(layout.left);
    expect(toPx(all, 40_000)).toBeLessThanOrEqual(layout.right);
    expect(toPx(bounded({ k: 1, x: -1e9 }, layout, 1000), 1000)).toBeGreaterThan(layout.left);
    expect(toPx(bounded({ k: 1, x: 1e9 }, layout, 1000), 0)).toBeLessThan(layout.right);
  });

  it('suits the speed', () => {
    const slow = usualScale('time', layout, 1 / 20, 300);
    expect((layout.right - layout.left) / slow).toBeCloseTo(1800);
    expect(usualScale('time', layout, 10, 300)).toBeLessThan(slow);
    expect(usualScale('time', layout, Infinity, 300)).toBeGreaterThan(0);
  });
});

describe('the layout', () => {
  it('has room for nine lanes where five fit, and keeps them apart from flags and axis', () => {
    for (const [height, count] of [[185, 5], [185, 9], [141, 9], [111, 5], [600, 3]] as const) {
      const { lanes, lanesTop, lanesBottom, axis, pitch } = layoutOf(1440, height, count);
      expect(lanes[0]).toBeGreaterThan(lanesTop);
      expect(lanes.at(-1)).toBeLessThan(lanesBottom);
      expect(axis + 8).toBeLessThanOrEqual(height);
      expect(pitch).toBeGreaterThan(8);
    }
  });
});
