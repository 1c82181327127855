/** Keeps the consoles up to date while the run goes on: reads only the events that are new. */
import type { NodeId } from '../../raft/types.ts';
import type { EventId, TraceEvent } from '../../trace/event.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { entryAt } from './cluster.ts';
import { linesOf, OUT_OF_REACH, type Belief, type ConsoleLine, type EntryLookup } from './consoleLines.ts';

/** Most lines that one console keeps: what a person scrolls through, not an archive. */
export const CONSOLE_LINES = 1500;

export type Consoles = ReadonlyMap<NodeId, readonly ConsoleLine[]>;

export interface ConsoleReader {
  /** The consoles as they stand at the frame's cursor. Arrays of nodes without news stay the same objects. */
  read(events: readonly TraceEvent[], frame: Frame): Consoles;
}

/** A reader with an empty memory. */
export function createConsoleReader(): ConsoleReader {
  let lines = new Map<NodeId, readonly ConsoleLine[]>();
  let beliefs = new Map<NodeId, Belief>();
  let last: TraceEvent | null = null;
  return {
    read(events, frame) {
      if (!continues(events, last, frame.eventCount)) {
        lines = new Map();
        beliefs = new Map();
        last = null;
      }
      const fresh = unread(events, last, frame.eventCount);
      const first = last === null ? fresh[0] : undefined;
      const begins = first !== undefined && first.id > 1;
      if (begins) for (const node of frame.nodes) beliefs.set(node.id, OUT_OF_REACH);
      if (fresh.length > 0) lines = extend(lines, beliefs, fresh, lookupIn(frame));
      if (begins) lines = withBeginning(lines, beliefs, frame, first);
      last = fresh.at(-1) ?? last;
      return lines;
    },
  };
}

/** Is what was read so far the beginning of what there is now? Not after going back, nor on another branch, nor after a gap. */
function continues(events: readonly TraceEvent[], last: TraceEvent | null, eventCount: EventId): boolean {
  const first = events[0];
  if (last === null || first === undefined) return last === null;
  return last.id <= eventCount && events[last.id - first.id] === last;
}

function unread(events: readonly TraceEvent[], last: TraceEvent | null, eventCount: EventId): readonly TraceEvent[] {
  const first = events[0];
  if (first === undefined) return [];
  const from = last === null ? 0 : last.id - first.id + 1;
  return events.slice(from, Math.max(from, eventCount - first.id + 1));
}

function extend(
  before: ReadonlyMap<NodeId, readonly ConsoleLine[]>,
  beliefs: Map<NodeId, Belief>,
  fresh: readonly TraceEvent[],
  lookup: EntryLookup,
): Map<NodeId, readonly ConsoleLine[]> {
  const added = new Map<NodeId, ConsoleLine[]>();
  for (const event of fresh) {
    if (event.node === null) continue;
    const said = linesOf(event, beliefs.get(event.node), lookup);
    beliefs.set(event.node, said.belief);
    if (said.lines.length === 0) continue;
    const sofar = added.get(event.node);
    if (sofar === undefined) added.set(event.node, said.lines);
    else sofar.push(...said.lines);
  }
  if (added.size === 0) return before as Map<NodeId, readonly ConsoleLine[]>;
  const after = new Map(before);
  for (const [node, more] of added) after.set(node, [...(before.get(node) ?? []), ...more].slice(-CONSOLE_LINES));
  return after;
}

/**
 * Where the window begins in the middle of a run, each console says that it
 * does. A belief that no event of the window has changed is the one the node
 * has now, so it can be told from the start.
 */
function withBeginning(
  lines: ReadonlyMap<NodeId, readonly ConsoleLine[]>,
  beliefs: Map<NodeId, Belief>,
  frame: Frame,
  { id: event, time }: TraceEvent,
): Map<NodeId, readonly ConsoleLine[]> {
  const whole = new Map<NodeId, readonly ConsoleLine[]>();
  for (const node of frame.nodes) {
    const begin: ConsoleLine[] = [{ event, time, text: '… what was before is out of reach', tone: 'plain' }];
    if (beliefs.get(node.id) === OUT_OF_REACH) {
      beliefs.set(node.id, node.leaderId);
      begin.push({ event, time, text: `Leader is now: ${node.leaderId ?? 'None'}`, tone: 'leader' });
    }
    whole.set(node.id, [...begin, ...(lines.get(node.id) ?? [])].slice(-CONSOLE_LINES));
  }
  return whole;
}

/** An entry in the node's own log, else in any other (what is applied is the same everywhere). */
function lookupIn(frame: Frame): EntryLookup {
  return (id, index) => {
    const own = frame.nodes.find((node) => node.id === id);
    const find = (node: NodeFrame | undefined) => (node === undefined ? null : entryAt(node, index));
    return find(own) ?? find(frame.nodes.find((node) => node.commitIndex >= index && entryAt(node, index) !== null));
  };
}
