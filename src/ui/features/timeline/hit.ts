/** What lies under the pointer. */
import type { LaneSegment, TimelineMessage } from '../../../session/selectors/timeline.ts';
import type { EventId } from '../../../trace/event.ts';
import type { Violation } from '../../../trace/verdict.ts';
import { LABEL_GAP } from './flagRows.ts';
import { commitHalf, commitLabel, TRIANGLE_UP } from './paintMarks.ts';
import { milestoneUp } from './paintMilestones.ts';
import { isShown, lineOf } from './paintMessages.ts';
import { laneY, violationAt, type Scene } from './scene.ts';
import { toAt, toPx } from './view.ts';

export type Hit =
  | { readonly kind: 'event'; readonly event: EventId }
  | { readonly kind: 'message'; readonly message: TimelineMessage }
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** On a lane: nothing to select, but something to tell. */
  | { readonly kind: 'lane'; readonly lane: number; readonly segment: LaneSegment | null };

const NEAR = 6;
/** Closer to a lane's middle than this, the lane is meant and not a message that ends there. */
const ON_LANE = 4;
const NEAR_LINE = 4;

/** The topmost thing at a point of the timeline's box; null: none. */
export function hitTest(scene: Scene, x: number, y: number): Hit | null {
  const { layout } = scene;
  if (x < layout.left - NEAR || x > layout.width || y > layout.lanesBottom) return null;
  if (y < layout.lanesTop) return hitFlag(scene, x, y);
  return hitPath(scene, x, y) ?? hitMark(scene, x, y) ?? hitViolation(scene, x) ?? hitLane(scene, x, y, ON_LANE) ??
    hitMessage(scene, x, y) ?? hitLane(scene, x, y, layout.pitch / 2);
}

function hitFlag(scene: Scene, x: number, y: number): Hit | null {
  for (const { flag, row, room } of scene.flags) {
    const px = toPx(scene.view, flag.at);
    const to = px + Math.max(8, LABEL_GAP + room);
    const middle = scene.layout.flagRows[row] ?? 9;
    if (x >= px - 4 && x <= to + 2 && Math.abs(y - middle) <= 8) return { kind: 'event', event: flag.event };
  }
  return null;
}

function hitPath(scene: Scene, x: number, y: number): Hit | null {
  const point = scene.path.points.find(
    ({ at, lane, event }) => event !== null && Math.hypot(toPx(scene.view, at) - x, laneY(scene, lane) - y) <= NEAR,
  );
  return point === undefined || point.event === null ? null : { kind: 'event', event: point.event };
}

function hitMark(scene: Scene, x: number, y: number): Hit | null {
  const { commits, elections, milestones, status } = scene.timeline;
  const near = (at: number, lane: number, up: number, reach: number): boolean =>
    Math.abs(toPx(scene.view, at) - x) <= reach && Math.abs(laneY(scene, lane) - up - y) <= NEAR;
  const commit = commits.findLast(({ at, lane, from, to }) => near(at, lane, 0, commitHalf(commitLabel(from, to)) + 1));
  const election = elections.findLast(({ at, lane }) => near(at, lane, TRIANGLE_UP, NEAR));
  const change = status.findLast(({ at, lane }) => near(at, lane, 0, NEAR));
  const own = milestones.findLast(({ at, lane, kind }) => near(at, lane, milestoneUp(kind), NEAR));
  const found = change ?? election ?? own ?? commit;
  return found === undefined ? null : { kind: 'event', event: found.event };
}

function hitViolation(scene: Scene, x: number): Hit | null {
  const violation = scene.violations.find((each) => Math.abs(toPx(scene.view, violationAt(scene, each)) - x) <= 4);
  return violation === undefined ? null : { kind: 'violation', violation };
}

function hitMessage(scene: Scene, x: number, y: number): Hit | null {
  let best: TimelineMessage | null = null;
  let least = NEAR_LINE;
  const from = toAt(scene.view, x - NEAR_LINE);
  for (const message of scene.timeline.messages) {
    if ((message.to !== null && message.to < from) || toPx(scene.view, message.from) > x + NEAR_LINE) continue;
    if (!isShown(message, scene.filter)) continue;
    const line = lineOf(scene, message);
    if (line === null) continue;
    const distance = toSegment(x, y, line.x0, line.y0, line.x1, line.y1);
    if (distance > least) continue;
    least = distance;
    best = message;
  }
  return best === null ? null : { kind: 'message', message: best };
}

/** The distance of a point from a stretch of a line. */
export function toSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

function hitLane(scene: Scene, x: number, y: number, reach: number): Hit | null {
  const lane = scene.layout.lanes.findIndex((middle) => Math.abs(middle - y) <= reach);
  if (lane < 0) return null;
  const at = toAt(scene.view, x);
  if (at < scene.timeline.start || at > scene.lanesEnd) return null;
  const segments = scene.timeline.segments[lane] ?? [];
  const segment = segments.findLast((each) => each.from <= at && at < (each.to ?? scene.lanesEnd)) ?? null;
  return { kind: 'lane', lane, segment };
}
