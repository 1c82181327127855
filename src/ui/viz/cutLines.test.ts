import { describe, expect, it } from 'vitest';
import type { LinkEnd } from '../../trace/command.ts';
import { allLinks, crossedBy, cutPicture, cutStates, gatedPieces, notePlace } from './cutLines.ts';
import type { Segment } from './point.ts';
import { occupied, overlap, stageGeometry } from './ring.ts';

const ids = ['S1', 'S2', 'S3', 'S4', 'S5'];
const geometry = stageGeometry(520, 520, ids);
const links = allLinks(geometry);

function parted(...groups: string[][]): LinkEnd[] {
  const home = (id: string) => groups.findIndex((group) => group.includes(id));
  return ids.flatMap((from) => ids.filter((to) => home(from) !== home(to)).map((to) => ({ from, to })));
}
const picture = (cuts: LinkEnd[], ...drawn: Segment[]) => cutPicture(geometry, cutStates(links, cuts), drawn);
const both = (a: string, b: string): LinkEnd[] => [{ from: a, to: b }, { from: b, to: a }];

describe('cuts', () => {
  it('knows which directions of which links are cut', () => {
    const states = cutStates(links, [...both('S1', 'S2'), { from: 'S3', to: 'S2' }, { from: 'S4', to: 'S5' }]);
    expect(Object.fromEntries(states)).toEqual({ 'S1-S2': 'both', 'S2-S3': 'ba', 'S4-S5': 'ab' });
  });

  it('draws one line between two groups of neighbours, across exactly their links', () => {
    for (const group of [['S3', 'S4'], ['S1'], ['S1', 'S5'], ['S5', 'S4', 'S3']]) {
      const { lines, strokes } = picture(parted(group, ids.filter((id) => !group.includes(id))));
      expect(strokes).toEqual([]);
      expect(lines).toHaveLength(1);
      const [line] = lines;
      if (line === undefined) throw new Error('no line');
      expect(crossedBy(line, links)).toEqual(line.crosses);
      expect(line.crosses).toHaveLength(group.length === 1 ? 4 : 6);
    }
  });

  it('keeps the line, with a gate, when one of its links is healed', () => {
    const cuts = parted(['S3', 'S4'], ['S5', 'S1', 'S2']).filter(({ from, to }) => ![from, to].every((id) => id === 'S2' || id === 'S3'));
    const { lines, strokes } = picture(cuts);
    expect(strokes).toEqual([]);
    expect(lines[0]?.crosses).toHaveLength(6);
    const [line] = lines;
    const open = links.filter((link) => link.key === 'S2-S3').map((link) => link.line);
    expect(line === undefined ? [] : gatedPieces(line, open, 30)).toHaveLength(2);
  });

  it('draws several lines for several groups', () => {
    const { lines, strokes } = picture(parted(['S1'], ['S2', 'S3'], ['S4', 'S5']));
    expect(strokes).toEqual([]);
    expect(lines.length).toBeGreaterThan(1);
  });

  it('strokes single links, one-way ones and what no line parts', () => {
    expect(picture(both('S1', 'S3'))).toEqual({ lines: [], strokes: ['S1-S3'] });
    expect(picture([{ from: 'S1', to: 'S3' }])).toEqual({ lines: [], strokes: ['S1-S3'] });
    expect(picture(parted(['S1', 'S3'], ['S2', 'S4', 'S5'])).strokes.length).toBeGreaterThan(0);
    // S1 is isolated but for one direction, and S3–S4 is cut besides: no line may hide that.
    const almost = parted(['S1'], ['S2', 'S3', 'S4', 'S5']).slice(1);
    expect(picture([...almost, ...both('S3', 'S4')]).lines).toEqual([]);
  });

  it('keeps the user’s own line while its links are cut, but for one', () => {
    const drawn = { a: { x: 20, y: 400 }, b: { x: 500, y: 260 } };
    const crossed = new Set(crossedBy(drawn, links));
    const cuts = links.filter((link) => crossed.has(link.key)).flatMap((link) => both(link.a, link.b));
    expect(picture(cuts, drawn).lines).toMatchObject([drawn]);
    expect(picture([...cuts, ...both('S5', 'S1')], drawn)).toMatchObject({ lines: [drawn], strokes: ['S1-S5'] });
    expect(picture(cuts.slice(2), drawn).lines).toMatchObject([drawn]);
    expect(picture(both('S3', 'S4'), drawn)).toEqual({ lines: [], strokes: ['S3-S4'] });
  });

  it('keeps ends and notes of lines clear of labels and discs', () => {
    const taken = occupied(geometry);
    for (const group of [['S1', 'S2'], ['S2', 'S3'], ['S3', 'S4'], ['S4', 'S5'], ['S5', 'S1']]) {
      const [line] = picture(parted(group, ids.filter((id) => !group.includes(id)))).lines;
      if (line === undefined) throw new Error('no line');
      const { x, y } = notePlace(line, 70, 28, geometry);
      for (const box of taken) {
        expect(overlap(box, { left: x, top: y, right: x + 70, bottom: y + 28 })).toBe(false);
        for (const end of [line.a, line.b]) expect(overlap(box, { left: end.x, top: end.y, right: end.x, bottom: end.y })).toBe(false);
      }
    }
  });

  it('has nothing to draw for whole networks and lone nodes', () => {
    expect(picture([])).toEqual({ lines: [], strokes: [] });
    expect(allLinks(stageGeometry(520, 520, ['S1']))).toEqual([]);
  });
});
