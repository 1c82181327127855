/**
 * How cuts are drawn: as few long lines as tell the truth, and a stroke across
 * every other cut link. A line stands where the user drew it, or between two
 * groups of neighbours on the ring.
 */
import type { NodeId } from '../../raft/types.ts';
import type { LinkEnd } from '../../trace/command.ts';
import { between, crossing, distance, type Point, type Segment } from './point.ts';
import { occupied, overlap, type Box, type StageGeometry } from './ring.ts';

/** The link between two nodes, both directions; `a` stands before `b` in the cluster. */
export interface Link {
  readonly key: string;
  readonly a: NodeId;
  readonly b: NodeId;
  /** From centre to centre. */
  readonly line: Segment;
}

/** `both`, or the one direction that is cut. */
export type CutState = 'both' | 'ab' | 'ba';

/** A line across links. */
export interface CutLine extends Segment {
  /** Keys of the links it crosses, in the order of the cluster. */
  readonly crosses: readonly string[];
}

export interface CutPicture {
  readonly lines: readonly CutLine[];
  /** Links that are cut and that no line crosses. */
  readonly strokes: readonly string[];
}

export function linkKey(a: NodeId, b: NodeId): string {
  return `${a}-${b}`;
}

export function allLinks(geometry: StageGeometry): Link[] {
  const { nodes } = geometry;
  return nodes.flatMap((a, i) =>
    nodes.slice(i + 1).map((b) => ({ key: linkKey(a.id, b.id), a: a.id, b: b.id, line: { a, b } })),
  );
}

/** Which links are cut, and how, by link key. */
export function cutStates(links: readonly Link[], cuts: readonly LinkEnd[]): Map<string, CutState> {
  const ends = new Set(cuts.map(({ from, to }) => linkKey(from, to)));
  const states = new Map<string, CutState>();
  for (const { key, a, b } of links) {
    const there = ends.has(linkKey(a, b));
    const back = ends.has(linkKey(b, a));
    if (there || back) states.set(key, there && back ? 'both' : there ? 'ab' : 'ba');
  }
  return states;
}

/** The links that a line drawn over the stage crosses. */
export function crossedBy(line: Segment, links: readonly Link[]): string[] {
  return links.filter((link) => crossing(link.line, line) !== null).map((link) => link.key);
}

/**
 * How to draw the cut links: the user's own lines where they still fit (newest
 * first), then lines between groups, then strokes.
 */
export function cutPicture(geometry: StageGeometry, cut: ReadonlyMap<string, CutState>, drawn: readonly Segment[]): CutPicture {
  if (cut.size === 0) return { lines: [], strokes: [] };
  const links = allLinks(geometry);
  const left = new Set(cut.keys());
  const own: CutLine[] = [];
  for (const segment of drawn.toReversed()) {
    const line = { ...segment, crosses: crossedBy(segment, links) };
    if (!line.crosses.some((key) => left.has(key)) || !standsFor(line, cut)) continue;
    own.push(line);
    for (const key of line.crosses) left.delete(key);
  }
  if (left.size === 0) return { lines: own, strokes: [] };
  const candidates = groupLines(geometry, links);
  const { lines, strokes } = cover(candidates, cut, left);
  if (strokes.length === 0 || own.length > 0) return { lines: [...own, ...lines], strokes };
  // One partition of which a few links have been healed: the line stays, with gates.
  const gated = candidates.filter((line) => line.crosses.length > 2 && parts(line, cut));
  const best = gated.sort((x, y) => x.crosses.length - y.crosses.length)[0];
  return best === undefined ? { lines, strokes } : { lines: [best], strokes: [] };
}

/** All of the line's links are cut, but for one that was healed since. */
function standsFor(line: CutLine, cut: ReadonlyMap<string, CutState>): boolean {
  const held = line.crosses.filter((key) => cut.has(key)).length;
  return held >= 1 && held >= line.crosses.length - 1 && held * 2 >= line.crosses.length;
}

/** Every cut link is on the line, and most of the line's links are cut. */
function parts(line: CutLine, cut: ReadonlyMap<string, CutState>): boolean {
  return cut.size >= 0.6 * line.crosses.length && [...cut.keys()].every((key) => line.crosses.includes(key));
}

/** Takes lines whose links are all cut both ways until nothing more is covered; the rest are strokes. */
function cover(candidates: readonly CutLine[], cut: ReadonlyMap<string, CutState>, uncovered: ReadonlySet<string>): CutPicture {
  const left = new Set(uncovered);
  const lines: CutLine[] = [];
  for (;;) {
    const best = candidates
      .filter((line) => line.crosses.length > 1 && line.crosses.every((key) => cut.get(key) === 'both'))
      .map((line) => ({ line, gain: line.crosses.filter((key) => left.has(key)).length }))
      .sort((x, y) => y.gain - x.gain || x.line.crosses.length - y.line.crosses.length)[0];
    if (best === undefined || best.gain < 2) return { lines, strokes: [...left] };
    lines.push(best.line);
    for (const key of best.line.crosses) left.delete(key);
  }
}

/** One line for every way to part the ring into two runs of neighbours. */
function groupLines(geometry: StageGeometry, links: readonly Link[]): CutLine[] {
  const n = geometry.nodes.length;
  const lines: CutLine[] = [];
  for (let size = 1; size <= n / 2; size += 1) {
    // Two halves of an even ring are met twice; the second is the same line.
    const starts = size * 2 === n ? n / 2 : n;
    for (let first = 0; first < starts; first += 1) {
      const line = groupLine(geometry, links, first, size);
      if (line !== null) lines.push(line);
    }
  }
  return lines;
}

/** The line between the `size` nodes from `first` on and the others; null where there are no others. */
function groupLine(geometry: StageGeometry, links: readonly Link[], first: number, size: number): CutLine | null {
  const { nodes, centre, rx, ry } = geometry;
  const n = nodes.length;
  const group = new Set(Array.from({ length: size }, (_, i) => nodes[(first + i) % n]?.id));
  const crosses = links.filter((link) => group.has(link.a) !== group.has(link.b)).map((link) => link.key);
  if (crosses.length === 0) return null;
  // On the unit circle: across the group's own direction, half-way between the two sides.
  const step = (2 * Math.PI) / n;
  const direction = step * (first + (size - 1) / 2);
  const inner = Math.cos((step * (size - 1)) / 2);
  const outer = Math.cos((step * (size + 1)) / 2);
  const depth = (inner + outer) / 2;
  const at = (along: number): Point => ({
    x: centre.x + rx * (Math.sin(direction) * depth + Math.cos(direction) * along),
    y: centre.y - ry * (Math.cos(direction) * depth - Math.sin(direction) * along),
  });
  const long = { a: at(-4), b: at(4) };
  const shares = links
    .filter((link) => crosses.includes(link.key))
    .map((link) => crossing(long, link.line)?.t)
    .filter((t) => t !== undefined);
  if (shares.length < crosses.length) return null;
  const length = distance(long.a, long.b);
  const outermost = [Math.min(...shares), Math.max(...shares)].map((t) => between(long.a, long.b, t));
  const [a = centre, b = centre] = long.a.x <= long.b.x ? outermost : outermost.toReversed();
  const along = { x: (long.b.x - long.a.x) / length, y: (long.b.y - long.a.y) / length };
  const sign = along.x >= 0 ? 1 : -1;
  const out = (from: Point, way: number) => endOf(from, { x: along.x * sign * way, y: along.y * sign * way }, geometry);
  return { a: out(a, -1), b: out(b, 1), crosses };
}

/** How far a line runs on beyond the last link it crosses: as far as no label is in its way. */
const RUN_ON: readonly number[] = [92, 70, 46, 28];

function endOf(from: Point, direction: Point, geometry: StageGeometry): Point {
  const taken = occupied(geometry);
  const ends = RUN_ON.map((run) => inside({ x: from.x + direction.x * run, y: from.y + direction.y * run }, geometry));
  const free = ends.find(({ x, y }) => !taken.some((box) => overlap(box, { left: x - 10, top: y - 10, right: x + 10, bottom: y + 10 })));
  return free ?? ends.at(-1) ?? from;
}

/** Where a note of so many px stands beside an end of `line`, clear of labels and discs; below its left end if nowhere is free. */
export function notePlace(line: Segment, width: number, height: number, geometry: StageGeometry): Point {
  const taken = occupied(geometry);
  const { a, b } = line;
  const candidates = [
    { x: a.x - 4, y: a.y + 8 },
    { x: a.x - 4, y: a.y - 8 - height },
    { x: b.x + 4 - width, y: b.y + 8 },
    { x: b.x + 10, y: b.y - height / 2 },
    { x: b.x + 4 - width, y: b.y - 8 - height },
    { x: a.x - 10 - width, y: a.y - height / 2 },
  ].map(({ x, y }) => ({ x: Math.max(10, Math.min(geometry.width - width - 10, x)), y }));
  const free = candidates.find(({ x, y }) => {
    const box = { left: x, top: y, right: x + width, bottom: y + height };
    return y > 4 && y + height < geometry.height && !taken.some((other) => overlap(box, other)) && !crossesBox(line, box);
  });
  return free ?? candidates[0] ?? a;
}

function crossesBox(line: Segment, { left, top, right, bottom }: Box): boolean {
  const diagonals = [
    { a: { x: left, y: top }, b: { x: right, y: bottom } },
    { a: { x: left, y: bottom }, b: { x: right, y: top } },
  ];
  return diagonals.some((diagonal) => crossing(line, diagonal) !== null);
}

function inside({ x, y }: Point, { width, height }: StageGeometry): Point {
  const edge = 14;
  return { x: Math.min(width - edge, Math.max(edge, x)), y: Math.min(height - edge, Math.max(edge, y)) };
}

/** The line in pieces, with a gate of `gate` px where it crosses a link that is open. */
export function gatedPieces(line: Segment, openLinks: readonly Segment[], gate: number): Segment[] {
  const length = distance(line.a, line.b);
  if (length === 0) return [];
  const half = gate / 2 / length;
  const gates = openLinks
    .map((link) => crossing(line, link)?.t)
    .filter((t) => t !== undefined)
    .sort((x, y) => x - y);
  const pieces: Segment[] = [];
  let from = 0;
  for (const t of gates) {
    if (t - half > from) pieces.push({ a: between(line.a, line.b, from), b: between(line.a, line.b, t - half) });
    from = Math.max(from, t + half);
  }
  if (from < 1) pieces.push({ a: between(line.a, line.b, from), b: line.b });
  return pieces;
}
