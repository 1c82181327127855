/** What is due when, and the messages under way. */
import { assert, present } from '../base/assert.ts';
import { heapPush, heapRemove } from '../base/heap.ts';
import type { Envelope, MessageId, VirtualMs } from '../trace/event.ts';
import type { QueueItem, SimulationState } from './state.ts';

/** Queues `what` for the slot at `position`. */
export function enqueue(
  state: SimulationState,
  time: VirtualMs,
  position: number,
  what: QueueItem['what'],
): void {
  const seq = state.nextSeq;
  state.nextSeq = seq + 1;
  heapPush(state.queue, { time, seq, position, what });
}

/** Puts an envelope on its way: into the queue, or among those that wait to be delivered by hand. */
export function placeInFlight(state: SimulationState, envelope: Envelope): void {
  if (envelope.deliverAt === null) {
    state.held.push(envelope);
    return;
  }
  const { to } = envelope.message;
  const position = present(state.network.position.get(to), to);
  enqueue(state, envelope.deliverAt, position, { kind: 'message', envelope, arrived: false });
}

type MessageItem = Extract<QueueItem['what'], { kind: 'message' }>;

/** A message that the network still carries; one out of an inbox has arrived. */
function isUnderWay(what: QueueItem['what']): what is MessageItem {
  return what.kind === 'message' && !what.arrived;
}

/** Messages under way, in the order they were sent. */
export function inFlight(state: SimulationState): Envelope[] {
  const found = state.held.slice();
  for (const { what } of state.queue) if (isUnderWay(what)) found.push(what.envelope);
  return found.sort((a, b) => a.id - b.id);
}

/** The message of that id, if it is under way. */
export function findInFlight(state: SimulationState, id: MessageId): Envelope | null {
  const held = state.held.find((envelope) => envelope.id === id);
  if (held !== undefined) return held;
  for (const { what } of state.queue) {
    if (isUnderWay(what) && what.envelope.id === id) return what.envelope;
  }
  return null;
}

/** Takes the message of that id off the network; it has to be under way. */
export function takeInFlight(state: SimulationState, id: MessageId): Envelope {
  const envelope = present(findInFlight(state, id), `message ${id} in flight`);
  const before = state.held.length;
  state.held = state.held.filter((held) => held.id !== id);
  if (state.held.length === before) {
    const taken = heapRemove(
      state.queue,
      ({ what }) => isUnderWay(what) && what.envelope.id === id,
    );
    assert(taken.length === 1, `message ${id} is in the queue once`);
  }
  return envelope;
}
