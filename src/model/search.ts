/**
 * Exhaustive breadth-first search of a space whose states are rows of whole
 * numbers, so that millions of them fit in memory and equal states are equal
 * rows. Every state keeps where it came from; as the search goes level by
 * level, the schedule to the first violation is a shortest one.
 */
import { present } from '../base/assert.ts';
import { RowTable } from './rowTable.ts';

/** Is told a successor. The row is read at once and may be overwritten afterwards; `broken` says what the step itself violates. */
export type Visit = (next: Int32Array, label: string, broken: string | null) => void;

export interface StateSpace {
  /** How many numbers make a state. */
  readonly width: number;
  initial(): Int32Array;
  /** Tells every state that one action leads to from `state`, with the action's name; always in the same order. */
  next(state: Int32Array, visit: Visit): void;
  /** What doesn't hold in `state`; null when everything does. */
  check(state: Int32Array): string | null;
  /**
   * Rewrites `state` to the one that stands for all that differ from it only in names, and says how many those are.
   * Without it, every state stands for itself.
   */
  canonical?(state: Int32Array): number;
}

/** How a violation comes about: the actions in order, from the initial state. */
export interface Counterexample {
  readonly violation: string;
  readonly schedule: readonly string[];
}

export interface SearchResult {
  /** Different states found; with `canonical`, one for each set that differs only in names. */
  readonly states: number;
  /** How many states those stand for; the same without `canonical`. */
  readonly represented: number;
  /** Steps from a state to another one. */
  readonly transitions: number;
  /** Actions to the farthest state. */
  readonly depth: number;
  /** True when no state was left out. */
  readonly complete: boolean;
  readonly counterexample: Counterexample | null;
}

export interface SearchLimits {
  /** Stops, incomplete, after this many states. */
  readonly maxStates?: number;
  /** Is told after each level how far the search is. */
  readonly onLevel?: (depth: number, states: number) => void;
}

/** Visits every state of `space`, or stops at the first violation. */
export function search(space: StateSpace, limits: SearchLimits = {}): SearchResult {
  const { maxStates = Infinity } = limits;
  const table = new RowTable(space.width);
  const canonical = (state: Int32Array): number => space.canonical?.(state) ?? 1;
  const current = space.initial();
  const found = { represented: canonical(current), transitions: 0, broken: null as string | null, last: 0 };
  table.add(current, -1);
  found.broken = space.check(current);

  let from = 0;
  const visit: Visit = (next, _label, broken) => {
    if (found.broken !== null) return;
    found.transitions += 1;
    if (broken !== null) {
      found.broken = broken;
      found.last = -1;
      return;
    }
    const alike = canonical(next);
    if (!table.add(next, from)) return;
    found.represented += alike;
    found.broken = space.check(next);
    found.last = table.size - 1;
  };

  let depth = 0;
  let levelEnd = 1;
  while (from < table.size && found.broken === null && table.size < maxStates) {
    if (from === levelEnd) {
      depth += 1;
      levelEnd = table.size;
      limits.onLevel?.(depth, table.size);
    }
    table.read(from, current);
    space.next(current, visit);
    if (found.broken === null) from += 1;
  }

  const { represented, transitions, broken, last } = found;
  const complete = broken === null && from === table.size;
  const path = last < 0 ? pathTo(table, from) : pathTo(table, last);
  const counterexample = broken === null ? null : replay(space, table, path);
  return { states: table.size, represented, transitions, depth, complete, counterexample };
}

/** The states from the initial one to `state`, as their numbers. */
function pathTo(table: RowTable, state: number): number[] {
  const path: number[] = [];
  for (let at = state; at >= 0; at = table.parentOf(at)) path.push(at);
  return path.reverse();
}

/**
 * Names the actions along `path`. States on the path may be renamed ones, so the walk is made again with the true
 * names: of the successors, the one that the next state on the path stands for. Its end violates something, or the
 * next action does.
 */
function replay(space: StateSpace, table: RowTable, path: readonly number[]): Counterexample {
  const schedule: string[] = [];
  const wanted = new Int32Array(space.width);
  const renamed = new Int32Array(space.width);
  let state = space.initial();
  for (const at of path.slice(1)) {
    table.read(at, wanted);
    const found: { label: string; next: Int32Array }[] = [];
    space.next(state, (next, label, broken) => {
      if (found.length > 0 || broken !== null) return;
      renamed.set(next);
      space.canonical?.(renamed);
      if (renamed.every((value, i) => value === wanted[i])) found.push({ label, next: next.slice() });
    });
    const { label, next } = present(found[0], 'an action that leads along the path');
    schedule.push(label);
    state = next;
  }
  const violation = space.check(state);
  if (violation !== null) return { violation, schedule };
  const steps: Counterexample[] = [];
  space.next(state, (_next, label, broken) => {
    if (broken !== null) steps.push({ violation: broken, schedule: [...schedule, label] });
  });
  return present(steps[0], 'an action that violates something');
}
