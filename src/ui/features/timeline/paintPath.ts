/** The selection's causes, in ink over everything else; what lies ahead of the playhead is dotted. */
import type { CauseEdge, CausePoint } from '../../../session/selectors/timelineCauses.ts';
import { haloText } from './paintMarks.ts';
import { addCross } from './paintMessages.ts';
import { inSight, laneY, type Brush, type Scene } from './scene.ts';
import { toPx } from './view.ts';

const NODE = 3.75;

export function paintPath(brush: Brush, scene: Scene): void {
  const { edges, points } = scene.path;
  if (edges.length === 0 && points.length === 0) return;
  const { ctx, palette, seen } = brush;
  for (const edge of edges) paintEdge(brush, scene, edge);
  ctx.setLineDash([]);
  ctx.strokeStyle = palette.bad;
  ctx.lineWidth = 2;
  ctx.beginPath();
  for (const edge of edges) {
    const end = endOf(edge, edge.share);
    if (edge.share === 1 || end.at > scene.cursor) continue;
    seen.add('lost');
    addCross(ctx, toPx(scene.view, end.at), yOf(scene, end.lane), 3.5);
  }
  ctx.stroke();
  for (const point of points) paintPoint(brush, scene, point);
  ctx.setLineDash([]);
}

/** A place between lanes, as a fraction of lanes. */
function endOf(edge: CauseEdge, share: number): { at: number; lane: number } {
  return {
    at: edge.fromAt + (edge.toAt - edge.fromAt) * share,
    lane: edge.fromLane + (edge.toLane - edge.fromLane) * share,
  };
}

function yOf(scene: Scene, lane: number): number {
  return laneY(scene, 0) + lane * ((laneY(scene, scene.layout.lanes.length - 1) - laneY(scene, 0)) / Math.max(1, scene.layout.lanes.length - 1));
}

function paintEdge({ ctx, palette }: Brush, scene: Scene, edge: CauseEdge): void {
  const way = edge.toAt - edge.fromAt;
  const past = way === 0 ? 1 : Math.min(1, Math.max(0, (scene.cursor - edge.fromAt) / way));
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = edge.selected ? 2.5 : 2;
  const part = (from: number, to: number, dash: number[]): void => {
    if (to <= from) return;
    const a = endOf(edge, from);
    const b = endOf(edge, to);
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(toPx(scene.view, a.at), yOf(scene, a.lane));
    ctx.lineTo(toPx(scene.view, b.at), yOf(scene, b.lane));
    ctx.stroke();
  };
  part(0, Math.min(past, edge.share), []);
  part(Math.min(past, edge.share), edge.share, [1.5, 3.5]);
}

function paintPoint({ ctx, palette }: Brush, scene: Scene, point: CausePoint): void {
  if (!inSight(scene, point.at)) return;
  const x = toPx(scene.view, point.at);
  const y = laneY(scene, point.lane);
  const ahead = point.at > scene.cursor || point.event === null;
  ctx.setLineDash(ahead ? [2, 1.8] : []);
  ctx.strokeStyle = palette.ink;
  ctx.lineWidth = 1.5;
  ctx.fillStyle = point.selected && !ahead ? palette.ink : palette.ground;
  ctx.beginPath();
  ctx.arc(x, y, NODE, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  if (!ahead || !point.selected || scene.ahead === null) return;
  ctx.setLineDash([]);
  ctx.font = `600 11px ${palette.fontUi}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  const width = ctx.measureText(scene.ahead).width;
  const fits = x + 10 + width < scene.layout.width - 4;
  haloText({ ctx, palette }, scene.ahead, fits ? x + 10 : x - 10 - width, y, palette.ink);
}
