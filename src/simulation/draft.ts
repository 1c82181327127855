/** An event that is being made, between `next` and `complete`. */
import type { ClientReply, Message } from '../raft/types.ts';
import type { ClientStep } from '../trace/client.ts';
import type { RunCommand } from '../trace/command.ts';
import type { Envelope, EventId, EventKind, MessageId } from '../trace/event.ts';
import type { Slot } from './slots.ts';

/** Shared by every event that sends, removes or answers nothing. */
export const NOTHING: never[] = [];

export interface Draft {
  readonly kind: EventKind;
  slot: Slot | null;
  cause: EventId | null;
  message: Envelope | null;
  command: RunCommand | null;
  /** Messages that waited for the disk and leave with this event. */
  gated: readonly Message[];
  sent: Envelope[];
  removed: MessageId[];
  replies: ClientReply[];
  client: ClientStep | null;
  /** Why a recorded command can't be carried out; null: it can. */
  refused: string | null;
}

/** An event with nothing in it yet. */
export function draftOf(kind: EventKind, slot: Slot | null, cause: EventId | null): Draft {
  return {
    kind,
    slot,
    cause,
    message: null,
    command: null,
    gated: NOTHING,
    sent: NOTHING,
    removed: NOTHING,
    replies: NOTHING,
    client: null,
    refused: null,
  };
}
