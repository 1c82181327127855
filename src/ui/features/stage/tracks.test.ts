import { expect, it } from 'vitest';
import { appendEntries, envelopeOf } from '../../../trace/testEvent.ts';
import { stageGeometry } from '../../viz/ring.ts';
import { standingMessages, wayOf, waysOf } from './tracks.ts';

const ways = waysOf(stageGeometry(520, 520, ['S1', 'S2', 'S3', 'S4', 'S5']));
const message = (id: number, deliverAt: number | null, to = 'S2') => envelopeOf(appendEntries({ from: 'S3', to }), { id, deliverAt });

it('has a way for each direction, and knows which side looks out', () => {
  expect(ways.size).toBe(20);
  // Clockwise along the ring, out of it is on the left.
  expect(wayOf(ways, { from: 'S1', to: 'S2' })?.outward).toBe(-1);
  expect(wayOf(ways, { from: 'S2', to: 'S1' })?.outward).toBe(1);
  expect(wayOf(ways, { from: 'S1', to: 'S9' })).toBeNull();
});

it('stands held messages side by side, the oldest in front', () => {
  const places = standingMessages([message(1, null), message(2, 10), message(3, null), message(4, null, 'S4')], ways, false);
  expect(places.has(2)).toBe(false);
  expect(places.get(4)).toBe(0.5);
  expect(places.get(1)).toBeGreaterThan(places.get(3) ?? 1);
  expect(standingMessages([message(2, 10)], ways, true).get(2)).toBe(0.5);
});
