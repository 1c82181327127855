/** The messages of the timeline, from sending to whatever becomes of them. */
import type { NodeId } from '../../raft/types.ts';
import type { Envelope, MessageId, TraceEvent } from '../../trace/event.ts';
import { senderTerm } from '../../trace/senderTerm.ts';
import { positionOf, type MessageSort, type TimelineAxis, type TimelineMessage } from './timeline.ts';

/** By ordinals a lost message has no arrival: it is drawn as if it took this many events. */
const LOST_EVENTS = 3;

/** A heartbeat carries no entries; a snapshot’s chunks stand for some; the answers to one are routine too, a refusal never is. */
export function sortOf({ message }: Envelope, sender: TraceEvent | null): MessageSort {
  switch (message.type) {
    case 'RequestVote':
    case 'RequestVoteReply':
    case 'PreVote':
    case 'PreVoteReply':
    case 'TimeoutNow':
      return 'vote';
    case 'InstallSnapshot':
      return 'entries';
    case 'InstallSnapshotReply':
      return 'ack';
    case 'AppendEntries':
      return message.entries.length > 0 ? 'entries' : 'heartbeat';
    case 'AppendEntriesReply': {
      if (!message.success) return 'refusal';
      const asked = sender?.message?.message;
      return asked?.type === 'AppendEntries' && asked.entries.length === 0 ? 'heartbeatAck' : 'ack';
    }
  }
}

export class MessageList {
  all: TimelineMessage[] = [];
  readonly #open = new Map<MessageId, TimelineMessage>();
  readonly #axis: TimelineAxis;
  readonly #laneOf: ReadonlyMap<NodeId, number>;

  constructor(axis: TimelineAxis, laneOf: ReadonlyMap<NodeId, number>) {
    this.#axis = axis;
    this.#laneOf = laneOf;
  }

  /** Takes in what `event` did to messages. */
  take(event: TraceEvent): void {
    for (const id of event.removed) this.#remove(id, event);
    for (const envelope of event.sent) this.#send(envelope, event);
    if (event.message !== null && event.kind !== 'command') this.#arrive(event.message, event);
  }

  /** Forgets what ended before `start`. */
  forgetBefore(start: number): void {
    this.all = this.all.filter(({ to, endEvent }) => to === null || endEvent === null || to >= start);
  }

  #send(envelope: Envelope, event: TraceEvent): void {
    const known = this.#open.get(envelope.id);
    if (known !== undefined) {
      // Delayed, held or handed over by hand: the same message with another arrival.
      known.to = this.#arrival(envelope);
      known.end = envelope.deliverAt === null ? 'waiting' : 'flying';
      known.share = 1;
      known.endEvent = null;
      return;
    }
    this.#add(envelope, event, this.#axis === 'time' ? envelope.sentAt : event.id);
  }

  #add(envelope: Envelope, sender: TraceEvent | null, from: number): TimelineMessage | null {
    const fromLane = this.#laneOf.get(envelope.message.from);
    const toLane = this.#laneOf.get(envelope.message.to);
    if (fromLane === undefined || toLane === undefined) return null;
    const lost = envelope.lost !== null;
    const made: TimelineMessage = {
      envelope,
      sort: sortOf(envelope, sender),
      fromLane,
      toLane,
      term: senderTerm(envelope.message),
      sentBy: envelope.sentBy,
      from,
      to: lost && this.#axis === 'events' ? from + LOST_EVENTS : this.#arrival(envelope),
      end: lost ? 'lost' : envelope.deliverAt === null ? 'waiting' : 'flying',
      share: 1,
      endEvent: lost ? envelope.sentBy : null,
    };
    this.all.push(made);
    if (!lost) this.#open.set(envelope.id, made);
    return made;
  }

  #arrival(envelope: Envelope): number | null {
    return this.#axis === 'time' ? envelope.deliverAt : null;
  }

  #arrive(envelope: Envelope, event: TraceEvent): void {
    // Sent before the window begins: it is known from its arrival only.
    const known = this.#open.get(envelope.id) ?? this.#add({ ...envelope, lost: null }, null, this.#earlier(envelope));
    if (known === null) return;
    if (known.end !== 'inbox') known.to = positionOf(this.#axis, event);
    known.end = event.kind === 'lost' ? 'lostOnArrival' : event.kind === 'inbox' ? 'inbox' : 'delivered';
    known.endEvent = event.id;
    if (event.kind !== 'inbox') this.#open.delete(envelope.id);
  }

  #earlier(envelope: Envelope): number {
    return this.#axis === 'time' ? envelope.sentAt : envelope.sentBy;
  }

  #remove(id: MessageId, event: TraceEvent): void {
    const known =
      this.#open.get(id) ??
      (event.message?.id === id ? this.#add(event.message, null, this.#earlier(event.message)) : null);
    if (known === null || known === undefined) return;
    const again = event.sent.some((sent) => sent.id === id);
    if (again) return;
    const at = positionOf(this.#axis, event);
    known.share = known.to === null ? 0.5 : Math.min(1, Math.max(0, (at - known.from) / (known.to - known.from || 1)));
    known.to ??= at;
    known.end = 'dropped';
    known.endEvent = event.id;
    this.#open.delete(id);
  }
}
