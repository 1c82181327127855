/** The events of a run, to be read. */
import { bootInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { Rules } from '../../raft/rules.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { EventId, TraceEvent } from '../../trace/event.ts';
import type { Run } from '../../trace/run.ts';

/** Events 1 to `last` of `run`; of a long run only commands and the end. */
export function storyOf(run: Run, last: EventId, rules: Rules): TraceEvent[] {
  const simulation = Simulation.create(run, run.commands);
  const host = new InlineHost(rules);
  bootInline(simulation, host);
  const events: TraceEvent[] = [];
  simulation.onEvent((event) => {
    if (event.kind === 'command' || event.id > last - 60) events.push(event);
  });
  while (simulation.eventCount < last && runOne(simulation, host, Infinity));
  return events;
}
