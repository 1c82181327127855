/** Proof that a run is a pure function of its seed, its cluster and its commands: the trace the workers made, made again on one thread. */
import type { RunningHash } from '../../base/hash.ts';
import { bootInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunSetup } from '../../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../../trace/traceHash.ts';
import type { History } from './history.ts';
import type { Verified } from './protocol.ts';
import { eventsOf } from './replayEvents.ts';

/** Both hashes over the whole history. */
export function compareTraces(setup: RunSetup, history: History): Verified {
  const events = history.endEvents;
  const inline = createTraceHash();
  const simulation = Simulation.create(setup, history.commands);
  const host = InlineHost.of(setup.cluster);
  bootInline(simulation, host);
  simulation.onEvent((event) => {
    hashEvent(inline, event);
  });
  while (simulation.eventCount < events && runOne(simulation, host, Infinity));
  const workers = history.hash === null ? null : traceDigest(history.hash);
  return { workers, inline: traceDigest(inline), events };
}

/** The hash of a history's trace so far, from the last checkpoint that has one. */
export function hashUpTo(history: History): RunningHash | null {
  const { hash, eventCount } = history.checkpointBefore((point) => point.hash !== null);
  if (hash === null) return null;
  const onward = { ...hash };
  for (const event of eventsOf(history, eventCount + 1, history.endEvents)) hashEvent(onward, event);
  return onward;
}
