import { expect, test } from 'vitest';
import type { FlagMark } from '../../../session/selectors/timeline.ts';
import { fitLabel, placeFlags } from './flagRows.ts';

const flag = (at: number, label = 'ten chars!'): FlagMark => ({
  at, label, command: { type: 'heal', links: null }, refused: false, event: at,
});
const place = (flags: FlagMark[], k = 1) => placeFlags(flags, k, 2, (label) => label.length * 6);

test('labels go to the first free row', () => {
  expect(place([flag(0), flag(40), flag(80), flag(125)]).map(({ row }) => row)).toEqual([0, 1, 0, 1]);
});

test('no label covers the next flag of its row', () => {
  const placed = place(Array.from({ length: 40 }, (_, i) => flag(i * 17)));
  for (const row of [0, 1]) {
    const inRow = placed.filter((each) => each.row === row);
    inRow.forEach((each, i) => {
      const next = inRow[i + 1];
      if (next !== undefined) expect(each.flag.at + 10 + Math.max(0, each.room)).toBeLessThanOrEqual(next.flag.at);
    });
  }
});

test('flags at one place are counted, and a cut label says so', () => {
  const placed = place([flag(0), flag(1), flag(2), flag(3)]);
  expect(placed.map(({ more }) => more).reduce((a, b) => a + b)).toBe(2);
  expect(placed.map(fitLabel).filter((label) => label.includes('+')).length).toBeGreaterThan(0);
  const [cut] = place([flag(0), flag(30), flag(50)]);
  expect(cut && fitLabel(cut)).toBe('ten…');
});

test('zooming in gives labels their room', () => {
  const flags = [flag(0), flag(10), flag(20)];
  expect(place(flags, 1).every((each) => each.room >= each.labelWidth)).toBe(false);
  expect(place(flags, 20).every((each) => each.room >= each.labelWidth)).toBe(true);
});
