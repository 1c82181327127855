/** One whole drawing of the timeline, back to front. */
import { paintDropLines, paintFlags } from './paintFlags.ts';
import { axisTicks, paintAxis, paintForgotten, paintGrid, paintSunk } from './paintGround.ts';
import { paintLanes } from './paintLanes.ts';
import { paintMarks } from './paintMarks.ts';
import { paintMessages } from './paintMessages.ts';
import { paintPath } from './paintPath.ts';
import { paintPlayhead, pillSpan } from './paintPlayhead.ts';
import { laneY, type Brush, type Scene } from './scene.ts';

export function paint(brush: Brush, scene: Scene): void {
  const { ctx } = brush;
  const { layout } = scene;
  ctx.clearRect(0, 0, layout.width, layout.height);
  const places = axisTicks(scene);
  ctx.save();
  ctx.beginPath();
  // Marks at the very edge keep their outer half; names and axis stay free of lines.
  ctx.rect(layout.left - 5, 0, layout.right - layout.left + 10, layout.lanesBottom + 1);
  ctx.clip();
  ctx.save();
  ctx.beginPath();
  ctx.rect(layout.left, 0, layout.right - layout.left, layout.lanesBottom + 1);
  ctx.clip();
  paintSunk(brush, scene, 1);
  paintGrid(brush, scene, places);
  paintSelectedLane(brush, scene);
  paintDropLines(brush, scene);
  paintMessages(brush, scene);
  ctx.restore();
  paintLanes(brush, scene);
  paintMarks(brush, scene);
  // Over what is known of the future, so that it is there but weak.
  paintSunk(brush, scene, 0.64);
  paintForgotten(brush, scene);
  ctx.restore();
  paintFlags(brush, scene);
  paintPlayhead(brush, scene);
  ctx.save();
  ctx.beginPath();
  ctx.rect(layout.left - 5, 0, layout.width - layout.left + 5, layout.lanesBottom + 1);
  ctx.clip();
  paintPath(brush, scene);
  ctx.restore();
  paintAxis(brush, scene, places, pillSpan(scene));
}

function paintSelectedLane({ ctx, palette }: Brush, scene: Scene): void {
  if (scene.selectedLane === null) return;
  const { left, right, pitch } = scene.layout;
  const y = laneY(scene, scene.selectedLane);
  ctx.fillStyle = palette.soft;
  ctx.fillRect(left, y - pitch / 2 + 1, right - left, pitch - 2);
}
