/** The way of a message from one disc to another, and how far it has come. Linear in virtual time, never eased. */
import type { Envelope, VirtualMs } from '../../trace/event.ts';
import { between, distance, project, type Point, type Segment } from './point.ts';

/** How far right of the link a message travels, so that both directions stay apart. */
export const LANE_OFFSET = 6.5;
/** Lost messages get this far. */
export const LOST_AT = 0.55;
/** Farther off its link than this a dragged message is dropped. */
export const DROP_DISTANCE = 40;

/** A straight way; a mark on it is at `start` plus `length` times its progress, along `angle`. */
export interface Track extends Segment {
  readonly length: number;
  /** Direction of travel in degrees, clockwise from the right. */
  readonly angle: number;
}

/** The way from the disc at `from` to the one at `to`, both left free by `gap`, shifted to the right of travel. */
export function trackBetween(from: Point, to: Point, gap: number): Track {
  const full = distance(from, to) || 1;
  const ux = (to.x - from.x) / full;
  const uy = (to.y - from.y) / full;
  const free = Math.min(gap, full * 0.45);
  const at = (along: number): Point => ({
    x: from.x + ux * along - uy * LANE_OFFSET,
    y: from.y + uy * along + ux * LANE_OFFSET,
  });
  return {
    a: at(free),
    b: at(full - free),
    length: full - 2 * free,
    angle: (Math.atan2(uy, ux) * 180) / Math.PI,
  };
}

export function pointOn(track: Track, progress: number): Point {
  return between(track.a, track.b, progress);
}

/** How far a message has come at `now`, 0…1; one that waits for a hand stands half-way. */
export function progressAt({ sentAt, deliverAt }: Pick<Envelope, 'sentAt' | 'deliverAt'>, now: VirtualMs): number {
  if (deliverAt === null) return 0.5;
  if (deliverAt <= sentAt) return now < sentAt ? 0 : 1;
  return Math.min(1, Math.max(0, (now - sentAt) / (deliverAt - sentAt)));
}

/** Where the `index`th of `count` messages that wait on one link stands: side by side, so that each can be grasped. */
export function waitingProgress(index: number, count: number, length: number): number {
  const pitch = Math.min(24, (length - 16) / Math.max(1, count));
  const progress = 0.5 + ((index - (count - 1) / 2) * pitch) / length;
  return Math.min(1, Math.max(0, progress));
}

export type DragOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'delay'; readonly byMs: number };

/** What letting go of a dragged message at `point` means: off the link drops it, back along the link delays it. */
export function dragOutcome(
  envelope: Pick<Envelope, 'sentAt' | 'deliverAt'>,
  track: Track,
  point: Point,
  now: VirtualMs,
): DragOutcome {
  const { t, off } = project(point, track);
  if (Math.abs(off) > DROP_DISTANCE) return { kind: 'drop' };
  const { sentAt, deliverAt } = envelope;
  const progress = progressAt(envelope, now);
  if (deliverAt === null || now <= sentAt || t > progress - 0.02) return { kind: 'none' };
  // With the new arrival, the message is at `t` now.
  const wanted = Math.max(0.05, t);
  return { kind: 'delay', byMs: Math.max(1, Math.round((now - sentAt) / wanted - (deliverAt - sentAt))) };
}
