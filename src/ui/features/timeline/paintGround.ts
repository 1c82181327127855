/** What lies under the lanes: the future's ground, the grid, the axis. */
import { ticks } from 'd3';
import { seconds } from '../../state/timeText.ts';
import { toAt, toPx } from './view.ts';
import type { Brush, Scene } from './scene.ts';

/** Least px from one label of the axis to the next. */
const TICK_ROOM = 78;

export interface Tick {
  readonly at: number;
  readonly label: string;
  /** Every fifth step, or so: printed stronger. */
  readonly strong: boolean;
}

/** Round places of the axis in view. */
export function axisTicks(scene: Scene): Tick[] {
  const { layout, view, timeline } = scene;
  const from = Math.max(0, toAt(view, layout.left));
  const to = toAt(view, layout.right);
  const count = Math.max(2, Math.floor((layout.right - layout.left) / TICK_ROOM));
  const places = ticks(from, to, count);
  const step = (places[1] ?? 1) - (places[0] ?? 0);
  const strong = (at: number): boolean => Math.abs(at / (step * 5) - Math.round(at / (step * 5))) < 1e-6;
  if (timeline.axis === 'events') {
    return places.filter(Number.isInteger).map((at) => ({ at, label: String(at), strong: strong(at) }));
  }
  const decimals = Math.min(6, Math.max(0, Math.ceil(3 - Math.log10(step) - 1e-9)));
  return places.map((at) => ({ at, label: seconds(at, decimals), strong: strong(at) }));
}

export function paintGrid({ ctx, palette }: Brush, scene: Scene, places: readonly Tick[]): void {
  const { layout, view } = scene;
  ctx.fillStyle = palette.soft;
  for (const { at } of places) {
    ctx.fillRect(Math.round(toPx(view, at)), layout.lanesTop, 1, layout.lanesBottom - layout.lanesTop);
  }
}

/** What is right of the playhead hasn't happened yet at the cursor: its ground is sunk. */
export function paintSunk({ ctx, palette }: Brush, scene: Scene, strength: number): void {
  const { layout, view, cursor } = scene;
  const from = Math.max(layout.left, toPx(view, cursor));
  if (from >= layout.right) return;
  const { lanesTop, lanesBottom } = layout;
  ctx.globalAlpha = strength;
  ctx.fillStyle = palette.sunk;
  ctx.fillRect(from, lanesTop, layout.right - from, lanesBottom - lanesTop);
  ctx.globalAlpha = 1;
}

/** Before the window events are not kept on the page; a word says how to get at them. */
export function paintForgotten({ ctx, palette }: Brush, scene: Scene): void {
  const { layout, view, timeline } = scene;
  const edge = toPx(view, timeline.start);
  if (timeline.start === 0 || edge <= layout.left + 8) return;
  ctx.font = `11px ${palette.fontUi}`;
  ctx.fillStyle = palette.mute;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  const middle = (layout.lanesTop + layout.lanesBottom) / 2;
  ctx.fillText('earlier: click to go there', Math.min(edge, layout.right) - 10, middle);
}

export function paintAxis({ ctx, palette }: Brush, scene: Scene, places: readonly Tick[], taken: readonly [number, number]): void {
  const { layout, view } = scene;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { at, label, strong } of places) {
    const px = toPx(view, at);
    if (px < layout.left - 1 || px > layout.right) continue;
    const half = label.length * 3 + 5;
    if (px + half > taken[0] && px - half < taken[1]) continue;
    ctx.font = `${strong ? 600 : 400} 11px ${palette.fontData}`;
    ctx.fillStyle = strong ? palette.text2 : palette.mute;
    ctx.fillText(label, px, layout.axis);
  }
}
