/** Finding events and messages in the window around the cursor. Events lie in it by id, without gaps. */
import type { Note, NoteKind, NoteValues } from '../../raft/notes.ts';
import type { NodeId } from '../../raft/types.ts';
import type { Envelope, EventId, MessageId, TraceEvent } from '../../trace/event.ts';
import type { Frame } from '../frame.ts';

/** How far back a search goes: beyond, an answer would be history and not a reason for what is on screen. */
const SEARCH_EVENTS = 4000;

export type Events = readonly TraceEvent[];

/** The event with this id; null when it lies outside the window. */
export function eventAt(events: Events, id: EventId | null): TraceEvent | null {
  const first = events[0];
  if (id === null || first === undefined) return null;
  return events[id - first.id] ?? null;
}

/** The newest event up to `until` (inclusive) that `wanted` accepts; null when none of the last few thousand does. */
export function findBack(events: Events, until: EventId, wanted: (event: TraceEvent) => boolean): TraceEvent | null {
  const first = events[0];
  if (first === undefined) return null;
  const start = Math.min(until - first.id, events.length - 1);
  for (let at = start; at >= Math.max(0, start - SEARCH_EVENTS); at -= 1) {
    const event = events[at];
    if (event !== undefined && wanted(event)) return event;
  }
  return null;
}

/** The first event after `after` that `wanted` accepts, in the future that is already known. */
export function findAhead(events: Events, after: EventId, wanted: (event: TraceEvent) => boolean): TraceEvent | null {
  const first = events[0];
  if (first === undefined) return null;
  const start = Math.max(0, after + 1 - first.id);
  for (let at = start; at < Math.min(events.length, start + SEARCH_EVENTS); at += 1) {
    const event = events[at];
    if (event !== undefined && wanted(event)) return event;
  }
  return null;
}

/** The first note of one kind in `event`; null when it has none. */
export function noteOf<K extends NoteKind>(event: TraceEvent, what: K): { readonly rule: Note['rule']; readonly values: NoteValues[K] } | null {
  const found = event.notes.find((note) => note.what === what);
  return (found as { rule: Note['rule']; values: NoteValues[K] } | undefined) ?? null;
}

/** The newest event of `node` with a note of this kind that `fits`. */
export function lastNote<K extends NoteKind>(
  events: Events,
  until: EventId,
  node: NodeId,
  what: K,
  fits: (values: NoteValues[K]) => boolean = () => true,
): TraceEvent | null {
  return findBack(events, until, (event) => {
    if (event.node !== node) return false;
    const found = noteOf(event, what);
    return found !== null && fits(found.values);
  });
}

/** Where a message is at the cursor. */
export type MessageFate =
  | { readonly kind: 'inFlight' }
  | { readonly kind: 'notSent' }
  | { readonly kind: 'lost'; readonly event: TraceEvent | null }
  | { readonly kind: 'removed'; readonly event: TraceEvent }
  | { readonly kind: 'inbox'; readonly event: TraceEvent }
  | { readonly kind: 'delivered'; readonly event: TraceEvent };

/** The envelope with this id, from the frame or from the events that sent it; null when neither knows it any more. */
export function findEnvelope(frame: Frame, events: Events, id: MessageId): Envelope | null {
  const flying = frame.inFlight.find((envelope) => envelope.id === id);
  if (flying !== undefined) return flying;
  const carries = (event: TraceEvent): boolean =>
    event.message?.id === id || event.sent.some((envelope) => envelope.id === id);
  const event = findBack(events, frame.eventCount, carries) ?? findAhead(events, frame.eventCount, carries);
  if (event === null) return null;
  // A delay takes the message off and puts it back with another arrival: what was sent last holds.
  return event.sent.find((envelope) => envelope.id === id) ?? event.message;
}

/** What has become of the message at the cursor. */
export function fateOf(frame: Frame, events: Events, envelope: Envelope): MessageFate {
  if (frame.inFlight.some((each) => each.id === envelope.id)) return { kind: 'inFlight' };
  if (envelope.sentBy > frame.eventCount) return { kind: 'notSent' };
  const event = findBack(
    events,
    frame.eventCount,
    (each) => each.message?.id === envelope.id || each.removed.includes(envelope.id),
  );
  if (event === null) return envelope.lost === null ? { kind: 'inFlight' } : { kind: 'lost', event };
  if (event.removed.includes(envelope.id)) {
    // A delayed or held message is taken off and put back under its own name.
    const again = event.sent.some((each) => each.id === envelope.id);
    return again ? { kind: 'inFlight' } : { kind: 'removed', event };
  }
  if (event.kind === 'lost') return { kind: 'lost', event };
  if (event.kind === 'inbox') return { kind: 'inbox', event };
  return { kind: 'delivered', event };
}
