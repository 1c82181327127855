/** A scenario's world with its nodes on this thread: for the command line, for tests, and to find out what a scenario's commands are. */
import { createChecker } from '../checking/checker.ts';
import { bootInline, runOne } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import type { ScenarioWorld } from '../scenarios/world.ts';
import { type EventListener, Simulation } from '../simulation/simulation.ts';
import type { RunSetup } from '../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../trace/traceHash.ts';

export interface InlineWorldOptions {
  /** Hears of each event after the checkers have. */
  readonly listener?: EventListener;
  /** Compare whole logs after every event. */
  readonly thorough?: boolean;
}

/** A world at time 0. */
export function createInlineWorld(setup: RunSetup, options: InlineWorldOptions = {}): ScenarioWorld {
  const { listener, thorough = false } = options;
  const simulation = Simulation.create(setup);
  const host = InlineHost.of(setup.cluster);
  const hash = createTraceHash();
  bootInline(simulation, host);
  const checker = createChecker(setup.cluster, simulation.observed, { thorough });
  simulation.onEvent((event, observed) => {
    hashEvent(hash, event);
    checker.afterEvent(event, observed, simulation.requests);
  });
  if (listener !== undefined) simulation.onEvent(listener);
  return {
    simulation,
    runOne: (until) => runOne(simulation, host, until),
    violations: () => checker.violations,
    linearizable: () => (checker.linearizable === 'unknown' ? null : checker.linearizable === 'linearizable'),
    traceHash: () => traceDigest(hash),
  };
}
