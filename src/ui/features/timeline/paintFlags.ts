/** Flags with what somebody did, in rows above the lanes; a dotted line drops from each. */
import { fitLabel, LABEL_GAP, type PlacedFlag } from './flagRows.ts';
import { inSight, type Brush, type Scene } from './scene.ts';
import { toPx } from './view.ts';

export function paintDropLines({ ctx, palette }: Brush, scene: Scene): void {
  ctx.strokeStyle = palette.dots;
  ctx.lineWidth = 1;
  ctx.setLineDash([1, 3]);
  ctx.beginPath();
  for (const { flag, row } of scene.flags) {
    if (!inSight(scene, flag.at)) continue;
    const px = Math.round(toPx(scene.view, flag.at)) + 0.5;
    ctx.moveTo(px, (scene.layout.flagRows[row] ?? 9) + 5);
    ctx.lineTo(px, scene.layout.lanesBottom);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

export function paintFlags(brush: Brush, scene: Scene): void {
  const { ctx } = brush;
  ctx.save();
  ctx.beginPath();
  ctx.rect(scene.layout.left - 2, 0, scene.layout.width - scene.layout.left + 2, scene.layout.height);
  ctx.clip();
  for (const placed of scene.flags) {
    if (inSight(scene, placed.flag.at, placed.labelWidth + LABEL_GAP)) paintFlag(brush, scene, placed);
  }
  ctx.restore();
  ctx.globalAlpha = 1;
}

function paintFlag({ ctx, palette }: Brush, scene: Scene, placed: PlacedFlag): void {
  const { flag, row } = placed;
  const x = Math.round(toPx(scene.view, flag.at));
  const y = scene.layout.flagRows[row] ?? 9;
  const chosen = scene.path.flags.includes(flag.event);
  ctx.globalAlpha = flag.at > scene.cursor ? 0.5 : 1;
  ctx.fillStyle = flag.refused ? palette.dots : palette.ink;
  ctx.beginPath();
  ctx.moveTo(x - 0.25, y - 5);
  ctx.lineTo(x + 7, y - 5);
  ctx.lineTo(x + 5, y - 2);
  ctx.lineTo(x + 7, y + 1);
  ctx.lineTo(x + 1.5, y + 1);
  ctx.lineTo(x + 1.5, y + 5.5);
  ctx.lineTo(x - 0.25, y + 5.5);
  ctx.fill();
  const label = fitLabel(placed);
  if (label === '') return;
  ctx.font = `${chosen ? 600 : 400} 11px ${palette.fontUi}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = chosen ? palette.ink : palette.text2;
  ctx.fillText(label, x + LABEL_GAP, y + 0.5);
}
