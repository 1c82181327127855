/**
 * Where everything stands on the stage. The nodes stand on a ring, S1 on top,
 * clockwise. The drawing is never scaled below 1, or its text would be too
 * small to read: with little height the ring becomes an ellipse instead.
 */
import type { NodeId } from '../../raft/types.ts';
import type { Point } from './point.ts';

export interface LabelPlace {
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Baselines of name and detail, and the middle of the row of log squares. */
  readonly nameY: number;
  readonly detailY: number;
  readonly stripY: number;
}

export interface NodePlace extends Point {
  readonly id: NodeId;
  /** Clockwise from the top, in radians. */
  readonly angle: number;
  readonly label: LabelPlace;
}

export interface StageGeometry {
  /** The view box; one unit is `scale` px. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly centre: Point;
  readonly rx: number;
  readonly ry: number;
  /** Radius of a node's disc. */
  readonly disc: number;
  /** Whether labels have the row of log squares. */
  readonly strips: boolean;
  /** Too many nodes for more than a name beside each. */
  readonly terse: boolean;
  /** A phone: no key, shorter words. */
  readonly narrow: boolean;
  readonly nodes: readonly NodePlace[];
}

const BASE = 520;
const LARGEST_SCALE = 2;
const NARROW = 460;
/** No label is wider, with any of the fonts. */
const LABEL_WIDTH = 114;
const NAME_WIDTH = 40;

/** The stage of `ids` in an area of so many px. */
export function stageGeometry(widthPx: number, heightPx: number, ids: readonly NodeId[]): StageGeometry {
  const scale = Math.min(LARGEST_SCALE, Math.max(1, Math.min(widthPx / BASE, heightPx / BASE)));
  const width = widthPx / scale;
  const height = heightPx / scale;
  const narrow = width < NARROW;
  const terse = ids.length > (narrow ? 9 : 12);
  const angles = ids.map((_, i) => (2 * Math.PI * i) / ids.length);
  const lowest = Math.max(...angles.map((angle) => -Math.cos(angle)), -1);
  const widest = Math.max(...angles.map((angle) => Math.abs(Math.sin(angle))), 0.3);
  const wish = narrow ? 132 : 166;

  let disc = discRadius(ids.length, narrow);
  let strips = ids.length < 8;
  let ry = radiusFor(height, disc, strips, lowest);
  if (ry < wish * 0.6 && ids.length > 1) {
    strips = false;
    disc = Math.min(disc, 24);
    ry = radiusFor(height, disc, strips, lowest);
  }
  ry = Math.max(44, Math.min(wish, ry));
  const room = (width / 2 - (narrow ? 68 : 88)) / widest;
  // Many nodes, or little height, take what width there is.
  const stretch = ids.length > 7 || ry < wish * 0.85 ? 1.3 : ids.length > 5 ? 1.15 : 1;
  const rx = Math.max(44, Math.min(room, wish * stretch));

  const spare = height - above(disc, strips) - below(disc, strips) - ry * (1 + lowest);
  const centre = {
    x: width / 2,
    y: ids.length === 1 ? height / 2 : above(disc, strips) + Math.max(0, spare) * 0.35 + ry,
  };
  const nodes = ids.map((id, i) => {
    const angle = angles[i] ?? 0;
    const alone = ids.length === 1;
    const x = centre.x + (alone ? 0 : rx * Math.sin(angle));
    const y = centre.y - (alone ? 0 : ry * Math.cos(angle));
    return { id, angle, x, y, label: terse ? namePlace({ x, y }, angle, disc) : labelPlace({ x, y }, angle, { disc, strips, width }) };
  });
  return { width, height, scale, centre, rx, ry, disc, strips, terse, narrow, nodes };
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where labels and discs are, so that other words keep clear of them. */
export function occupied({ nodes, disc, strips, terse }: StageGeometry): Box[] {
  const wide = terse ? NAME_WIDTH : LABEL_WIDTH;
  return nodes.flatMap(({ x, y, label }) => {
    const left = label.x - (label.anchor === 'start' ? 0 : label.anchor === 'end' ? wide : wide / 2);
    const bottom = terse ? label.nameY + 4 : strips ? label.stripY + 6 : label.detailY + 4;
    return [
      { left, top: label.nameY - 13, right: left + wide, bottom },
      { left: x - disc - 9, top: y - disc - 9, right: x + disc + 9, bottom: y + disc + 9 },
    ];
  });
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function discRadius(count: number, narrow: boolean): number {
  if (count > 16) return 11;
  if (count > 12) return 15;
  if (count > 9) return narrow ? 16 : 18;
  if (count > 7) return 22;
  if (count > 5) return narrow ? 24 : 26;
  return narrow ? 27 : 30;
}

/** What the top node and its label need above the node's centre. */
function above(disc: number, strips: boolean): number {
  return disc + (strips ? 66 : 52);
}

function below(disc: number, strips: boolean): number {
  return disc + (strips ? 62 : 50);
}

function radiusFor(height: number, disc: number, strips: boolean, lowest: number): number {
  return (height - above(disc, strips) - below(disc, strips)) / Math.max(0.5, 1 + lowest);
}

/** A name alone stands outward of its disc. */
function namePlace(node: Point, angle: number, disc: number): LabelPlace {
  const out = disc + 14;
  const side = Math.sin(angle);
  const nameY = node.y - Math.cos(angle) * out + 5;
  const anchor = Math.abs(side) < 0.3 ? 'middle' : side > 0 ? 'start' : 'end';
  return { x: node.x + side * (disc + 10), anchor, nameY, detailY: nameY, stripY: nameY };
}

interface LabelRoom {
  readonly disc: number;
  readonly strips: boolean;
  readonly width: number;
}

/** Labels stand outside of the ring: above in its upper half, below in the lower. */
function labelPlace(node: Point, angle: number, { disc, strips, width }: LabelRoom): LabelPlace {
  const up = Math.cos(angle) > -0.05;
  const drop = up && !strips ? 14 : 0;
  const rows = up
    ? { nameY: node.y - disc - 52 + drop, detailY: node.y - disc - 37 + drop, stripY: node.y - disc - 25 }
    : { nameY: node.y + disc + 27, detailY: node.y + disc + 42, stripY: node.y + disc + 53 };
  const side = Math.sin(angle);
  const central = Math.abs(side) < (up ? 0.25 : 0.7);
  if (central) {
    const shift = Math.abs(side) < 0.05 ? 0 : 8 * Math.sign(side);
    return { ...rows, ...clampedMiddle(node.x + shift, width) };
  }
  return { ...rows, ...outside(node.x, side > 0, width) };
}

function clampedMiddle(x: number, width: number): Pick<LabelPlace, 'x' | 'anchor'> {
  const half = LABEL_WIDTH / 2 + 4;
  return { x: Math.min(Math.max(x, half), Math.max(half, width - half)), anchor: 'middle' };
}

/** Begins a little inside of the disc and runs outward; where that leaves the stage it is set against the edge. */
function outside(x: number, right: boolean, width: number): Pick<LabelPlace, 'x' | 'anchor'> {
  const edge = 16;
  if (right) {
    const start = x - 20;
    return start + LABEL_WIDTH > width - 4 ? { x: width - edge, anchor: 'end' } : { x: start, anchor: 'start' };
  }
  const end = x + 20;
  return end - LABEL_WIDTH < 4 ? { x: edge, anchor: 'start' } : { x: end, anchor: 'end' };
}
