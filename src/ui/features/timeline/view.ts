/**
 * Which stretch of the axis is in view: `px = at · k + x`. A d3 zoom transform
 * says the same; these are the moves that the timeline makes by itself.
 */
import type { TimelineAxis } from '../../../session/selectors/timeline.ts';
import type { Layout } from './layout.ts';

export interface View {
  readonly k: number;
  readonly x: number;
}

/** Where the playhead stands while time runs, as a share of the width. */
const PLAYHEAD = 0.92;

export function toPx(view: View, at: number): number {
  return at * view.k + view.x;
}

export function toAt(view: View, px: number): number {
  return (px - view.x) / view.k;
}

/** Smallest and largest px per unit of the axis. */
export function scaleLimits(axis: TimelineAxis, layout: Layout): [number, number] {
  const width = Math.max(1, layout.right - layout.left);
  return axis === 'time' ? [width / 300_000, 80] : [width / 6000, 90];
}

/**
 * A scale that suits the speed: some election timeouts across the picture, and
 * at high speeds no less than what passes in four seconds.
 */
export function usualScale(axis: TimelineAxis, layout: Layout, speed: number, electionTimeoutMs: number): number {
  if (axis === 'events') return 22;
  const passing = Number.isFinite(speed) ? speed * 4000 : 20_000;
  const span = Math.min(120_000, Math.max(6 * electionTimeoutMs, passing));
  return Math.max(600, layout.right - layout.left) / span;
}

/** With `cursor` at a share of the width. */
export function placed(view: View, layout: Layout, cursor: number, share = PLAYHEAD): View {
  const px = layout.left + share * (layout.right - layout.left);
  return { k: view.k, x: px - cursor * view.k };
}

/** The view of a run that has just been opened: its beginning at the left, or the cursor in sight. */
export function opened(k: number, layout: Layout, start: number, cursor: number): View {
  const atStart = { k, x: layout.left - start * k };
  return follow(atStart, layout, cursor);
}

/** Slides on so that the playhead goes no further than its place. */
export function follow(view: View, layout: Layout, cursor: number): View {
  const px = toPx(view, cursor);
  const most = layout.left + PLAYHEAD * (layout.right - layout.left);
  return px > most || px < layout.left ? placed(view, layout, cursor) : view;
}

/** Brings a cursor that has jumped out of sight back, with more of what lies ahead of the jump in view. */
export function reveal(view: View, layout: Layout, cursor: number): View {
  const px = toPx(view, cursor);
  if (px > layout.right) return placed(view, layout, cursor, 0.8);
  if (px < layout.left) return placed(view, layout, cursor, 0.2);
  return view;
}

/** Keeps the known run in reach: its end not left of the picture, its beginning not far right. */
export function bounded(view: View, layout: Layout, knownEnd: number): View {
  const width = layout.right - layout.left;
  const most = layout.left + 0.5 * width;
  const least = layout.left + 0.08 * width - knownEnd * view.k;
  return { k: view.k, x: Math.min(most, Math.max(Math.min(least, most), view.x)) };
}

/** Everything from `start` to `end` in view. */
export function fitted(layout: Layout, start: number, end: number, limits: readonly [number, number]): View {
  const width = 0.94 * (layout.right - layout.left);
  const k = Math.min(limits[1], Math.max(limits[0], width / Math.max(1e-6, end - start)));
  return { k, x: layout.left - start * k + 0.02 * width };
}

/** Zoomed by `factor` around a px. */
export function zoomed(view: View, factor: number, px: number, [low, high]: readonly [number, number]): View {
  const k = Math.min(high, Math.max(low, view.k * factor));
  return { k, x: px - toAt(view, px) * k };
}
