/**
 * The timeline as data: what each lane shows from when to when, the messages
 * between lanes, and the marks upon them. No pixels here. Positions (`at`,
 * `from`, `to`, …) lie on one axis: virtual ms in a timed run, event ordinals in
 * a manual one, where time stands still.
 */
import type { LogIndex, NodeId, Role, Term } from '../../raft/types.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { Envelope, EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';
import type { SessionState } from '../state.ts';

export type TimelineAxis = 'time' | 'events';

/** A stretch of one node's life in which it has one role and one term. A node that is down has none. */
export interface LaneSegment {
  readonly lane: number;
  /** null: the run's beginning is out of the window and nothing tells. */
  readonly role: Role | null;
  readonly term: Term;
  readonly paused: boolean;
  readonly from: number;
  /** null: it lasts to the end of what is known. */
  to: number | null;
  /** Leaders: from here on a higher term exists somewhere; null: never so far. */
  oldFrom: number | null;
}

/** What a message is for a reader who may hide the routine. */
export type MessageSort = 'vote' | 'entries' | 'heartbeat' | 'ack' | 'heartbeatAck' | 'refusal';

/**
 * `flying`: on its way at the end of what is known. `lost`: it never arrives,
 * the network lost it. `lostOnArrival`: nobody was there to take it.
 * `dropped`: taken off by hand. `waiting`: until somebody delivers it.
 */
export type MessageEnd = 'flying' | 'delivered' | 'inbox' | 'lost' | 'lostOnArrival' | 'dropped' | 'waiting';

export interface TimelineMessage {
  readonly envelope: Envelope;
  readonly sort: MessageSort;
  /** Lanes of sender and receiver. */
  readonly fromLane: number;
  readonly toLane: number;
  /** The sender's term when it sent. */
  readonly term: Term;
  readonly sentBy: EventId;
  readonly from: number;
  /** When it arrives, or would; null: unknown. */
  to: number | null;
  end: MessageEnd;
  /** Of the way, when `dropped`: how far it came, 0…1. */
  share: number;
  /** The event in which it arrived, was lost or was dropped; null: not yet. */
  endEvent: EventId | null;
}

/** A process starts, stops or stands still. `start`: under a new name; `stopped` is a crash by an error of its own. */
export interface StatusMark {
  readonly kind: 'start' | 'crash' | 'stopped' | 'restart' | 'pause' | 'resume';
  readonly lane: number;
  readonly at: number;
  readonly event: EventId;
}

/** A node became a candidate. */
export interface ElectionMark {
  readonly lane: number;
  readonly at: number;
  readonly term: Term;
  readonly event: EventId;
}

/** A leader found entries after `from` and up to `to` committed. */
export interface CommitMark {
  readonly lane: number;
  readonly at: number;
  readonly term: Term;
  readonly from: LogIndex;
  readonly to: LogIndex;
  readonly event: EventId;
}

/**
 * Something of a node's own that a reader looks for. `snapshot`: it compacted its log, `installed`: it took a snapshot
 * over, both up to `index`. `config`, `joint`: that configuration is in force here from now on.
 */
export interface MilestoneMark {
  readonly kind: 'preVote' | 'snapshot' | 'installed' | 'config' | 'joint' | 'handover';
  readonly lane: number;
  readonly at: number;
  /** The node's term then. */
  readonly term: Term;
  readonly index: LogIndex | null;
  readonly event: EventId;
}

/** What somebody did. */
export interface FlagMark {
  readonly at: number;
  readonly label: string;
  readonly command: RunCommand;
  /** It could not be carried out. */
  readonly refused: boolean;
  readonly event: EventId;
}

/** From here on this is the highest term that any node has seen. */
export interface TermMark {
  readonly at: number;
  readonly term: Term;
}

/** The whole picture. Its lists grow in place; `revision` tells that they did. */
export interface Timeline {
  readonly axis: TimelineAxis;
  readonly lanes: readonly NodeId[];
  /** One list per lane, each in order of time. */
  readonly segments: readonly (readonly LaneSegment[])[];
  /** In the order in which they became known, which is nearly the order of sending. */
  readonly messages: readonly TimelineMessage[];
  readonly status: readonly StatusMark[];
  readonly elections: readonly ElectionMark[];
  readonly commits: readonly CommitMark[];
  readonly milestones: readonly MilestoneMark[];
  readonly flags: readonly FlagMark[];
  readonly terms: readonly TermMark[];
  /** Where the events in the window begin. */
  readonly start: number;
  /** The last event in the window. */
  readonly lastEvent: number;
  readonly revision: number;
}

export type TimelineSource = Pick<SessionState, 'events' | 'frame' | 'setup'>;

/** Which axis suits a run. */
export function axisOf(source: TimelineSource): TimelineAxis {
  return source.setup.network.mode === 'manual' ? 'events' : 'time';
}

/** Where an event stands on the axis. */
export function positionOf(axis: TimelineAxis, event: { readonly id: EventId; readonly time: VirtualMs }): number {
  return axis === 'time' ? event.time : event.id;
}

/** Where the cursor stands, given the clock's time. */
export function cursorOf(source: TimelineSource, now: VirtualMs): number {
  return axisOf(source) === 'time' ? now : source.frame.eventCount;
}

/** How far the run is known. */
export function knownEndOf(source: TimelineSource): number {
  return axisOf(source) === 'time' ? source.frame.endTime : source.frame.endEvents;
}

/** A command that was recorded but could not be carried out: it did nothing. */
export function wasRefused(event: TraceEvent): boolean {
  return event.kind === 'command' && event.error !== null && event.node === null;
}

/** The node threw: it is down from this event on. */
export function stoppedByError(event: TraceEvent): boolean {
  return event.error !== null && event.node !== null;
}

