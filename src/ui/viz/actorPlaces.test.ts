import { describe, expect, it } from 'vitest';
import { actorPlaces, actorTrack, actorWay } from './actorPlaces.ts';
import { occupied, overlap, stageGeometry } from './ring.ts';

const ids = (count: number) => Array.from({ length: count }, (_, i) => `S${i + 1}`);
const stages = [
  ['a desktop', stageGeometry(760, 520, ids(5))],
  ['half a page', stageGeometry(520, 520, ids(3))],
  ['a phone', stageGeometry(390, 430, ids(5))],
] as const;

describe.each(stages)('clients on %s', (_name, geometry) => {
  const places = actorPlaces(4, geometry);

  it('stand on the stage, and not on one another', () => {
    for (const [i, { box }] of places.entries()) {
      expect([box.left >= 0, box.right <= geometry.width, box.top >= 0, box.bottom <= geometry.height]).toEqual([true, true, true, true]);
      for (const other of places.slice(0, i)) expect(overlap(box, other.box)).toBe(false);
    }
  });

  it('keep their places when another comes', () => {
    expect(actorPlaces(2, geometry)).toEqual(places.slice(0, 2));
  });
});

it('the first two cover no node and no label', () => {
  for (const size of [3, 5, 7]) {
    const geometry = stageGeometry(760, 520, ids(size));
    for (const { box } of actorPlaces(2, geometry)) expect(occupied(geometry).filter((other) => overlap(box, other))).toEqual([]);
  }
});

it('a way leads from the terminal to the disc, and an answer comes back on it', () => {
  const geometry = stageGeometry(760, 520, ids(3));
  const [place] = actorPlaces(1, geometry);
  const [node] = geometry.nodes;
  if (place === undefined || node === undefined) throw new Error('nobody is there');
  const way = actorWay(place, node, geometry);
  const there = actorTrack(way, false);
  const back = actorTrack(way, true);
  expect([there.a, there.b]).toEqual([back.b, back.a]);
  expect(there.length).toBeCloseTo(back.length);
  expect(Math.hypot(way.b.x - node.x, way.b.y - node.y)).toBeCloseTo(geometry.disc + 11);
});
