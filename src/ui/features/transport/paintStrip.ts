/** Draws the strip of small screens. */
import type { Timeline } from '../../../session/selectors/timeline.ts';
import { paintOf, type Palette } from '../../viz/canvasPalette.ts';
import { bands, stripPx, type StripBox } from './strip.ts';

const BAR = 17;
const BAR_HEIGHT = 6;
const LABELS = 32;

export function paintStrip(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  timeline: Timeline,
  box: StripBox,
  span: readonly [number, number],
  cursor: number,
): void {
  const px = stripPx(box, span, cursor);
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = `11px ${palette.fontUi}`;
  for (const { from, to, term, label } of bands(timeline, box, span)) {
    ctx.fillStyle = paintOf(palette, term).fill;
    ctx.fillRect(from, BAR, to - from, BAR_HEIGHT);
    if (label === null) continue;
    ctx.fillStyle = palette.mute;
    ctx.fillText(label, from + 2, LABELS);
  }
  // Ahead of the cursor lies the known future: weaker.
  ctx.globalAlpha = 0.7;
  ctx.fillStyle = palette.ground;
  ctx.fillRect(px, BAR, box.right - px, BAR_HEIGHT);
  ctx.globalAlpha = 1;
  paintFlags(ctx, palette, timeline, box, span);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(px - 1, BAR - 8, 2, BAR_HEIGHT + 16);
  ctx.beginPath();
  ctx.arc(px, BAR + BAR_HEIGHT / 2, 6.5, 0, 2 * Math.PI);
  ctx.fillStyle = palette.ground;
  ctx.fill();
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 2;
  ctx.stroke();
}

function paintFlags(
  ctx: CanvasRenderingContext2D, palette: Palette, timeline: Timeline, box: StripBox, span: readonly [number, number],
): void {
  ctx.fillStyle = palette.ink;
  let last = -Infinity;
  for (const { at } of timeline.flags) {
    const x = stripPx(box, span, at);
    if (x < last + 7) continue;
    last = x;
    ctx.fillRect(x - 0.75, 5, 1.5, 9);
    ctx.fillRect(x, 5, 5.5, 4.5);
  }
}
