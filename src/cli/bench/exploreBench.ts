/** How fast the exhaustive search goes through states of the real core, every invariant checked and the model beside it. */
import { exploreCore, testedBounds } from '../../model/explore.ts';

export interface ExploreFigures {
  readonly states: number;
  readonly statesPerSecond: number;
}

/** Searches the first 40,000 states of what the tests search, without a crash. */
export function benchExplore(): ExploreFigures {
  const began = performance.now();
  const { states, counterexample } = exploreCore({ ...testedBounds, crashes: 0 }, undefined, { maxStates: 40_000 });
  if (counterexample !== null) throw new Error(`while measuring: ${counterexample.violation}`);
  return { states, statesPerSecond: states / ((performance.now() - began) / 1000) };
}
