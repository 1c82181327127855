/** The life of a node's process: when its timer wakes it, and what goes with it when it dies. */
import { heapRemove } from '../base/heap.ts';
import type { ClientReply } from '../raft/types.ts';
import { virtualTime } from './clock.ts';
import { abandonRequests } from './requests.ts';
import type { Slot } from './slots.ts';
import type { SimulationState } from './state.ts';

/** Sets when the slot's timer fires, after its deadline, its clock or its status changed. */
export function wake(state: SimulationState, slot: Slot): void {
  const { deadline } = slot;
  if (deadline === null || slot.status !== 'up' || state.setup.network.mode === 'manual') {
    slot.wakeAt = null;
    return;
  }
  const at = virtualTime(slot.clock, deadline);
  slot.wakeAt = at > state.now ? at : state.now;
}

/**
 * The process of `slot` is gone, and with it its memory, its inbox and the
 * writes that were not durable. Gives the answers for the requests it had.
 */
export function stopProcess(state: SimulationState, slot: Slot, reason: string): ClientReply[] {
  slot.status = 'down';
  slot.node = null;
  slot.writes = [];
  slot.inbox = [];
  slot.deadline = null;
  slot.deadlineCause = null;
  slot.wakeAt = null;
  slot.life += 1;
  heapRemove(
    state.queue,
    ({ position, what }) => position === slot.position && (what.kind !== 'message' || what.arrived),
  );
  return abandonRequests(state, slot.id, reason);
}
