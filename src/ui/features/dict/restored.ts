/** Whose dict is as a snapshot has made it: nothing has been applied since it was restored. P7 */
import type { LogIndex } from '../../../raft/types.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import type { SessionState } from '../../../session/state.ts';
import type { TraceEvent } from '../../../trace/event.ts';

/** No mark is looked for further back than so many events. */
const LOOKED_AT = 3000;

/** The snapshot's last index by which the node's dict was restored, and nothing more done; null: otherwise. */
export function restoredFrom(node: NodeFrame, events: readonly TraceEvent[], eventCount: number): LogIndex | null {
  const { status, snapshotIndex, lastApplied } = node;
  if (status === 'down' || snapshotIndex === 0 || lastApplied !== snapshotIndex) return null;
  const newest = Math.min(events.length, eventCount - (events[0]?.id ?? 1) + 1) - 1;
  for (let i = newest; i >= Math.max(0, newest - LOOKED_AT); i -= 1) {
    const event = events[i];
    if (event?.node !== node.id) continue;
    if (event.command?.type === 'restart') return snapshotIndex;
    for (const { what } of event.notes) {
      if (what === 'snapshotInstalled') return snapshotIndex;
      if (what === 'snapshotTaken') return null;
    }
  }
  return null;
}

/** For every node in cluster order what `restoredFrom` says. */
export function restoredOf({ frame, events }: Pick<SessionState, 'frame' | 'events'>): (LogIndex | null)[] {
  return frame.nodes.map((node) => restoredFrom(node, events, frame.eventCount));
}
