import type { SessionState } from '../../session/state.ts';
import type { TraceEvent } from '../../trace/event.ts';

/**
 * The event a reader would ask about: the selected one; the one that handled
 * or sent the selected message; else the last one before the cursor.
 */
export function eventToExplain(
  state: Pick<SessionState, 'selection' | 'events' | 'frame'>,
): TraceEvent | null {
  const { selection, events, frame } = state;
  const first = events[0]?.id ?? 1;
  const at = (id: number): TraceEvent | null => events[id - first] ?? null;
  if (selection?.kind === 'event') return at(selection.event);
  if (selection?.kind === 'message') {
    const { message } = selection;
    const past = events.slice(0, Math.max(0, frame.eventCount - first + 1));
    const handled = past.findLast((event) => event.message?.id === message);
    const sent = past.findLast((event) => event.sent.some((envelope) => envelope.id === message));
    return handled ?? sent ?? null;
  }
  return at(frame.eventCount);
}
