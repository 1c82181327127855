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
import type { QueueItem, SimulationState } from './state.ts';

/** A step that may begin now; `message` is the envelope whose arrival it handles. */
export interface AheadStep {
  readonly message: MessageId;
  readonly id: NodeId;
  readonly input: NodeInput;
}

const NONE: readonly AheadStep[] = [];
/** Above this many queued items, looking costs more than it gains. */
const QUEUE_LIMIT = 256;

/** The message steps that are certain to come by `until`, at most one per node. Changes nothing. */
export function lookahead(
  state: SimulationState,
  nextEventAt: VirtualMs | null,
  until: VirtualMs,
): readonly AheadStep[] {
  const { commands, nextCommand, queue } = state;
  const latency = leastLatency(state);
  // A command yet to come may cut a link or kill a node in between.
  if (latency <= 0 || nextCommand < commands.length || nextEventAt === null) return NONE;
  if (queue.length < 2 || queue.length > QUEUE_LIMIT) return NONE;
  const horizon = nextEventAt + latency;
  const earliest = earliestPerSlot(state);
  const steps: AheadStep[] = [];
  for (const slot of state.slots) {
    const item = earliest[slot.position];
    if (item === undefined || item.what.kind !== 'message' || slot.status !== 'up') continue;
    if (item.time >= horizon || item.time > until) continue;
    if (slot.wakeAt !== null && slot.wakeAt < item.time) continue;
    const { id: message, message: content } = item.what.envelope;
    if (isCut(state.network, content.from, content.to)) continue;
    const now = localTime(slot.clock, item.time);
    steps.push({ message, id: slot.id, input: { kind: 'message', now, message: content } });
  }
  return steps;
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

function earliestPerSlot(state: SimulationState): (QueueItem | undefined)[] {
  const earliest: (QueueItem | undefined)[] = [];
  for (const item of state.queue) {
    const best = earliest[item.position];
    const sooner =
      best === undefined ||
      item.time < best.time ||
      (item.time === best.time && item.seq < best.seq);
    if (sooner) earliest[item.position] = item;
  }
  return earliest;
}
