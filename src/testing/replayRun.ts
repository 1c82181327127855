/** Runs a recorded run again on this thread. */
import { bootInline, runOne } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import { Simulation, type EventListener } from '../simulation/simulation.ts';
import type { EventId } from '../trace/event.ts';
import type { Run } from '../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../trace/traceHash.ts';

/** Events 1 to `last` of `run`; `listener` hears of each. */
export function replayRun(run: Run, last: EventId, listener: EventListener, rules: Rules = paperRules): Simulation {
  const simulation = Simulation.create(run, run.commands);
  simulation.onEvent(listener);
  const host = new InlineHost(rules);
  bootInline(simulation, host);
  while (simulation.eventCount < last && runOne(simulation, host, Infinity));
  return simulation;
}

/** The hash of events 1 to `last`. */
export function traceOfRun(run: Run, last: EventId): string {
  const hash = createTraceHash();
  replayRun(run, last, (event) => hashEvent(hash, event));
  return traceDigest(hash);
}
