/** What happened, as data: the one contract between the simulation, the checkers and the screen. */
import type { Flavor } from '../base/brand.ts';
import type { Note } from '../raft/notes.ts';
import type { ClientReply, ClientRequest, DiskWrite, Message, NodeId, RequestId } from '../raft/types.ts';
import type { ClientStep } from './client.ts';
import type { RunCommand } from './command.ts';

/** Milliseconds of virtual time since the run began, to the microsecond. */
export type VirtualMs = Flavor<number, 'VirtualMs'>;
/** The ordinal of an event in its run, from 1. */
export type EventId = Flavor<number, 'EventId'>;
/** Names one copy of one message in flight; unique in a run. */
export type MessageId = Flavor<number, 'MessageId'>;

/** A message under way. Never changed: a delay or a copy makes another envelope. */
export interface Envelope {
  readonly id: MessageId;
  readonly message: Message;
  /** The event that sent it. */
  readonly sentBy: EventId;
  readonly sentAt: VirtualMs;
  /** When it arrives; null: it waits until somebody delivers it (manual mode, or held). */
  readonly deliverAt: VirtualMs | null;
  /**
   * Lost on its way: by chance, or because its link was cut when it was sent. `deliverAt` is then when it would have
   * arrived. In the event of a loss on arrival: `cut` when the link was cut by then, null when the receiver was down.
   */
  readonly lost: 'loss' | 'cut' | null;
  /** The message this is a duplicate of. */
  readonly copyOf: MessageId | null;
}

export type EventKind =
  /** `message` was handled by `node`. */
  | 'deliver'
  /** `message` came to a node that is down, or over a link that is cut: nobody handled it. */
  | 'lost'
  /** `message` came to a paused node and waits in its inbox. */
  | 'inbox'
  /** A timer of `node` fired. */
  | 'timer'
  /** A write of `node` became durable. */
  | 'disk'
  /** A recorded command took effect, or a client's request reached `node`, which is the node it is about, if one. */
  | 'command'
  /** A client did something by itself: `client` says what. */
  | 'client';

/** One event of a run, with everything that followed from it at once. */
export interface TraceEvent {
  readonly id: EventId;
  readonly time: VirtualMs;
  readonly kind: EventKind;
  readonly node: NodeId | null;
  /** The event without which this one would not be: the sender's, the one that set the timer, the one that wrote. */
  readonly cause: EventId | null;
  readonly message: Envelope | null;
  readonly command: RunCommand | null;
  /** Put on the network by this event, the lost ones included. */
  readonly sent: readonly Envelope[];
  /** Taken off the network by a command (dropped, delayed, held). */
  readonly removed: readonly MessageId[];
  /** Handed to the node's disk. */
  readonly persist: readonly DiskWrite[];
  readonly replies: readonly ClientReply[];
  readonly notes: readonly Note[];
  /** Of a client's own event. */
  readonly client?: ClientStep;
  /** The node threw: it is crashed now, and this is why. Also a refused command's reason. */
  readonly error: string | null;
}

/** A request and what has become of it. */
export type RequestRecord = RequestFate & ClientRequest;

/** What every request has, whatever it asks for. */
export interface RequestFate {
  readonly id: RequestId;
  readonly to: NodeId;
  readonly submittedAt: VirtualMs;
  readonly status: 'pending' | ClientReply['status'];
  readonly result: ClientReply['result'];
  readonly reason: string | null;
  /** Whom the refusing node named. */
  readonly leader: NodeId | null;
  readonly resolvedAt: VirtualMs | null;
}
