/** Finds the mark under the pointer where there are too many for elements of their own. */
import type { Point } from './point.ts';
import { distance } from './point.ts';

/** The key of the mark nearest to `point`, if it is within `reach`; null otherwise. */
export function markAt<K>(point: Point, marks: Iterable<readonly [K, Point]>, reach: number): K | null {
  let best: K | null = null;
  let nearest = reach;
  for (const [key, at] of marks) {
    const away = distance(point, at);
    if (away <= nearest) {
      nearest = away;
      best = key;
    }
  }
  return best;
}
