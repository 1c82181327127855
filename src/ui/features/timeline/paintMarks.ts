/** Marks upon the lanes: elections, commits, crashes and restarts, violations. */
import type { StatusMark } from '../../../session/selectors/timeline.ts';
import { paintMilestones } from './paintMilestones.ts';
import { addCross } from './paintMessages.ts';
import { paintOf } from '../../viz/canvasPalette.ts';
import { inSight, laneY, violationAt, type Brush, type Scene } from './scene.ts';
import { toPx } from './view.ts';

/** From a lane up to the middle of its election triangle. */
export const TRIANGLE_UP = 8;
const COMMIT_ROOM = 3;

export function paintMarks(brush: Brush, scene: Scene): void {
  paintCommits(brush, scene);
  paintMilestones(brush, scene);
  paintStatus(brush, scene);
  paintElections(brush, scene);
  paintViolations(brush, scene);
}

/** The label of a commit: `18`, `16–18`. */
export function commitLabel(from: number, to: number): string {
  return to - from > 1 ? `${from + 1}–${to}` : String(to);
}

/** Half the width of a commit's box. */
export function commitHalf(label: string): number {
  return label.length * 3.1 + 2.5;
}

function paintCommits({ ctx, palette, seen }: Brush, scene: Scene): void {
  const ends = new Map<number, number>();
  const half = Math.min(7, scene.layout.pitch / 2 - 0.5);
  ctx.font = `600 10px ${palette.fontData}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const commit of scene.timeline.commits) {
    const label = commitLabel(commit.from, commit.to);
    const wide = commitHalf(label);
    const px = toPx(scene.view, commit.at);
    // Boxes that would cover the one before are left out: which ones must not depend on what is in view.
    if (px - wide < (ends.get(commit.lane) ?? -Infinity) + COMMIT_ROOM) continue;
    ends.set(commit.lane, px + wide);
    if (!inSight(scene, commit.at, wide)) continue;
    seen.add('commit');
    const { fill, on } = paintOf(palette, commit.term);
    const y = laneY(scene, commit.lane);
    ctx.fillStyle = palette.ground;
    box(ctx, px - wide - 1.25, y - half - 1.25, 2 * wide + 2.5, 2 * half + 2.5, 3);
    ctx.fillStyle = fill;
    box(ctx, px - wide, y - half, 2 * wide, 2 * half, 2);
    ctx.fillStyle = on;
    ctx.fillText(label, px, y + 0.5);
  }
}

export function box(ctx: CanvasRenderingContext2D, x: number, y: number, w: number, h: number, r: number): void {
  ctx.beginPath();
  ctx.roundRect(x, y, w, h, r);
  ctx.fill();
}

function paintStatus({ ctx, palette, seen }: Brush, scene: Scene): void {
  for (const mark of scene.timeline.status) {
    if (!inSight(scene, mark.at)) continue;
    paintStatusMark(ctx, palette, mark, toPx(scene.view, mark.at), laneY(scene, mark.lane));
    if (mark.kind === 'crash' || mark.kind === 'stopped') seen.add('crash');
    if (mark.kind === 'restart') seen.add('restart');
  }
}

function paintStatusMark(
  ctx: CanvasRenderingContext2D, palette: Brush['palette'], { kind }: StatusMark, x: number, y: number,
): void {
  ctx.beginPath();
  switch (kind) {
    case 'crash':
    case 'stopped':
      ctx.strokeStyle = palette.bad;
      ctx.lineWidth = 2;
      addCross(ctx, x, y, 4);
      break;
    case 'start':
    case 'restart':
      ctx.strokeStyle = palette.ink;
      ctx.fillStyle = palette.ground;
      ctx.lineWidth = 1.5;
      ctx.arc(x, y, 3.75, 0, 2 * Math.PI);
      ctx.fill();
      break;
    case 'pause':
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 1.75;
      ctx.moveTo(x - 2, y - 4);
      ctx.lineTo(x - 2, y + 4);
      ctx.moveTo(x + 2, y - 4);
      ctx.lineTo(x + 2, y + 4);
      break;
    case 'resume':
      ctx.strokeStyle = palette.ink;
      ctx.lineWidth = 1.5;
      ctx.moveTo(x, y - 4);
      ctx.lineTo(x, y + 4);
      break;
  }
  ctx.stroke();
}

function paintElections({ ctx, palette, seen }: Brush, scene: Scene): void {
  const ends = new Map<number, number>();
  ctx.font = `600 11px ${palette.fontUi}`;
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'miter';
  for (const { at, lane, term } of scene.timeline.elections) {
    const px = toPx(scene.view, at);
    const label = `term ${term}`;
    const width = ctx.measureText(label).width;
    // Above the first lane there is room on the right; elsewhere the votes fan out there.
    const onRight = lane === 0 || (at - scene.timeline.start) * scene.view.k < width + 10;
    const from = onRight ? px + 8 : px - 7 - width;
    const labelled = from > (ends.get(lane) ?? -Infinity) + 4;
    if (labelled) ends.set(lane, onRight ? from + width : px + 5);
    if (!inSight(scene, at, width + 10)) continue;
    seen.add('election');
    const top = laneY(scene, lane) - TRIANGLE_UP;
    ctx.beginPath();
    ctx.moveTo(px - 4.5, top - 3.5);
    ctx.lineTo(px + 4.5, top - 3.5);
    ctx.lineTo(px, top + 3.5);
    ctx.closePath();
    ctx.fillStyle = palette.ground;
    ctx.fill();
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = 1.25;
    ctx.stroke();
    if (!labelled) continue;
    ctx.textAlign = 'left';
    haloText({ ctx, palette }, label, from, top - (onRight ? 2.5 : 1), paintOf(palette, term).ink);
  }
}

/** Text that stays legible over lines. */
export function haloText({ ctx, palette }: Pick<Brush, 'ctx' | 'palette'>, text: string, x: number, y: number, colour: string): void {
  ctx.lineJoin = 'round';
  ctx.strokeStyle = palette.ground;
  ctx.lineWidth = 4;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
  ctx.lineJoin = 'miter';
}

/** A red line through all lanes at the moment a property broke, with a tooth on top. */
function paintViolations({ ctx, palette, seen }: Brush, scene: Scene): void {
  const { lanesTop, lanesBottom } = scene.layout;
  for (const violation of scene.violations) {
    const at = violationAt(scene, violation);
    if (!inSight(scene, at)) continue;
    seen.add('violation');
    const px = toPx(scene.view, at);
    ctx.fillStyle = palette.bad;
    ctx.fillRect(px - 1, lanesTop, 2, lanesBottom - lanesTop);
    ctx.beginPath();
    ctx.moveTo(px - 5, lanesTop);
    ctx.lineTo(px + 5, lanesTop);
    ctx.lineTo(px, lanesTop + 7);
    ctx.fill();
  }
}
