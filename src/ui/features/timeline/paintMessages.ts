/**
 * The messages as lines between lanes. Lines of one colour and strength are
 * one path; when more are in view than the eye can tell apart, those that
 * would cover each other are drawn once.
 */
import { shareOf } from '../../../session/selectors/timelineCauses.ts';
import type { TimelineMessage } from '../../../session/selectors/timeline.ts';
import type { MessageFilter } from '../../state/timelineStore.ts';
import { paintOf } from '../../viz/canvasPalette.ts';
import { laneY, type Brush, type Scene } from './scene.ts';
import { toAt, toPx } from './view.ts';

/** Above this many lines in view, near ones are merged. */
const MANY = 1200;
const MERGE_PX = 2;
/** Up to this many lines in view, each has its full strength. */
const FEW = 350;
const CROSS = 2.75;

/** Whether the filter shows it at all. */
export function isShown(message: TimelineMessage, filter: MessageFilter): boolean {
  return filter !== 'noHeartbeats' || (message.sort !== 'heartbeat' && message.sort !== 'heartbeatAck');
}

/** Votes are told in full in every view; the routine only on demand. */
export function isStrong(message: TimelineMessage, filter: MessageFilter): boolean {
  return filter !== 'causes' || message.sort === 'vote';
}

/** Whether its loss gets a cross: in the view of causes, lost heartbeats would drown the picture in red. */
export function showsCross(message: TimelineMessage, filter: MessageFilter): boolean {
  const routine = message.sort === 'heartbeat' || message.sort === 'heartbeatAck';
  return filter !== 'causes' || !routine;
}

/** Where a line ends: on its way if lost, at the playhead if its arrival isn't known to have happened. */
export interface Line {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly lostHere: boolean;
}

/** null: nothing of it is known yet, or it lies out of sight. */
export function lineOf(scene: Scene, message: TimelineMessage): Line | null {
  const { view, layout, cursor, knownEnd } = scene;
  const x0 = toPx(view, message.from);
  if (x0 > layout.right) return null;
  const y0 = laneY(scene, message.fromLane);
  const y1 = laneY(scene, message.toLane);
  if (message.to === null) {
    // It waits for somebody's hand: a stub.
    return x0 < layout.left - 20 ? null : { x0, y0, x1: x0 + 12, y1: y0 + (y1 - y0) * 0.3, lostHere: false };
  }
  const gone = shareOf(message);
  const now = Math.max(cursor, knownEnd);
  const way = message.to - message.from;
  const known = message.endEvent !== null && message.end !== 'lost' ? 1 : (now - message.from) / (way || 1);
  const share = Math.max(0, Math.min(gone, known));
  const x1 = toPx(view, message.from + way * share);
  if (x1 < layout.left) return null;
  return { x0, y0, x1, y1: y0 + (y1 - y0) * share, lostHere: share === gone && isLoss(message) };
}

export function isLoss({ end }: TimelineMessage): boolean {
  return end === 'lost' || end === 'lostOnArrival' || end === 'dropped';
}

export function paintMessages(brush: Brush, scene: Scene): void {
  const { ctx, palette, seen } = brush;
  const found = inView(scene);
  const merged = found.length > MANY ? withoutTwins(scene, found) : found;
  const groups = new Map<number, Line[]>();
  const crosses: Line[] = [];
  for (const { message, line } of merged) {
    const slot = message.term < 1 ? 0 : ((message.term - 1) % 7) + 1;
    const key = slot * 2 + (isStrong(message, scene.filter) ? 1 : 0);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [line]);
    else group.push(line);
    if (line.lostHere && showsCross(message, scene.filter)) crosses.push(line);
  }
  const strongCount = merged.filter(({ message }) => isStrong(message, scene.filter)).length;
  for (const [key, lines] of [...groups].sort(([a], [b]) => (a % 2) - (b % 2))) {
    const strong = key % 2 === 1;
    ctx.globalAlpha = strong ? thinned(0.85, strongCount) : thinned(palette.faint, found.length);
    ctx.strokeStyle = paintOf(palette, key >> 1).line;
    ctx.lineWidth = strong ? 1.25 : 1;
    stroke(ctx, lines);
  }
  ctx.globalAlpha = 1;
  if (crosses.length === 0) return;
  seen.add('lost');
  ctx.strokeStyle = palette.bad;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (const { x1, y1 } of crosses) addCross(ctx, x1, y1, CROSS);
  ctx.stroke();
}

/** Where lines lie close, each is weaker, so that the lanes stay what is seen first. */
function thinned(strength: number, count: number): number {
  return count <= FEW ? strength : Math.max(0.07, strength * Math.sqrt(FEW / count));
}

export function addCross(ctx: CanvasRenderingContext2D, x: number, y: number, r: number): void {
  ctx.moveTo(x - r, y - r);
  ctx.lineTo(x + r, y + r);
  ctx.moveTo(x + r, y - r);
  ctx.lineTo(x - r, y + r);
}

function stroke(ctx: CanvasRenderingContext2D, lines: readonly Line[]): void {
  ctx.beginPath();
  for (const { x0, y0, x1, y1 } of lines) {
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
  }
  ctx.stroke();
}

interface Found {
  readonly message: TimelineMessage;
  readonly line: Line;
}

function inView(scene: Scene): Found[] {
  const from = toAt(scene.view, scene.layout.left);
  const found: Found[] = [];
  for (const message of scene.timeline.messages) {
    if (message.to !== null && message.to < from) continue;
    if (!isShown(message, scene.filter)) continue;
    const line = lineOf(scene, message);
    if (line !== null) found.push({ message, line });
  }
  return found;
}

/** Of lines between the same lanes that begin on nearly the same px, one stands for all. */
function withoutTwins(scene: Scene, found: readonly Found[]): Found[] {
  const lanes = scene.timeline.lanes.length;
  const columns = Math.ceil((scene.layout.right - scene.layout.left) / MERGE_PX) + 2;
  const taken = new Uint8Array(lanes * lanes * columns);
  return found.filter(({ message, line }) => {
    const column = Math.max(0, Math.floor((line.x0 - scene.layout.left) / MERGE_PX) + 1);
    const at = (message.fromLane * lanes + message.toLane) * columns + column;
    if (taken[at] === 1) return false;
    taken[at] = 1;
    return true;
  });
}
