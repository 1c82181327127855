/** The playhead: an ink line over the lanes, and its time on the axis. */
import { seconds } from '../../state/timeText.ts';
import { box } from './paintMarks.ts';
import type { Brush, Scene } from './scene.ts';
import { toPx } from './view.ts';

const PILL_HEIGHT = 16;
/** At least this far from the picture's edge to the pill's middle when the playhead is out of sight. */
const PILL_INSET = 26;

export function playheadText(scene: Pick<Scene, 'timeline' | 'cursor'>): string {
  return scene.timeline.axis === 'time' ? seconds(scene.cursor) : `#${Math.round(scene.cursor)}`;
}

/** Where the pill lies, in px. It stays in sight when the playhead doesn't. */
export function pillSpan(scene: Scene): [from: number, to: number] {
  const half = playheadText(scene).length * 3.35 + 7;
  const { left, right, width } = scene.layout;
  const px = Math.min(Math.min(right, width - half - 2), Math.max(left + PILL_INSET - 8, toPx(scene.view, scene.cursor)));
  return [px - half, px + half];
}

export function paintPlayhead({ ctx, palette }: Brush, scene: Scene): void {
  const { layout } = scene;
  const px = toPx(scene.view, scene.cursor);
  const [from, to] = pillSpan(scene);
  const visible = px >= layout.left - 1 && px <= layout.right + 1;
  ctx.fillStyle = palette.ink;
  const top = layout.axis - PILL_HEIGHT / 2;
  if (visible) {
    ctx.fillRect(px - 0.875, layout.lanesTop - 4, 1.75, layout.lanesBottom - layout.lanesTop + 4);
    ctx.beginPath();
    ctx.moveTo(px - 4, top + 0.5);
    ctx.lineTo(px, top - 3.5);
    ctx.lineTo(px + 4, top + 0.5);
    ctx.fill();
  }
  box(ctx, from, top, to - from, PILL_HEIGHT, 3);
  ctx.fillStyle = palette.ground;
  ctx.font = `600 11px ${palette.fontData}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const arrow = px > layout.right + 1 ? ' ›' : px < layout.left - 1 ? '‹ ' : '';
  const text = playheadText(scene);
  ctx.fillText(arrow === '‹ ' ? `‹${text}` : arrow === '' ? text : `${text}›`, (from + to) / 2, layout.axis + 0.5);
}
