/** Events of the past, made again from a checkpoint. */
import { restoreInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { EventId, TraceEvent } from '../../trace/event.ts';
import type { History } from './history.ts';

/** Events with ids from..to, both included, as far as the run has been played. */
export function eventsOf(history: History, from: EventId, to: EventId): readonly TraceEvent[] {
  const last = Math.min(to, history.endEvents);
  if (from > last) return [];
  return history.recentEvents(from, last) ?? replayEvents(history, from, last);
}

function replayEvents(history: History, from: EventId, to: EventId): TraceEvent[] {
  const { state } = history.checkpointBefore(({ eventCount }) => eventCount < from);
  const host = InlineHost.of(state.setup.cluster);
  const simulation = restoreInline(state, host, history.commands);
  const events: TraceEvent[] = [];
  simulation.onEvent((event) => {
    if (event.id >= from) events.push(event);
  });
  while (simulation.eventCount < to && runOne(simulation, host, Infinity));
  return events;
}
