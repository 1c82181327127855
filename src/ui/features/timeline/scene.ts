/** What one drawing of the timeline is made of. */
import type { CausePath } from '../../../session/selectors/timelineCauses.ts';
import type { Timeline } from '../../../session/selectors/timeline.ts';
import type { Violation } from '../../../trace/verdict.ts';
import type { MarkKind, MessageFilter } from '../../state/timelineStore.ts';
import type { PlacedFlag } from './flagRows.ts';
import type { Layout } from './layout.ts';
import type { Palette } from '../../viz/canvasPalette.ts';
import { toPx, type View } from './view.ts';

export interface Scene {
  readonly timeline: Timeline;
  readonly layout: Layout;
  readonly view: View;
  /** Where the playhead stands on the axis. */
  readonly cursor: number;
  /** How far the run has been played. */
  readonly knownEnd: number;
  /** How far lanes are drawn that nothing has ended. */
  readonly lanesEnd: number;
  readonly filter: MessageFilter;
  readonly path: CausePath;
  /** What the path's points that lie ahead are; null: unknown. */
  readonly ahead: string | null;
  readonly flags: readonly PlacedFlag[];
  readonly violations: readonly Violation[];
  /** The lane of a selected node; null: none. */
  readonly selectedLane: number | null;
}

export interface Brush {
  readonly ctx: CanvasRenderingContext2D;
  readonly palette: Palette;
  /** Collects which marks are in view. */
  readonly seen: Set<MarkKind>;
}

/** The middle of a lane; lanes that the layout doesn't know lie out of sight. */
export function laneY(scene: Scene, lane: number): number {
  return scene.layout.lanes[lane] ?? -100;
}

/** Half of `at`'s own width may stick out of the picture. */
export function inSight(scene: Scene, at: number, reach = 8): boolean {
  const px = toPx(scene.view, at);
  return px >= scene.layout.left - reach && px <= scene.layout.right + reach;
}

/** Where a violation stands on the axis. */
export function violationAt(scene: Pick<Scene, 'timeline'>, violation: Violation): number {
  return scene.timeline.axis === 'time' ? violation.time : violation.event;
}
