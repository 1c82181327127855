import { describe, expect, it } from 'vitest';
import { entriesOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { axisOf, columnWindow, columnX, followScroll, indexAt, lineX, revealScroll, sizesFor } from './geometry.ts';

const sizes = sizesFor(5, false, true);
const axis = { base: 12, last: 20, hasSnapshot: true };
const long = { base: 0, last: 10_001, hasSnapshot: false };

describe('the axis', () => {
  it('begins after what every node has compacted and ends with the next free slot', () => {
    const compacted = nodeFrame('S1', { snapshotIndex: 12, entries: entriesOf([1, 1], 12) });
    const older = nodeFrame('S2', { snapshotIndex: 4, entries: entriesOf([1], 4) });
    expect(axisOf([compacted, older])).toEqual({ base: 4, last: 15, hasSnapshot: true });
    expect(axisOf([nodeFrame('S1')])).toEqual({ base: 0, last: 1, hasSnapshot: false });
  });

  it('puts the first column after the snapshot slot, and at the left end without one', () => {
    expect(columnX(axis, sizes, 13)).toBe(sizes.snapshot);
    expect(columnX(axis, sizes, 14) - columnX(axis, sizes, 13)).toBe(44);
    expect(columnX(long, sizes, 1)).toBeLessThan(5);
  });

  it('finds the column under a point again', () => {
    for (const index of [13, 17, 20]) {
      expect(indexAt(axis, sizes, columnX(axis, sizes, index))).toBe(index);
      expect(indexAt(axis, sizes, columnX(axis, sizes, index) + 43)).toBe(index);
    }
    expect(indexAt(axis, sizes, sizes.snapshot - 1)).toBeNull();
    expect(indexAt(axis, sizes, columnX(axis, sizes, 21))).toBeNull();
  });

  it('draws the commit line between two cells, and at the left end when nothing is committed', () => {
    const x = lineX(axis, sizes, 18);
    expect(x).toBeGreaterThan(columnX(axis, sizes, 18) + sizes.cell);
    expect(x).toBeLessThan(columnX(axis, sizes, 19));
    expect(lineX(long, sizes, 0)).toBeGreaterThanOrEqual(0);
    expect(lineX(long, sizes, 0)).toBeLessThan(columnX(long, sizes, 1) - 1.5);
  });
});

describe('the columns in the document', () => {
  it('cover the view and little more, wherever a long log is scrolled', () => {
    for (const scrollLeft of [0, 1, 43, 44, 4_321, 219_999, 439_000]) {
      const { first, last, firstVisible } = columnWindow(long, sizes, scrollLeft, 430);
      expect(columnX(long, sizes, first)).toBeLessThanOrEqual(Math.max(scrollLeft, columnX(long, sizes, 1)));
      expect(columnX(long, sizes, last + 1)).toBeGreaterThanOrEqual(
        Math.min(scrollLeft + 430, columnX(long, sizes, long.last + 1)),
      );
      expect(last - first).toBeLessThan(35);
      expect(Math.abs(columnX(long, sizes, firstVisible) - scrollLeft)).toBeLessThanOrEqual(22);
    }
  });

  it('stay within the log', () => {
    expect(columnWindow(axis, sizes, 0, 2_000)).toMatchObject({ first: 13, last: 20 });
  });

  it('change seldom while scrolling', () => {
    const seen = new Set<number>();
    for (let x = 10_000; x < 10_000 + 44 * 40; x += 1) seen.add(columnWindow(long, sizes, x, 430).first);
    expect(seen.size).toBeLessThanOrEqual(12);
  });
});

describe('following the commit line', () => {
  it('shows the end of a log that is hardly longer than the line', () => {
    expect(followScroll(1_000, 1_100, 400)).toBe(700);
  });

  it('keeps the line in the middle when much lies beyond it', () => {
    expect(followScroll(1_000, 50_000, 400)).toBe(800);
  });

  it('does not scroll what fits', () => {
    expect(followScroll(100, 300, 400)).toBe(0);
  });
});

describe('revealing a cell', () => {
  it('scrolls only when it is out of view', () => {
    expect(revealScroll(long, sizes, 50, 44 * 45, 440)).toBe(44 * 45);
    expect(revealScroll(long, sizes, 50, 44 * 60, 440)).toBe(columnX(long, sizes, 49));
    expect(revealScroll(long, sizes, 100, 0, 440)).toBe(columnX(long, sizes, 102) - 440);
    expect(revealScroll(long, sizes, 1, 500, 440)).toBe(0);
  });
});
