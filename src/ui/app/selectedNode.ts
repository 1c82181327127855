import type { NodeId } from '../../raft/types.ts';
import type { SessionState } from '../../session/state.ts';

/** The node that the selection is about: itself, of the entry, or where the event happened; null for a message, a link or nothing. */
export function selectedNode({ selection, events }: Pick<SessionState, 'selection' | 'events'>): NodeId | null {
  switch (selection?.kind) {
    case 'node':
    case 'entry':
      return selection.node;
    case 'event':
      return events[selection.event - (events[0]?.id ?? 1)]?.node ?? null;
    default:
      return null;
  }
}
