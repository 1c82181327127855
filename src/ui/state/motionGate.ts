/** Whether the change from one frame to the next may move, or has to cut: scrubbing never moves. */
import type { Frame } from '../../session/frame.ts';

/** The part of a frame that tells how it was reached. */
export type Position = Pick<Frame, 'eventCount' | 'branch'>;

// More events than this in one frame are a jump or a run too fast to watch.
const MOST_EVENTS = 40;

/** While playing, a few events at once may move; otherwise only a single step. Going back never moves. */
export function mayMove(before: Position, now: Position, playing: boolean): boolean {
  const steps = now.eventCount - before.eventCount;
  if (before.branch !== now.branch || steps < 1) return false;
  return playing ? steps <= MOST_EVENTS : steps === 1;
}

/** Read by cells when they change; written by the matrix before they render. */
export interface MotionGate {
  open: boolean;
}
