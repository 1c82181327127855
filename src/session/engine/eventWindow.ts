/** Which events the page holds: a window without gaps around the cursor, moved with as little copying as possible. */
import type { EventId, TraceEvent } from '../../trace/event.ts';
import type { History } from './history.ts';
import type { EventsDelta } from './protocol.ts';
import { eventsOf } from './replayEvents.ts';

/** Wanted around the cursor when the window is made new. */
const BEFORE = 4000;
const AFTER = 1500;
/** The window is made new when less than this is left on a side that has more. */
const MARGIN = 400;
/** The page drops its oldest events above this; see trimEvents. */
export const WINDOW_LIMIT = 9000;

export interface EventRange {
  readonly first: EventId;
  readonly last: EventId;
}

/** What to send so that a page holding `held` (null: nothing of this run) sees the events around `cursor`. */
export function windowDelta(
  history: History,
  cursor: EventId,
  held: EventRange | null,
): { readonly delta: EventsDelta | null; readonly range: EventRange } {
  const { endEvents } = history;
  if (held !== null && covers(held, cursor, endEvents)) {
    if (held.last >= endEvents) return { delta: null, range: held };
    const last = Math.min(endEvents, Math.max(held.last, cursor + AFTER));
    if (last === held.last) return { delta: null, range: held };
    const events = eventsOf(history, held.last + 1, last);
    const first = Math.max(held.first, last - WINDOW_LIMIT + 1);
    return { delta: { keepTo: held.last, events }, range: { first, last } };
  }
  const first = Math.max(1, cursor - BEFORE);
  const last = Math.min(endEvents, cursor + AFTER);
  return {
    delta: { keepTo: null, events: eventsOf(history, first, last) },
    range: { first, last },
  };
}

function covers(held: EventRange, cursor: EventId, endEvents: EventId): boolean {
  const before = held.first <= Math.max(1, cursor - MARGIN);
  const joined = cursor <= held.last + 1 || endEvents <= held.last + WINDOW_LIMIT;
  return before && joined && cursor >= held.first - 1;
}

/** The page's events after `delta`, at most WINDOW_LIMIT of them. */
export function applyEvents(
  held: readonly TraceEvent[],
  delta: EventsDelta,
): readonly TraceEvent[] {
  const { keepTo, events } = delta;
  if (keepTo === null) return events;
  const first = held[0]?.id ?? keepTo + 1;
  const kept = held.slice(0, Math.max(0, keepTo - first + 1));
  const all = [...kept, ...events];
  return all.length > WINDOW_LIMIT ? all.slice(all.length - WINDOW_LIMIT) : all;
}
