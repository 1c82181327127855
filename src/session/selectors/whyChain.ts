/** The chain of causes: each event names the one without which it would not be. */
import type { Envelope, EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import { narrateBriefly } from '../../trace/narrateBrief.ts';
import { messageNoun } from '../../trace/narrateMessage.ts';
import { eventAt, type Events } from './whyEvents.ts';
import type { ChainItem } from './whyTypes.ts';

/** Most lines of a chain: what fits beside its answer. */
const CHAIN_LINES = 6;

/**
 * How `id` came about, oldest first, the event itself last and marked `now`.
 * It goes back to what nothing else made happen at once: a timer that fired or
 * somebody's command. Messages get a line of their own for the time they left.
 */
export function chainOf(events: Events, id: EventId, lines = CHAIN_LINES): ChainItem[] {
  const items: ChainItem[] = [];
  let event = eventAt(events, id);
  while (event !== null && items.length < lines) {
    items.unshift(itemOf(event, event.id === id ? 'now' : 'past'));
    if (event.kind === 'timer' || event.kind === 'command') break;
    const cause = eventAt(events, event.cause);
    // A cause that isn't older would be a fault of the trace, and must not hang the page.
    if (cause === null || cause.id >= event.id) break;
    if (event.message !== null && cause.id === event.message.sentBy) {
      items.unshift(hop(event.message));
    }
    event = cause;
  }
  return items.slice(-lines);
}

/** One event as a line. */
export function itemOf(event: TraceEvent, state: ChainItem['state']): ChainItem {
  return { time: event.time, text: narrateBriefly(event), state, event: event.id, message: null };
}

/** What is going to happen, as far as it can be told now. */
export function expected(time: VirtualMs | null, text: string): ChainItem {
  return { time, text, state: 'expected', event: null, message: null };
}

/** The sending of a message as a line. */
export function hop(envelope: Envelope, state: ChainItem['state'] = 'past'): ChainItem {
  const { message } = envelope;
  const noun = messageNoun(message);
  return {
    time: envelope.sentAt,
    text: `${noun.charAt(0).toUpperCase()}${noun.slice(1)}, ${message.from} to ${message.to}`,
    state,
    event: null,
    message: envelope.id,
  };
}
