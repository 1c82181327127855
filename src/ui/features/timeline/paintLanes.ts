/** The lanes: form is role, colour is term. */
import type { LaneSegment } from '../../../session/selectors/timeline.ts';
import { paintOf } from '../../viz/canvasPalette.ts';
import { laneY, type Brush, type Scene } from './scene.ts';
import { toPx } from './view.ts';

const DASH: readonly number[] = [7, 4];
const HATCH_STEP = 6;

/** A segment's px, cut to a little more than the picture. */
interface Stretch {
  readonly segment: LaneSegment;
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  /** Where it begins in truth, so that dashes don't crawl when it is cut. */
  readonly origin: number;
}

export function paintLanes(brush: Brush, scene: Scene): void {
  const { layout, view, timeline } = scene;
  for (const segments of timeline.segments) {
    for (const segment of segments) {
      const origin = toPx(view, segment.from);
      const end = toPx(view, segment.to ?? scene.lanesEnd);
      if (end < layout.left || origin > layout.right) continue;
      const x0 = Math.max(layout.left, origin);
      const x1 = Math.min(layout.right, end);
      if (x1 > x0) paintSegment(brush, scene, { segment, x0, x1, y: laneY(scene, segment.lane), origin });
    }
  }
  brush.ctx.globalAlpha = 1;
}

function paintSegment(brush: Brush, scene: Scene, stretch: Stretch): void {
  const { ctx, palette, seen } = brush;
  const { segment, x0, x1, y, origin } = stretch;
  const { line } = paintOf(palette, segment.term);
  ctx.globalAlpha = segment.paused ? 0.35 : 1;
  if (segment.paused) seen.add('paused');
  ctx.strokeStyle = line;
  switch (segment.role) {
    case 'leader':
      paintLeader(brush, scene, stretch);
      return;
    case 'candidate':
      seen.add('candidate');
      paintLine(ctx, x0, x1, y, Math.max(2.5, scene.layout.bar * 0.57), DASH, x0 - origin);
      return;
    case 'preCandidate':
      seen.add('preCandidate');
      paintLine(ctx, x0, x1, y, 1.75, DASH, x0 - origin);
      return;
    case 'learner':
      seen.add('learner');
      paintLine(ctx, x0, x1, y, 1.75, [1.75, 3.5], x0 - origin);
      return;
    case null:
      paintLine(ctx, x0, x1, y, 1, [1, 3], x0 - origin);
      return;
    case 'follower':
      seen.add('follower');
      paintLine(ctx, x0, x1, y, 1.75, [], 0);
  }
}

function paintLine(
  ctx: CanvasRenderingContext2D, x0: number, x1: number, y: number, width: number, dash: readonly number[], offset: number,
): void {
  ctx.lineWidth = width;
  ctx.setLineDash([...dash]);
  ctx.lineDashOffset = offset;
  ctx.beginPath();
  ctx.moveTo(x0, y);
  ctx.lineTo(x1, y);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A solid bar while nobody knows a higher term; hatched from then on. */
function paintLeader(brush: Brush, scene: Scene, { segment, x0, x1, y, origin }: Stretch): void {
  const { ctx, palette, seen } = brush;
  const { fill, line } = paintOf(palette, segment.term);
  const { bar } = scene.layout;
  const turn = segment.oldFrom === null ? x1 : Math.min(x1, Math.max(x0, toPx(scene.view, segment.oldFrom)));
  if (turn > x0) {
    seen.add('leader');
    ctx.fillStyle = fill;
    ctx.fillRect(x0, y - bar / 2, turn - x0, bar);
    ctx.lineWidth = 1;
    ctx.strokeStyle = line;
    edges(ctx, x0, turn, y, (bar - 1) / 2);
  }
  if (turn < x1) {
    seen.add('oldLeader');
    paintHatched(brush, turn, x1, y, bar, line, origin);
  }
}

function edges(ctx: CanvasRenderingContext2D, x0: number, x1: number, y: number, half: number): void {
  ctx.beginPath();
  for (const at of [y - half, y + half]) {
    ctx.moveTo(x0, at);
    ctx.lineTo(x1, at);
  }
  ctx.stroke();
}

function paintHatched({ ctx, palette }: Brush, x0: number, x1: number, y: number, bar: number, line: string, origin: number): void {
  const half = (bar - 1) / 2;
  ctx.fillStyle = palette.ground;
  ctx.fillRect(x0, y - bar / 2, x1 - x0, bar);
  ctx.save();
  ctx.beginPath();
  ctx.rect(x0, y - bar / 2, x1 - x0, bar);
  ctx.clip();
  ctx.strokeStyle = line;
  ctx.lineWidth = 1.5;
  const strength = ctx.globalAlpha;
  ctx.globalAlpha = strength * palette.hatch;
  ctx.beginPath();
  // Anchored to where the segment begins, so that the hatch moves with time.
  const first = x0 - HATCH_STEP - ((x0 - origin) % HATCH_STEP);
  for (let x = first; x < x1 + bar; x += HATCH_STEP) {
    ctx.moveTo(x, y + half);
    ctx.lineTo(x + bar, y - half);
  }
  ctx.stroke();
  ctx.restore();
  ctx.strokeStyle = line;
  ctx.lineWidth = 1;
  edges(ctx, x0, x1, y, half);
}
