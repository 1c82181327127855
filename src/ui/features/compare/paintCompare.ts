/** Draws the comparison's timeline: when somebody led, and what happened, one row a cluster. */
import type { Timeline } from '../../../session/selectors/timeline.ts';
import { paintOf, type Palette } from '../../viz/canvasPalette.ts';
import { AXIS, pxOf, reigns, ticks, type RowBox, type Span } from './rows.ts';

const BAND = 16;
const TICKS_APART = 84;

/** One row with all that it needs. */
export interface Row {
  readonly timeline: Timeline;
  readonly box: RowBox;
  readonly span: Span;
  readonly cursor: number;
  /** How far this run is known. */
  readonly end: number;
}

/** Bands, marks and flags of one cluster. */
export function paintRow(ctx: CanvasRenderingContext2D, palette: Palette, row: Row): void {
  const { box, span, cursor } = row;
  ctx.save();
  ctx.beginPath();
  // A mark at the very beginning is whole.
  ctx.rect(box.left - 6, 0, box.right - box.left + 12, box.bottom + 2);
  ctx.clip();
  paintReigns(ctx, palette, row);
  paintMarks(ctx, palette, row);
  // Ahead of the cursor lies the known future: weaker.
  const px = pxOf(box, span, cursor);
  ctx.globalAlpha = 0.7;
  ctx.fillStyle = palette.ground;
  if (px < box.right) ctx.fillRect(px, box.top - 4, box.right - px, box.bottom - box.top + 6);
  ctx.restore();
}

function bandTop({ top, bottom }: RowBox): number {
  return Math.round((top + bottom) / 2 - BAND / 2 + 3);
}

function paintReigns(ctx: CanvasRenderingContext2D, palette: Palette, { timeline, box, span, end }: Row): void {
  const y = bandTop(box);
  const last = pxOf(box, span, Math.min(end, span[1]));
  ctx.fillStyle = palette.soft;
  ctx.fillRect(box.left, y + BAND / 2 - 0.5, Math.max(0, last - box.left), 1);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  for (const { segment, name, from, to } of reigns(timeline, end)) {
    const x = pxOf(box, span, from);
    const width = Math.max(2, pxOf(box, span, to) - x);
    if (x > box.right || x + width < box.left) continue;
    const paint = paintOf(palette, segment.term);
    ctx.fillStyle = paint.fill;
    ctx.fillRect(x, y, width, BAND);
    const seen = Math.max(x, box.left);
    const room = Math.min(x + width, box.right) - seen;
    ctx.font = `600 11px ${palette.fontUi}`;
    const label = [`${name} leads term ${segment.term}`, `${name} · ${segment.term}`, name].find((text) => ctx.measureText(text).width + 10 < room);
    if (label === undefined) continue;
    ctx.fillStyle = paint.on;
    ctx.fillText(label, seen + 5, y + BAND / 2 + 0.5);
  }
}

function paintMarks(ctx: CanvasRenderingContext2D, palette: Palette, { timeline, box, span }: Row): void {
  const y = bandTop(box);
  for (const { at, term } of timeline.elections) {
    const x = pxOf(box, span, at);
    ctx.strokeStyle = paintOf(palette, term).line;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.moveTo(x - 4.5, y - 11);
    ctx.lineTo(x + 4.5, y - 11);
    ctx.lineTo(x, y - 3.5);
    ctx.closePath();
    ctx.stroke();
  }
  for (const { at, term } of timeline.commits) {
    ctx.fillStyle = paintOf(palette, term).line;
    ctx.fillRect(pxOf(box, span, at) - 1, y + BAND + 3, 2, 8);
  }
  ctx.strokeStyle = palette.bad;
  ctx.lineWidth = 1.75;
  for (const { at, kind } of timeline.status) {
    if (kind !== 'crash' && kind !== 'stopped') continue;
    const x = pxOf(box, span, at);
    ctx.beginPath();
    ctx.moveTo(x - 3.5, y - 10.5);
    ctx.lineTo(x + 3.5, y - 3.5);
    ctx.moveTo(x + 3.5, y - 10.5);
    ctx.lineTo(x - 3.5, y - 3.5);
    ctx.stroke();
  }
}

/** The commands, once for both: they are the same. */
export function paintCommands(ctx: CanvasRenderingContext2D, palette: Palette, { timeline, box, span }: Row, bottom: number): void {
  ctx.font = `11px ${palette.fontUi}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const inView = timeline.flags
    .map(({ at, label }) => ({ x: pxOf(box, span, at), label }))
    .filter(({ x }) => x >= box.left - 0.5 && x <= box.right);
  for (const [i, { x, label }] of inView.entries()) {
    ctx.strokeStyle = palette.dots;
    ctx.lineWidth = 1;
    ctx.setLineDash([1, 3]);
    ctx.beginPath();
    ctx.moveTo(x, 14);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = palette.ink;
    ctx.fillRect(x - 0.75, 4, 1.5, 11);
    ctx.fillRect(x, 4, 6, 5);
    ctx.fillStyle = palette.text2;
    const room = (inView[i + 1]?.x ?? box.right) - x - 18;
    ctx.fillText(fitted(ctx, label, room), x + 10, 8);
  }
}

/** As much of `text` as fits; nothing where that would be less than a few letters. */
function fitted(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 3 && ctx.measureText(`${text.slice(0, length)}…`).width > room) length -= 1;
  return length > 3 ? `${text.slice(0, length).trimEnd()}…` : '';
}

/** Round places in seconds under both rows. */
export function paintAxis(ctx: CanvasRenderingContext2D, palette: Palette, { box, span }: Row, height: number): void {
  ctx.font = `11px ${palette.fontData}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  const marks = ticks(box, span, TICKS_APART);
  const [first = 0, second = first + 1000] = marks;
  const decimals = second - first >= 1000 ? 0 : second - first >= 100 ? 1 : second - first >= 10 ? 2 : 3;
  for (const at of marks) {
    const x = Math.round(pxOf(box, span, at)) + 0.5;
    ctx.fillStyle = palette.soft;
    ctx.fillRect(x - 0.5, box.top, 1, height - AXIS - box.top + 4);
    ctx.fillStyle = palette.mute;
    if (x > box.left + 12 && x < box.right - 12) ctx.fillText((at / 1000).toFixed(decimals), x, height - AXIS / 2 + 2);
  }
}

/** The cursor through both rows. */
export function paintPlayhead(ctx: CanvasRenderingContext2D, palette: Palette, { box, span, cursor }: Row, from: number, to: number): void {
  const x = pxOf(box, span, cursor);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(x - 0.875, from, 1.75, to - from);
}
