/** Marks of a node's own upon its lane: snapshots, configurations, pre-votes, handing over. */
import type { MilestoneMark } from '../../../session/selectors/timeline.ts';
import { paintOf } from '../../viz/canvasPalette.ts';
import { bolt } from '../../viz/glyphPaths.ts';
import type { MarkKind } from '../../state/timelineStore.ts';
import { inSight, laneY, type Brush, type Scene } from './scene.ts';
import { toPx } from './view.ts';

/** From a lane up to the middle of what stands above it. */
const ABOVE = 8;
const ROOM = 3;

const keyOf: Record<MilestoneMark['kind'], MarkKind> = {
  preVote: 'preVote',
  snapshot: 'snapshot',
  installed: 'snapshot',
  config: 'members',
  joint: 'members',
  handover: 'handover',
};

/** How far above its lane a mark stands. */
export function milestoneUp(kind: MilestoneMark['kind']): number {
  return kind === 'preVote' || kind === 'handover' ? ABOVE : 0;
}

/** Marks that would cover the one before on their lane are left out. */
export function paintMilestones(brush: Brush, scene: Scene): void {
  const ends = new Map<number, number>();
  for (const mark of scene.timeline.milestones) {
    const px = toPx(scene.view, mark.at);
    if (px - 5 < (ends.get(mark.lane) ?? -Infinity) + ROOM) continue;
    ends.set(mark.lane, px + 5);
    if (!inSight(scene, mark.at)) continue;
    brush.seen.add(keyOf[mark.kind]);
    paintMark(brush, mark, px, laneY(scene, mark.lane) - milestoneUp(mark.kind));
  }
}

function paintMark({ ctx, palette }: Brush, { kind, term }: MilestoneMark, x: number, y: number): void {
  const { fill, line } = paintOf(palette, term);
  ctx.save();
  ctx.translate(x, y);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = palette.ink;
  ctx.fillStyle = palette.ground;
  ctx.beginPath();
  switch (kind) {
    case 'preVote':
      // An election's triangle, faint: nothing has come of it yet. Dashes would be dots at this size.
      ctx.lineWidth = 1;
      ctx.moveTo(-4.5, -3.5);
      ctx.lineTo(4.5, -3.5);
      ctx.lineTo(0, 3.5);
      ctx.closePath();
      ctx.fill();
      ctx.globalAlpha = 0.5;
      ctx.stroke();
      break;
    case 'snapshot':
    case 'installed':
      page(ctx, kind === 'snapshot' ? fill : palette.ground, line, palette.ground);
      break;
    case 'config':
    case 'joint':
      ctx.rect(-4, -4, 8, 8);
      ctx.fill();
      ctx.stroke();
      ctx.fillStyle = palette.ink;
      // Two halves while joint.
      if (kind === 'joint') ctx.fillRect(-4, -4, 4, 8);
      break;
    case 'handover':
      ctx.scale(0.55, 0.55);
      ctx.lineWidth = 3;
      ctx.strokeStyle = palette.ground;
      ctx.fillStyle = line;
      ctx.stroke(new Path2D(bolt));
      ctx.fill(new Path2D(bolt));
      break;
  }
  ctx.restore();
}

/** A page with its spine: filled where the snapshot was taken, hollow where it came from another. */
function page(ctx: CanvasRenderingContext2D, fill: string, line: string, ground: string): void {
  ctx.strokeStyle = ground;
  ctx.lineWidth = 3.5;
  ctx.strokeRect(-4.5, -5, 9, 10);
  ctx.fillStyle = fill;
  ctx.fillRect(-4.5, -5, 9, 10);
  ctx.strokeStyle = line;
  ctx.lineWidth = 1.25;
  ctx.strokeRect(-4.5, -5, 9, 10);
  ctx.strokeStyle = fill === ground ? line : ground;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(-2, -3.5);
  ctx.lineTo(-2, 3.5);
  ctx.stroke();
}
