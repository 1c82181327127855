import { describe, expect, it } from 'vitest';
import { stageGeometry } from '../../viz/ring.ts';
import { blend, eased } from './relayout.ts';

const five = stageGeometry(520, 520, ['S1', 'S2', 'S3', 'S4', 'S5']);
const six = stageGeometry(520, 520, ['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);

describe('a ring that makes room', () => {
  it('begins where everybody stood and ends where they will', () => {
    const start = blend(five, six, 0);
    expect(start.nodes.slice(0, 5).map(({ x, y }) => ({ x, y }))).toEqual(five.nodes.map(({ x, y }) => ({ x, y })));
    expect(start.disc).toBe(five.disc);
    expect(blend(five, six, 1)).toBe(six);
  });

  it('has the new node where it will stand, and the others on the way', () => {
    const half = blend(five, six, eased(0.5));
    expect(half.nodes[5]).toEqual(six.nodes[5]);
    const middle = ((five.nodes[3]?.x ?? 0) + (six.nodes[3]?.x ?? 0)) / 2;
    expect(half.nodes[3]?.x).toBeCloseTo(middle);
  });

  it('lets a node go that is not there any more', () => {
    expect(blend(six, five, 0.3).nodes.map(({ id }) => id)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
  });
});
