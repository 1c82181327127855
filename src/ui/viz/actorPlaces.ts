/** Where clients that act by themselves stand: at the stage's edges, each in a place of its own, clear of nodes and labels. */
import { distance, shortened, type Point, type Segment } from './point.ts';
import { occupied, overlap, type Box, type NodePlace, type StageGeometry } from './ring.ts';
import type { Track } from './travel.ts';

export interface ActorPlace {
  /** The middle of its terminal. */
  readonly terminal: Point;
  readonly text: { readonly x: number; readonly anchor: 'start' | 'end' };
  /** What it takes with three lines of words. */
  readonly box: Box;
}

/** The lines below the terminal, from its middle. */
export const ACTOR_LINES = { asks: 25, doing: 38 } as const;
/** Letters that have room in a line, in the data font and in the page's. */
export const ACTOR_LETTERS = { wide: 17, narrow: 14 } as const;

const MARGIN = 8;
const HALF = { width: 11, height: 9 } as const;
const STEP = 10;
/** The key of what is on screen stands at the top left. */
const KEY: Box = { left: 0, top: 0, right: 128, bottom: 160 };

/**
 * Places for so many clients. Each depends only on those before it, so a client
 * that comes later moves nobody.
 */
export function actorPlaces(count: number, geometry: StageGeometry): ActorPlace[] {
  const taken = occupied(geometry);
  const placed: ActorPlace[] = [];
  for (let i = 0; i < count; i += 1) {
    const best = candidates(geometry)
      .map((place) => ({ place, cost: costOf(place, taken, placed, geometry) }))
      .reduce((a, b) => (b.cost < a.cost ? b : a));
    placed.push(best.place);
  }
  return placed;
}

/** From the terminal to the disc; an answer goes the other way. */
export function actorWay({ terminal }: ActorPlace, node: NodePlace, { disc }: StageGeometry): Segment {
  return shortened({ a: terminal, b: node }, 17, disc + 11);
}

/** The same as a way of marks, in either direction. */
export function actorTrack({ a, b }: Segment, back: boolean): Track {
  const [from, to] = back ? [b, a] : [a, b];
  return { a: from, b: to, length: distance(from, to), angle: (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI };
}

function candidates({ width, height, narrow }: StageGeometry): ActorPlace[] {
  const textWidth = narrow ? 92 : 118;
  const places: ActorPlace[] = [];
  const lowest = height - ACTOR_LINES.doing - 6;
  for (let y = lowest; y >= HALF.height + 6; y -= STEP) {
    const top = y - HALF.height - 3;
    const bottom = y + ACTOR_LINES.doing + 5;
    places.push({
      terminal: { x: width - MARGIN - HALF.width, y },
      text: { x: width - MARGIN, anchor: 'end' },
      box: { left: width - MARGIN - textWidth, top, right: width, bottom },
    });
    places.push({
      terminal: { x: MARGIN + HALF.width, y },
      text: { x: MARGIN, anchor: 'start' },
      box: { left: 0, top, right: MARGIN + textWidth, bottom },
    });
  }
  return places;
}

/** Least where nothing is covered, then a little above the lower edge, then away from the others. */
function costOf({ box, terminal }: ActorPlace, taken: readonly Box[], placed: readonly ActorPlace[], { height, narrow }: StageGeometry): number {
  const covers = taken.reduce((sum, other) => sum + shared(box, other), 0);
  const key = narrow ? 0 : shared(box, KEY);
  const others = placed.reduce((sum, other) => sum + (overlap(box, other.box) ? 10_000 + shared(box, other.box) : 0), 0);
  const crowd = placed.reduce((sum, other) => sum + Math.max(0, 150 - distance(terminal, other.terminal)) * 0.4, 0);
  const wish = Math.abs(terminal.y - height * 0.68) * 0.15;
  return covers + key + others + crowd + wish;
}

function shared(a: Box, b: Box): number {
  if (!overlap(a, b)) return 0;
  return (Math.min(a.right, b.right) - Math.max(a.left, b.left)) * (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}
