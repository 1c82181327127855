/**
 * Which steps may begin before it is their turn. No message arrives sooner
 * than the smallest latency, so what a node receives within that time of the
 * next event can't be changed by the other nodes any more. Outcomes are still
 * taken in order, so the trace is the same (conservative parallel simulation,
 * Chandy and Misra 1979).
 */
import type { NodeId, NodeInput } from '../raft/types.ts';
import type { MessageId, VirtualMs } from '../trace/event.ts';
import { localTime } from './clock.ts';
import { isCut } from './network.ts';
import type { Slot } from './slots.ts';
import type { QueueItem, SimulationState } from './state.ts';

/** Steps of one node that may begin now, in order; `messages` are the envelopes whose arrival they handle. */
export interface AheadSteps {
  readonly id: NodeId;
  readonly messages: readonly MessageId[];
  readonly inputs: readonly NodeInput[];
}

const NONE: readonly AheadSteps[] = [];
/** Above this many queued items, looking costs more than it gains. */
const QUEUE_LIMIT = 256;

/**
 * The message steps that are certain to come by `until`: for each node those
 * before anything else that waits for it. A node's own step may still put
 * something between them (a write, a timer); its host looks out for that.
 * Changes nothing.
 */
export function lookahead(
  state: SimulationState,
  nextEventAt: VirtualMs | null,
  until: VirtualMs,
): readonly AheadSteps[] {
  const { commands, nextCommand, queue, slots } = state;
  const latency = leastLatency(state);
  // A command yet to come may cut a link or kill a node in between.
  if (latency <= 0 || nextCommand < commands.length || nextEventAt === null) return NONE;
  if (queue.length < 2 || queue.length > QUEUE_LIMIT) return NONE;
  // A client's request may come between, and none that isn't under way yet comes sooner than its least latency.
  const { clients } = state;
  const soonest = clients.reduce((least, { wakeAt }) => Math.min(least, wakeAt ?? Infinity), Infinity);
  const horizon = Math.min(nextEventAt + latency, soonest);
  const due: QueueItem[][] = slots.map(() => []);
  for (const item of queue) {
    if (item.time < horizon && item.time <= until) due[item.position]?.push(item);
  }
  return slots.flatMap((slot) => stepsOf(state, slot, due[slot.position] ?? []));
}

/** The run of messages at the head of what is due for `slot`. */
function stepsOf(state: SimulationState, slot: Slot, due: QueueItem[]): AheadSteps[] {
  if (slot.status !== 'up' || due.length === 0) return [];
  due.sort((a, b) => a.time - b.time || a.seq - b.seq);
  const messages: MessageId[] = [];
  const inputs: NodeInput[] = [];
  for (const { time, what } of due) {
    if (what.kind !== 'message' || (slot.wakeAt !== null && slot.wakeAt < time)) break;
    const { id, message } = what.envelope;
    if (isCut(state.network, message.from, message.to)) break;
    messages.push(id);
    inputs.push({ kind: 'message', now: localTime(slot.clock, time), message });
  }
  return messages.length === 0 ? [] : [{ id: slot.id, messages, inputs }];
}

function leastLatency(state: SimulationState): number {
  const { settings, own } = state.network;
  if (settings.mode === 'manual') return 0;
  let least = settings.latencyMs[0];
  for (const link of own) {
    if (link?.latencyMs !== undefined) least = Math.min(least, link.latencyMs[0]);
  }
  return least;
}
