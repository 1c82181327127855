/**
 * The two searches over one key's history: forward with all configurations, so
 * that what lies behind may be forgotten, and for one way through to the end.
 * Both remember what they met (Wing & Gong, with Lowe's memory).
 */
import { present } from '../../base/assert.ts';
import { answerOf, type Configuration, elementOf, Met, type Operation } from './configuration.ts';
import type { Space } from './space.ts';
import { activeAt, settled, successors } from './steps.ts';

/** What both searches look at. `returns` are the operations that have returned since the frontier, in that order. */
export interface Window<Call> {
  readonly space: Space<Call>;
  readonly operations: readonly Operation<Call>[];
  readonly returns: readonly Operation<Call>[];
}

/**
 * Every configuration after the first `count` returns that can be reached from
 * `frontier`, or after fewer if one return needs more than `most`: then `passed`
 * is less than `count`.
 */
export function advance<Call>(
  window: Window<Call>,
  frontier: readonly Configuration[],
  count: number,
  most: number,
): { readonly passed: number; readonly frontier: readonly Configuration[] } {
  let now = frontier;
  for (let level = 0; level < count; level += 1) {
    const next = passReturn(window, now, present(window.returns[level], 'a return'), most);
    if (next === null) return { passed: level, frontier: now };
    now = next;
  }
  return { passed: count, frontier: now };
}

function passReturn<Call>(
  { space, operations }: Window<Call>,
  from: readonly Configuration[],
  target: Operation<Call>,
  most: number,
): readonly Configuration[] | null {
  const active = activeAt(operations, target.returnedAt);
  const met = new Met();
  const after = new Met();
  const stack: Configuration[] = [];
  const visit = (each: Configuration): void => {
    const to = settled(space, each, active);
    if (met.add(to)) stack.push(to);
  };
  from.forEach(visit);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (met.size > most) return null;
    const element = elementOf(at.done, target.number);
    if (element === null) for (const to of successors(space, at, active, target, true)) visit(to);
    else if (answerOf(element) === target.answer) after.add({ ...at, done: space.sets.without(at.done, element) });
  }
  return after.all();
}

/** A configuration on the way, after `level` returns. */
interface Stop {
  readonly level: number;
  readonly at: Configuration;
  readonly before: Stop | null;
}

/** One search for a way from somewhere to the end, which may begin in several places and goes nowhere twice. */
export class WayOut<Call> {
  /** Configurations looked at. */
  spent = 0;
  readonly #window: Window<Call>;
  readonly #most: number;
  readonly #met: Met[] = [];
  readonly #active: Operation<Call>[][] = [];

  /** Gives up after about `most` configurations, and one a return. */
  constructor(window: Window<Call>, most: number) {
    this.#window = window;
    this.#most = most;
  }

  get exhausted(): boolean {
    return this.spent > this.#most + this.#window.returns.length;
  }

  /** The states that were reached before the return of number `level` from 0. */
  statesBefore(level: number): (string | null)[] {
    const { space } = this.#window;
    const numbers = new Set((this.#met[level]?.all() ?? []).map(({ state }) => state));
    return [...numbers].map((number) => space.state(number));
  }

  /** A way from `start`, where `level` returns are passed, to behind the last: where it stands after each return from `level` on. */
  from(level: number, start: Configuration): Configuration[] | null {
    const { space, returns } = this.#window;
    const stack: Stop[] = [];
    this.#visit(stack, level, start, null);
    for (let stop = stack.pop(); stop !== undefined; stop = stack.pop()) {
      if (stop.level === returns.length) return wayTo(stop, level);
      if (this.exhausted) return null;
      const target = present(returns[stop.level], 'a return');
      const element = elementOf(stop.at.done, target.number);
      if (element === null) {
        const active = this.#activeAt(stop.level);
        this.spent += active.length >> 3;
        for (const to of successors(space, stop.at, active, target, false)) {
          this.#visit(stack, stop.level, to, stop);
        }
      } else if (answerOf(element) === target.answer) {
        const done = space.sets.without(stop.at.done, element);
        this.#visit(stack, stop.level + 1, { ...stop.at, done }, stop);
      }
    }
    return null;
  }

  #visit(stack: Stop[], level: number, each: Configuration, before: Stop | null): void {
    const at = settled(this.#window.space, each, this.#activeAt(level));
    let met = this.#met[level];
    if (met === undefined) {
      met = new Met();
      this.#met[level] = met;
    }
    if (!met.add(at)) return;
    this.spent += 1;
    stack.push({ level, at, before });
  }

  #activeAt(level: number): Operation<Call>[] {
    const known = this.#active[level];
    if (known !== undefined) return known;
    const { operations, returns } = this.#window;
    const target = returns[level];
    // Behind the last return nothing is needed any more.
    const active = target === undefined ? [] : activeAt(operations, target.returnedAt);
    this.#active[level] = active;
    return active;
  }
}

/** The first stop of each level from `level` on, up to `last`. */
function wayTo(last: Stop, level: number): Configuration[] {
  const way: Configuration[] = [];
  for (let stop: Stop | null = last; stop !== null; stop = stop.before) way[stop.level - level] = stop.at;
  return way;
}
