import { useRef } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import type { TraceEvent } from '../../../trace/event.ts';
import { nodeView, pausedSince, type NodeView } from './nodeView.ts';

/** The nodes as drawn; one that looks as before is the same object, so that it isn’t rendered again. */
export function useNodeViews(frame: Frame, events: readonly TraceEvent[]): readonly NodeView[] {
  const known = useRef(new Map<NodeId, { text: string; view: NodeView }>());
  const pauses = useRef(new Map<NodeId, { node: NodeFrame; at: number }>());
  return frame.nodes.map((node) => {
    const view = nodeView(frame, node, pauseOf(node, frame, events, pauses.current));
    const text = JSON.stringify(view);
    const before = known.current.get(node.id);
    if (before?.text === text) return before.view;
    known.current.set(node.id, { text, view });
    return view;
  });
}

/** Looked up only when a paused node has changed. */
function pauseOf(
  node: NodeFrame,
  frame: Frame,
  events: readonly TraceEvent[],
  known: Map<NodeId, { node: NodeFrame; at: number }>,
): number | null {
  if (node.status !== 'paused') return null;
  const before = known.get(node.id);
  if (before?.node === node) return before.at;
  const at = pausedSince(node.id, events, frame.eventCount) ?? frame.time;
  known.set(node.id, { node, at });
  return at;
}
