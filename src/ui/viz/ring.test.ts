import { describe, expect, it } from 'vitest';
import { distance } from './point.ts';
import { stageGeometry } from './ring.ts';

const ids = (n: number) => Array.from({ length: n }, (_, i) => `S${i + 1}`);

describe('the ring', () => {
  it('is the picture’s at the picture’s size', () => {
    const { rx, ry, disc, scale, nodes, centre } = stageGeometry(520, 520, ids(5));
    expect({ rx, ry, disc, scale }).toEqual({ rx: 166, ry: 166, disc: 30, scale: 1 });
    expect(nodes[0]).toMatchObject({ id: 'S1', x: centre.x });
    expect(nodes[1]?.x).toBeGreaterThan(centre.x);
    expect(nodes[4]?.x).toBeLessThan(centre.x);
  });

  it('has smaller discs on a phone and for many nodes, whose squares go first', () => {
    expect(stageGeometry(390, 480, ids(5))).toMatchObject({ disc: 27, narrow: true, ry: 132 });
    expect(stageGeometry(520, 520, ids(7))).toMatchObject({ disc: 26, strips: true });
    expect(stageGeometry(520, 520, ids(9))).toMatchObject({ disc: 22, strips: false });
  });

  it('grows on a projector and never shrinks the text', () => {
    expect(stageGeometry(1040, 1040, ids(5)).scale).toBe(2);
    expect(stageGeometry(600, 300, ids(5)).scale).toBe(1);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])('keeps %i nodes and their labels apart and on the stage', (n) => {
    for (const [w, h] of [[520, 520], [790, 518], [600, 340], [390, 440], [1100, 700]] as const) {
      const { nodes, width, height, disc, strips } = stageGeometry(w, h, ids(n));
      for (const [i, node] of nodes.entries()) {
        for (const other of nodes.slice(i + 1)) expect(distance(node, other)).toBeGreaterThan(2 * disc + 4);
        const { x, anchor, nameY, detailY, stripY } = node.label;
        const last = strips ? stripY + 5 : detailY + 3;
        const left = anchor === 'start' ? x : anchor === 'end' ? x - 100 : x - 50;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + 100).toBeLessThanOrEqual(width);
        expect(Math.min(nameY, last)).toBeGreaterThan(10);
        expect(Math.max(nameY, last)).toBeLessThanOrEqual(height);
      }
    }
  });
});
