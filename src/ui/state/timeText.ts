/** Virtual time as the page prints it. */
import type { TimelineAxis } from '../../session/selectors/timeline.ts';
import type { VirtualMs } from '../../trace/event.ts';

/** Seconds with `decimals` digits after the point: `12.480`. */
export function seconds(ms: VirtualMs, decimals = 3): string {
  return (ms / 1000).toFixed(decimals);
}

/** A place on the axis inside a sentence: `12.480 s`, `event 12`. */
export function placeText(axis: TimelineAxis, at: number): string {
  return axis === 'time' ? `${seconds(at)} s` : `event ${Math.round(at)}`;
}
