/** One fuzz run: a random cluster, random trouble, repair, and the good end. All from one seed. */
import { createPrng, nextBelow } from '../../base/prng.ts';
import { rulesWith } from '../../bugs/registry.ts';
import type { Rules } from '../../raft/rules.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Run } from '../../trace/run.ts';
import { converge, healAll } from './converge.ts';
import { randomFault } from './randomCommand.ts';
import { randomRequest } from './randomRequest.ts';
import { chance, pick, randomSetup } from './randomSetup.ts';
import { WatchedRun, type Finding } from './watchedRun.ts';

export interface FuzzOptions {
  readonly rules?: Rules;
  /** Bugs of the zoo that are switched on, unless `rules` says otherwise. */
  readonly bugs?: readonly string[];
  /** Most events of trouble before the repair. */
  readonly events?: number;
  /** Gets the simulation before its first event, to listen to it. */
  readonly watch?: (simulation: Simulation) => void;
}

export interface FuzzResult {
  readonly seed: number;
  readonly events: number;
  /** What was wrong; null: nothing. */
  readonly finding: Finding | null;
  /** All that happened, to be replayed. */
  readonly run: Run;
}

/** The run of `seed`, until its good end or the first thing that is wrong. */
export function fuzz(seed: number, options: FuzzOptions = {}): FuzzResult {
  const run = trouble(seed, options);
  if (run.finding === null) {
    healAll(run);
    converge(run);
  }
  return { seed, events: run.simulation.eventCount, finding: run.finding, run: run.simulation.run() };
}

/** The run of `seed` with all its trouble, not yet repaired. */
export function trouble(seed: number, options: FuzzOptions = {}): WatchedRun {
  const { bugs = [], rules = rulesWith(bugs), events = 1500, watch } = options;
  const prng = createPrng(seed, 0x66757a7a);
  const setup = randomSetup(prng, seed);
  const run = new WatchedRun({ ...setup, cluster: { ...setup.cluster, bugs } }, rules);
  watch?.(run.simulation);
  // Some runs are nearly quiet, some are all trouble.
  const faults = pick(prng, [0.005, 0.02, 0.05, 0.15]);
  const proposals = pick(prng, [0.01, 0.05, 0.2]);
  const end = events / 2 + nextBelow(prng, events / 2);
  while (run.simulation.eventCount < end && run.finding === null) {
    if (chance(prng, faults)) run.try(randomFault(prng, run.simulation));
    else if (chance(prng, proposals)) run.try(randomRequest(prng, run.simulation));
    else if (!run.one(Infinity)) run.try(randomFault(prng, run.simulation));
  }
  return run;
}
