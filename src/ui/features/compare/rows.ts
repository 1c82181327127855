/** Where things lie in the comparison's timeline: one row a cluster, under one axis. Pure, in px. */
import type { LaneSegment, Timeline } from '../../../session/selectors/timeline.ts';

/** What is in view, on the timeline's axis. */
export type Span = readonly [from: number, to: number];

export interface RowBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const AXIS = 22;
const FLAGS = 18;
const GAP = 10;

/** The boxes of both rows in an area of this size, `gutter` px wide at its left. */
export function rowBoxes(width: number, height: number, gutter: number): readonly [RowBox, RowBox] {
  const usable = height - AXIS - FLAGS - GAP;
  const tall = Math.max(20, usable / 2);
  const box = (top: number): RowBox => ({ left: gutter, right: width - 16, top, bottom: top + tall });
  return [box(FLAGS), box(FLAGS + tall + GAP)];
}

/** Longer runs are shown in part: so many virtual ms, with the cursor near the right end. */
export const WINDOW_MS = 3000;
const AHEAD = 0.2;

/** What is shown of a run that is known from `start` to `end`. */
export function spanOf(start: number, end: number, cursor: number, windowMs: number): Span {
  const from = Math.min(start, cursor);
  const to = Math.max(end, cursor, from + 1);
  if (to - from <= windowMs) return [from, to];
  const right = Math.min(to, Math.max(from + windowMs, cursor + AHEAD * windowMs));
  return [right - windowMs, right];
}

export function pxOf({ left, right }: RowBox, [from, to]: Span, at: number): number {
  return left + ((at - from) / (to - from)) * (right - left);
}

export function atPx({ left, right }: RowBox, [from, to]: Span, px: number): number {
  return from + Math.min(1, Math.max(0, (px - left) / (right - left))) * (to - from);
}

/** One stretch in which a node leads, and nobody leads a higher term. */
export interface Reign {
  readonly segment: LaneSegment;
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Who leads when, in order of time; an old leader reigns until the next one is elected. */
export function reigns({ segments, lanes }: Timeline, end: number): Reign[] {
  const all = segments
    .flat()
    .filter(({ role, paused }) => role === 'leader' && !paused)
    .sort((a, b) => a.from - b.from || a.term - b.term);
  return all.flatMap((segment) => {
    const next = all.find((other) => other.term > segment.term);
    const to = Math.min(segment.to ?? end, next?.from ?? Infinity);
    return to < segment.from ? [] : [{ segment, name: lanes[segment.lane] ?? '', from: segment.from, to }];
  });
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 300_000, 1_200_000];

/** Round places for the axis, at least `apart` px from each other. */
export function ticks(box: RowBox, span: Span, apart: number): number[] {
  const perPx = (span[1] - span[0]) / Math.max(1, box.right - box.left);
  const step = STEPS.find((each) => each / perPx >= apart) ?? (STEPS.at(-1) ?? 1);
  const first = Math.ceil(span[0] / step) * step;
  const count = Math.max(0, Math.floor((span[1] - first) / step) + 1);
  return Array.from({ length: Math.min(200, count) }, (_, i) => first + i * step);
}
