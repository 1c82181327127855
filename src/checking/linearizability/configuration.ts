/** Where a linearization may stand: the state of the object, and which operations have taken effect though they haven't returned. */
import { isSubset, type SmallSet } from './sets.ts';
import type { Space } from './space.ts';

/** One operation of one key. `answer` and `call` are numbers of the key's space. */
export interface Operation<Call> {
  /** Ascends in the order of invocation. */
  readonly number: number;
  /** What its caller calls it. */
  readonly id: number;
  /** Its name in a sentence. */
  readonly name: string;
  readonly what: Call;
  call: number;
  /** `unknown`: it may take effect at any time or never, and will not return. */
  status: 'open' | 'ok' | 'unknown';
  answer: number;
  /** With its answer it has changed nothing. */
  harmless: boolean;
  readonly invokedAt: number;
  /** Infinity as long as it hasn't. */
  returnedAt: number;
}

/**
 * `done`: operations that have taken effect and will return, each with the
 * answer it then got. `used`: operations of unknown outcome that have taken
 * effect. With the same state and `done`, the fewer are used the better: what
 * has not been used may still be.
 */
export interface Configuration {
  readonly state: number;
  readonly done: SmallSet;
  readonly used: SmallSet;
}

const ANSWERS_MAX = 2 ** 21;

/** How an operation and its answer stand in `done`. */
export function doneElement(operation: number, answer: number): number {
  return operation * ANSWERS_MAX + answer;
}

export function operationOf(element: number): number {
  return Math.floor(element / ANSWERS_MAX);
}

export function answerOf(element: number): number {
  return element % ANSWERS_MAX;
}

/** The operation's element of `done`, or null while it hasn't taken effect. */
export function elementOf(done: SmallSet, operation: number): number | null {
  for (const element of done.elements) if (operationOf(element) === operation) return element;
  return null;
}

/** The same configuration in the numbers of another space. */
export function translate<Call>(from: Space<Call>, to: Space<Call>, { state, done, used }: Configuration): Configuration {
  const elements = done.elements.map((element) =>
    doneElement(operationOf(element), to.answerNumber(from.answer(answerOf(element)))),
  );
  return {
    state: to.stateNumber(from.state(state)),
    done: to.sets.of(elements),
    used: to.sets.of(used.elements),
  };
}

const SETS_MAX = 2 ** 26;

/** Configurations that were met, without those that a better one was met instead of. */
export class Met {
  readonly #byPlace = new Map<number, Configuration[]>();
  size = 0;

  /** Adds `met`; false when it, or one that can do all it can, is there already. */
  add(met: Configuration): boolean {
    const place = met.state * SETS_MAX + met.done.id;
    const there = this.#byPlace.get(place);
    if (there === undefined) {
      this.#byPlace.set(place, [met]);
      this.size += 1;
      return true;
    }
    if (there.some(({ used }) => isSubset(used, met.used))) return false;
    const kept = there.filter(({ used }) => !isSubset(met.used, used));
    this.size += 1 + kept.length - there.length;
    kept.push(met);
    this.#byPlace.set(place, kept);
    return true;
  }

  all(): Configuration[] {
    return [...this.#byPlace.values()].flat();
  }
}
