/** How fast random runs go with everything on: all features, all faults, every invariant after every event. */
import { fuzz } from '../fuzz/fuzzRun.ts';

export interface FuzzFigures {
  readonly runs: number;
  readonly events: number;
  readonly eventsPerSecond: number;
}

/** The runs of these seeds, whole, the good end included. @throws if one of them finds something */
export function benchFuzz(firstSeed: number, runs: number): FuzzFigures {
  const began = performance.now();
  let events = 0;
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) {
    const result = fuzz(seed);
    if (result.finding !== null) throw new Error(`seed ${seed}, while measuring: ${result.finding.detail}`);
    events += result.events;
  }
  return { runs, events, eventsPerSecond: events / ((performance.now() - began) / 1000) };
}
