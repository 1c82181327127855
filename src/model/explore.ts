/** A search with everything on: the real core or the model, within bounds, every invariant, and the model as its measure. */
import type { Rules } from '../raft/rules.ts';
import { ClusterSpace } from './clusterSpace.ts';
import { coreMachine, type CoreBounds } from './coreMachine.ts';
import type { Bounds, ModelRules } from './model.ts';
import { modelMachine } from './modelMachine.ts';
import { unmatchedStep } from './refinement.ts';
import { search, type SearchLimits, type SearchResult } from './search.ts';

/** What `npm test` explores to its end: the bounds of the model, its own messages and more, disks that write at once. */
export const testedBounds: CoreBounds = {
  nodes: 3,
  terms: 2,
  entries: 2,
  crashes: 1,
  slowDisks: false,
  noOp: false,
  anyAppends: true,
};

export interface ExploreOptions extends SearchLimits {
  /** Count states that differ only in names once; on unless told. */
  readonly symmetry?: boolean;
  /** Answer at once and forget what can't matter any more (clusterSpace.ts); on unless told. */
  readonly reduced?: boolean;
  /** Hold every step of the core against the model; on unless told, where disks write at once. */
  readonly refine?: boolean;
}

export interface Explored extends SearchResult {
  /** Different states of a single node. */
  readonly nodeStates: number;
  /** Different steps of a single node; each was taken by the machine once. */
  readonly steps: number;
}

/** Drives the real core through everything within `bounds`. */
export function exploreCore(bounds: CoreBounds, rules?: Rules, options: ExploreOptions = {}): Explored {
  const { symmetry = true, reduced = true, refine = true } = options;
  const space = new ClusterSpace(coreMachine(bounds, rules), {
    symmetry,
    reduced,
    ...(refine && !bounds.slowDisks ? { onStep: (before, message, act) => unmatchedStep(bounds, before, message, act) } : {}),
  });
  return { ...search(space, options), nodeStates: space.nodeStates, steps: space.steps };
}

/** Drives the model through everything within `bounds`. */
export function exploreModel(bounds: Bounds, rules?: ModelRules, options: ExploreOptions = {}): Explored {
  const { symmetry = true, reduced = true } = options;
  const space = new ClusterSpace(modelMachine(bounds, rules), { symmetry, reduced });
  return { ...search(space, options), nodeStates: space.nodeStates, steps: space.steps };
}
