/** What the selection came from and what it leads to, as a path over the timeline's lanes. */
import type { EventId, MessageId, TraceEvent } from '../../trace/event.ts';
import type { Selection } from '../state.ts';
import { eventAt, type Events } from './whyEvents.ts';
import { positionOf, type Timeline, type TimelineMessage } from './timeline.ts';

export interface CausePoint {
  readonly at: number;
  readonly lane: number;
  /** null: it has not happened as far as is known. */
  readonly event: EventId | null;
  readonly selected: boolean;
}

export interface CauseEdge {
  readonly fromAt: number;
  readonly fromLane: number;
  readonly toAt: number;
  readonly toLane: number;
  /** null: along one lane, from an event of a node to a later one. */
  readonly message: MessageId | null;
  readonly selected: boolean;
  /** Of the way between the ends that was gone: a lost message stops before. */
  readonly share: number;
}

export interface CausePath {
  readonly points: readonly CausePoint[];
  readonly edges: readonly CauseEdge[];
  /** The command it all began with, or the selected one; its flag is marked. */
  readonly flags: readonly EventId[];
}

const NOTHING: CausePath = { points: [], edges: [], flags: [] };
/** A longer chain would fill the picture and explain nothing. */
const MOST_STEPS = 16;
/** Where a message that the network loses is drawn to end. */
export const LOST_SHARE = 0.55;

/** How much of its way a message is drawn. */
export function shareOf(message: TimelineMessage): number {
  return message.end === 'lost' ? LOST_SHARE : message.end === 'dropped' ? message.share : 1;
}

/** The path of the selection; empty when it is neither a message nor an event of the window. */
export function causePath(timeline: Timeline, events: Events, selection: Selection | null): CausePath {
  if (selection?.kind === 'message') {
    const message = timeline.messages.find(({ envelope }) => envelope.id === selection.message);
    return message === undefined ? NOTHING : ofMessage(timeline, events, message);
  }
  if (selection?.kind !== 'event') return NOTHING;
  const event = eventAt(events, selection.event);
  return event === null ? NOTHING : ofEvent(timeline, events, event);
}

class Path {
  readonly points: CausePoint[] = [];
  readonly edges: CauseEdge[] = [];
  readonly flags: EventId[] = [];
  readonly #timeline: Timeline;
  readonly #lanes: ReadonlyMap<string, number>;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#lanes = new Map(timeline.lanes.map((id, lane) => [id, lane]));
  }

  laneOf(event: TraceEvent): number | null {
    return event.node === null ? null : (this.#lanes.get(event.node) ?? null);
  }

  addEvent(event: TraceEvent, selected: boolean): void {
    const lane = this.laneOf(event);
    if (event.kind === 'command') this.flags.push(event.id);
    if (lane !== null) this.points.push({ at: positionOf(this.#timeline.axis, event), lane, event: event.id, selected });
  }

  addMessage(message: TimelineMessage, selected: boolean): void {
    const { from, fromLane, to, toLane } = message;
    if (to === null) return;
    this.edges.push({
      fromAt: from, fromLane, toAt: to, toLane, message: message.envelope.id, selected, share: shareOf(message),
    });
  }

  /** Nothing when the two are on different lanes: a message links those. */
  addStay(earlier: TraceEvent, later: TraceEvent): void {
    const lane = this.laneOf(later);
    if (lane === null || lane !== this.laneOf(earlier)) return;
    const { axis } = this.#timeline;
    const fromAt = positionOf(axis, earlier);
    const toAt = positionOf(axis, later);
    if (fromAt === toAt) return;
    this.edges.push({ fromAt, fromLane: lane, toAt, toLane: lane, message: null, selected: false, share: 1 });
  }
}

function ofMessage(timeline: Timeline, events: Events, message: TimelineMessage): CausePath {
  const path = new Path(timeline);
  const sender = eventAt(events, message.sentBy);
  if (sender !== null) goBack(path, timeline, events, sender, false);
  path.addMessage(message, true);
  const arrived = message.end === 'lost' || message.end === 'dropped' ? null : eventAt(events, message.endEvent);
  if (arrived !== null) path.addEvent(arrived, true);
  else if (message.to !== null && message.end === 'flying') {
    path.points.push({ at: message.to, lane: message.toLane, event: null, selected: true });
  }
  return path;
}

function ofEvent(timeline: Timeline, events: Events, event: TraceEvent): CausePath {
  const path = new Path(timeline);
  goBack(path, timeline, events, event, true);
  for (const message of timeline.messages) {
    if (message.sentBy !== event.id) continue;
    path.addMessage(message, false);
    const arrived = message.end === 'lost' || message.end === 'dropped' ? null : eventAt(events, message.endEvent);
    if (arrived !== null) path.addEvent(arrived, false);
  }
  return path;
}

/** Back to what nothing else made happen at once: a timer that fired, or somebody's command. */
function goBack(path: Path, timeline: Timeline, events: Events, last: TraceEvent, selected: boolean): void {
  path.addEvent(last, selected);
  let event = last;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (event.kind === 'timer' || event.kind === 'command') return;
    const carried = event.message;
    if (carried !== null) {
      const message = timeline.messages.find(({ envelope }) => envelope.id === carried.id);
      if (message !== undefined) path.addMessage(message, false);
    }
    const cause = eventAt(events, event.cause);
    // A cause that isn't older would be a fault of the trace, and must not hang the page.
    if (cause === null || cause.id >= event.id) return;
    path.addStay(cause, event);
    path.addEvent(cause, false);
    event = cause;
  }
}
