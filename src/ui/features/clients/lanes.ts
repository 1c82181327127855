/** Where the intervals of a client's history lie in a window of virtual time. Widths in px. */
import type { ClientOperation } from '../../../trace/client.ts';
import type { VirtualMs } from '../../../trace/event.ts';
import { askedWords, resultMark } from '../../../session/selectors/clientWords.ts';

/** How much virtual time the lanes show, in ms. */
export const spans = [500, 2000, 5000, 20_000] as const;
export type Span = (typeof spans)[number];

export interface Bar {
  readonly operation: ClientOperation;
  readonly x: number;
  /** Open ones reach beyond the window. */
  readonly width: number;
  /** As much of its label as fits before the next one begins; empty: nothing does. */
  readonly label: string;
}

export interface Scale {
  /** The window's latest moment is now. */
  readonly now: VirtualMs;
  readonly span: number;
  readonly width: number;
}

/** A letter of a label, at most. */
const LETTER = 6.7;
const GAP = 5;
const LEAST = 3;

export function xOf(time: VirtualMs, { now, span, width }: Scale): number {
  return width - ((now - time) / span) * width;
}

/** The intervals of one client that the window shows, oldest first. */
export function barsOf(operations: readonly ClientOperation[], scale: Scale): Bar[] {
  const from = scale.now - scale.span;
  const shown = operations.filter(({ endedAt }) => endedAt === null || endedAt >= from);
  return shown.map((operation, i) => {
    const x = xOf(operation.begunAt, scale);
    // One that goes on is drawn farther than time can move before the next frame.
    const end = operation.endedAt === null ? scale.width * 2 : xOf(operation.endedAt, scale);
    const next = shown[i + 1];
    const room = (next === undefined ? scale.width : xOf(next.begunAt, scale)) - Math.max(0, x) - GAP;
    return { operation, x, width: Math.max(LEAST, end - x), label: labelFor(operation, room) };
  });
}

/** The longest label that has room: whole, without the verb, the result alone, the number. */
export function labelFor(operation: ClientOperation, room: number): string {
  const { asks, number, result: found } = operation;
  const result = Array.isArray(found) && found.length > 1 ? `→ ${found.length} values` : resultMark(operation);
  const whole = askedWords(asks);
  const short = whole.replace(/^(append|set|read|delete) /, '').replace(/^[^←=]*[←=]/, '');
  // A list by its name alone says little.
  const brief = asks.op === 'read' && Array.isArray(found) ? 'read' : short;
  const choices = [`${whole} ${result}`, `${short} ${result}`, brief, `#${number}`, String(number)];
  return choices.map((text) => text.trim()).find((text) => Array.from(text).length * LETTER <= room) ?? '';
}

/** The interval that a pointer at `x` means: the one it is on, or the nearest. */
export function barAt(bars: readonly Bar[], x: number): Bar | null {
  const away = (bar: Bar): number => Math.max(bar.x - x, x - bar.x - bar.width, 0);
  return bars.reduce<Bar | null>((best, bar) => (best === null || away(bar) <= away(best) ? bar : best), null);
}

/** Moments of the axis: round, and never so many that their words touch. */
export function axisTicks({ now, span, width }: Scale): VirtualMs[] {
  const least = (span / width) * 64;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= least) ?? least;
  const first = Math.max(0, Math.ceil((now - span) / step) * step);
  const ticks: VirtualMs[] = [];
  // One more than is seen: the window moves on between frames.
  for (let time = first; time <= now + span; time += step) ticks.push(time);
  return ticks;
}
