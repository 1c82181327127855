/** Walking from entry to entry with the keyboard. */
import type { LogIndex, NodeId } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { committedIndex, lastLogIndex, newestLeader } from '../../../session/selectors/cluster.ts';

export interface EntryPlace {
  readonly node: NodeId;
  readonly index: LogIndex;
}

/** The entry a key leads to from `from`; null when the key isn't one of these, or there is no entry at all. */
export function moveSelection(frame: Frame, from: EntryPlace | null, key: string, page: number): EntryPlace | null {
  const step = stepOf(key, page);
  if (step === null) return null;
  const at = from === null ? -1 : frame.nodes.findIndex((node) => node.id === from.node);
  if (from === null || at < 0) {
    const start = startPlace(frame);
    return start === null || Number.isFinite(step.columns) ? start : moveSelection(frame, start, key, page);
  }
  if (step.rows === 0) return placeOn(frame.nodes[at], from.index + step.columns);
  for (let row = at + step.rows; row >= 0 && row < frame.nodes.length; row += step.rows) {
    const place = placeOn(frame.nodes[row], from.index);
    if (place !== null) return place;
  }
  return from;
}

function stepOf(key: string, page: number): { rows: number; columns: number } | null {
  switch (key) {
    case 'ArrowLeft':
      return { rows: 0, columns: -1 };
    case 'ArrowRight':
      return { rows: 0, columns: 1 };
    case 'ArrowUp':
      return { rows: -1, columns: 0 };
    case 'ArrowDown':
      return { rows: 1, columns: 0 };
    case 'PageUp':
      return { rows: 0, columns: -page };
    case 'PageDown':
      return { rows: 0, columns: page };
    case 'Home':
      return { rows: 0, columns: -Infinity };
    case 'End':
      return { rows: 0, columns: Infinity };
    default:
      return null;
  }
}

/** The leader's newest committed entry, or else the first node's that has any. */
function startPlace(frame: Frame): EntryPlace | null {
  const leader = newestLeader(frame);
  const index = Math.max(1, committedIndex(frame));
  for (const node of leader === null ? frame.nodes : [leader, ...frame.nodes]) {
    const place = placeOn(node, index);
    if (place !== null) return place;
  }
  return null;
}

/** The node's entry nearest to `index`; null when it has none. */
function placeOn(node: NodeFrame | undefined, index: number): EntryPlace | null {
  if (node === undefined || node.entries.length === 0) return null;
  return { node: node.id, index: Math.min(lastLogIndex(node), Math.max(node.snapshotIndex + 1, index)) };
}
