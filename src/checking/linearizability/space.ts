/**
 * The numbers that one key's search calculates with: states, calls and answers
 * by number, and what each call does in each state, found out once.
 */
import { present } from '../../base/assert.ts';
import type { Answer, Model } from './model.ts';
import { SetTable } from './sets.ts';

/** What a call does in a state; both are numbers of the space. */
export interface Transition {
  readonly next: number;
  readonly answer: number;
}

/** A two-way table between values and numbers from 0 on. */
class Numbering<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<unknown, number>();

  numberOf(value: T, key: unknown = value): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

const CALLS_MAX = 2 ** 24;

export class Space<Call> {
  readonly sets = new SetTable();
  readonly #model: Model<Call>;
  readonly #states = new Numbering<string | null>();
  readonly #answers = new Numbering<Answer>();
  readonly #calls = new Numbering<Call>();
  readonly #transitions = new Map<number, Transition>();
  /** Of all states together. */
  #characters = 0;

  constructor(model: Model<Call>) {
    this.#model = model;
  }

  /** How much room this takes, in things of about 100 bytes. Nothing is ever forgotten, so whoever uses a space changes to a new one in time. */
  get size(): number {
    return this.sets.size + this.#transitions.size + this.#characters / 50;
  }

  stateNumber(state: string | null): number {
    const before = this.#states.values.length;
    const number = this.#states.numberOf(state);
    if (number === before) this.#characters += state?.length ?? 0;
    return number;
  }

  state(number: number): string | null {
    return this.#states.values[number] ?? null;
  }

  answerNumber(answer: Answer): number {
    return this.#answers.numberOf(answer);
  }

  answer(number: number): Answer {
    return this.#answers.values[number] ?? null;
  }

  callNumber(call: Call): number {
    return this.#calls.numberOf(call, this.#model.keyOf(call));
  }

  transition(state: number, call: number): Transition {
    const key = state * CALLS_MAX + call;
    const known = this.#transitions.get(key);
    if (known !== undefined) return known;
    const { next, answer } = this.#model.apply(this.state(state), present(this.#calls.values[call], 'the call'));
    const made = { next: this.stateNumber(next), answer: this.answerNumber(answer) };
    this.#transitions.set(key, made);
    return made;
  }
}
