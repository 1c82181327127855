/** Messages that got lost a moment ago: nothing is ever lost unseen. */
import type { Frame } from '../../../session/frame.ts';
import type { Envelope, MessageId, TraceEvent, VirtualMs } from '../../../trace/event.ts';
import { LOST_AT, progressAt } from '../../viz/travel.ts';

export interface LostMessage {
  readonly id: MessageId;
  readonly envelope: Envelope;
  /** How far along its way it was lost, 0…1, and when. */
  readonly at: number;
  readonly diedAt: VirtualMs;
}

const MOST = 40;
const MOST_EVENTS = 600;
const GHOST_MS = 600;
/** In a manual run time stands still, so a loss is shown for this many events. */
const GHOST_EVENTS = 4;

/** For how much virtual time a cross stays: 600 ms of real time, at least 0.3 and at most 12 latencies. */
export function lostHoldMs(network: Frame['network'], speed: number): number {
  const latency = Math.max(1, (network.latencyMs[0] + network.latencyMs[1]) / 2);
  return Math.min(12 * latency, Math.max(0.3 * latency, GHOST_MS * speed));
}

/**
 * What was lost by the cursor and is still shown: what is on its way to its
 * loss, and what died within `holdMs` (the newest of each direction only, for
 * they lie on one another).
 */
export function lostMessages(events: readonly TraceEvent[], frame: Frame, holdMs: number): LostMessage[] {
  const { time: now, eventCount } = frame;
  const found: LostMessage[] = [];
  const ended = new Set<string>();
  const last = eventCount - (events[0]?.id ?? 1);
  const longest = frame.network.latencyMs[1] * 2 + 50;
  const oldest = frame.network.mode === 'manual' ? eventCount - GHOST_EVENTS + 1 : 0;
  for (let i = Math.min(last, events.length - 1); i >= Math.max(0, last - MOST_EVENTS) && found.length < MOST; i -= 1) {
    const event = events[i];
    if (event === undefined || event.id < oldest || event.time < now - holdMs - longest) break;
    for (const lost of lossesOf(event)) {
      if (now > lost.diedAt + holdMs) continue;
      const { from, to } = lost.envelope.message;
      const way = `${from} ${to} ${lost.at.toFixed(1)}`;
      if (now >= lost.diedAt && ended.has(way)) continue;
      if (now >= lost.diedAt) ended.add(way);
      found.push(lost);
    }
  }
  return found.reverse();
}

/** Lost when sent, lost on arrival, or dropped by hand. */
function lossesOf(event: TraceEvent): LostMessage[] {
  const losses = event.sent
    .filter((envelope) => envelope.lost !== null)
    .map((envelope) => {
      const travel = (envelope.deliverAt ?? envelope.sentAt) - envelope.sentAt;
      return { id: envelope.id, envelope, at: LOST_AT, diedAt: envelope.sentAt + LOST_AT * travel };
    });
  const { message: envelope } = event;
  if (envelope === null) return losses;
  if (event.kind === 'lost') losses.push({ id: envelope.id, envelope, at: 1, diedAt: event.time });
  if (event.command?.type === 'drop') {
    losses.push({ id: envelope.id, envelope, at: progressAt(envelope, event.time), diedAt: event.time });
  }
  return losses;
}

/** A cross holds for half of its time, then fades. */
export function ghostOpacity(now: VirtualMs, diedAt: VirtualMs, holdMs: number): number {
  const share = (now - diedAt) / holdMs;
  return Math.min(1, Math.max(0, 2 - 2 * share));
}
