/** What a node's process has not got through yet, for those who look at a run from outside. */
import type { DiskWrite, NodeId } from '../raft/types.ts';
import type { MessageId } from '../trace/event.ts';
import { slotOf, type SimulationState } from './state.ts';

export interface Waiting {
  /** Handed to the disk and not durable yet, oldest first. */
  readonly writes: readonly DiskWrite[];
  /** Messages that have left the network and wait to be handled, in order: those of a process that was or is paused. */
  readonly inbox: readonly MessageId[];
}

/** What waits at a node of this cluster. O(queue). @throws if there is none of that name */
export function waitingAt(state: SimulationState, id: NodeId): Waiting {
  const { position, writes, inbox } = slotOf(state, id);
  const found: { readonly seq: number; readonly id: MessageId }[] = [];
  for (const { what, seq, position: at } of state.queue) {
    if (what.kind === 'message' && what.arrived && at === position) found.push({ seq, id: what.envelope.id });
  }
  for (const item of inbox) if (item.kind === 'message') found.push({ seq: Infinity, id: item.envelope.id });
  // After a resume the inbox is in the queue; what a second pause finds there has come before anything new.
  found.sort((a, b) => (a.seq < b.seq ? -1 : a.seq > b.seq ? 1 : 0));
  return { writes: writes.map(({ write }) => write), inbox: found.map((message) => message.id) };
}
