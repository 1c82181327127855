/** Proof that a run is a pure function of its seed, its cluster and its commands: the trace the workers made, made again on one thread. */
import { bootInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunSetup } from '../../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../../trace/traceHash.ts';
import type { History } from './history.ts';
import type { Verified } from './protocol.ts';

/** Both hashes over the whole history. */
export function compareTraces(setup: RunSetup, history: History): Verified {
  const events = history.endEvents;
  const inline = createTraceHash();
  const simulation = Simulation.create(setup, history.commands);
  const host = new InlineHost();
  bootInline(simulation, host);
  simulation.onEvent((event) => {
    hashEvent(inline, event);
  });
  while (simulation.eventCount < events && runOne(simulation, host, Infinity));
  if (history.firstKept > 1) return { workers: null, inline: traceDigest(inline), events };
  const workers = createTraceHash();
  for (const event of history.events(1, events)) hashEvent(workers, event);
  return { workers: traceDigest(workers), inline: traceDigest(inline), events };
}
