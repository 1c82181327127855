/** What follows from a node's step: messages on their way, writes to the disk, the next deadline. */
import { nextMs } from '../base/prng.ts';
import type { LocalMs, Message, Outcome } from '../raft/types.ts';
import type { Envelope, EventId } from '../trace/event.ts';
import { toMicros } from './clock.ts';
import type { WriteUnderWay } from './disks.ts';
import { NOTHING, type Draft } from './draft.ts';
import { post, strayCopy } from './network.ts';
import { wake } from './process.ts';
import { enqueue, placeInFlight } from './queue.ts';
import type { Slot } from './slots.ts';
import type { SimulationState } from './state.ts';

/**
 * Carries out `outcome`. What waits for the disk leaves at once if nothing is
 * being written, else with the last write that is under way.
 */
export function followOutcome(
  state: SimulationState,
  draft: Draft,
  slot: Slot,
  outcome: Outcome,
  id: EventId,
): void {
  for (const message of draft.gated) send(state, draft, message, id);
  for (const message of outcome.sendNow) send(state, draft, message, id);
  for (const write of outcome.persist) {
    const { now, disk, diskPrng } = state;
    const [low, high] = state.setup.network.mode === 'manual' ? [0, 0] : disk.fsyncMs;
    const earliest = slot.writes.at(-1)?.doneAt ?? now;
    const doneAt = Math.max(earliest, toMicros(now + nextMs(diskPrng, low, high)));
    const done: WriteUnderWay = { write, doneAt, gated: [] };
    slot.writes.push(done);
    enqueue(state, doneAt, slot.position, { kind: 'disk', done, cause: id, durable: false });
  }
  const waitingFor = slot.writes.at(-1);
  for (const message of outcome.sendAfterPersist) {
    if (waitingFor === undefined) send(state, draft, message, id);
    else waitingFor.gated.push(message);
  }
  setDeadline(state, slot, outcome.deadline, id);
}

/** The node wants to be woken at `deadline`; `cause` is the event that says so, if it is news. */
export function setDeadline(
  state: SimulationState,
  slot: Slot,
  deadline: LocalMs | null,
  cause: EventId | null,
): void {
  if (deadline !== slot.deadline) {
    slot.deadline = deadline;
    slot.deadlineCause = cause;
  }
  wake(state, slot);
}

function send(state: SimulationState, draft: Draft, message: Message, sentBy: EventId): void {
  const { network, now } = state;
  const first = post(network, message, now, sentBy);
  placeSent(state, draft, first);
  const copy = strayCopy(network, first, now);
  if (copy !== null) placeSent(state, draft, copy);
}

function placeSent(state: SimulationState, draft: Draft, envelope: Envelope): void {
  // Events are kept for long, and a list made in one piece takes a sixth of the room of one that grew.
  if (draft.sent === NOTHING) draft.sent = [envelope];
  else draft.sent.push(envelope);
  if (envelope.lost === null) placeInFlight(state, envelope);
}
