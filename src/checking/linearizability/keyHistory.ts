/**
 * The history of one key as it happens. One way in which it may have gone (the
 * trail) is kept and lengthened by every answer; only where an answer doesn't
 * fit is another way searched, from the newest part backwards. From time to
 * time all possible configurations at one moment (the frontier) take the place
 * of everything before it, so that the cost of an operation doesn't grow.
 */
import { present } from '../../base/assert.ts';
import {
  answerOf,
  type Configuration,
  elementOf,
  type Operation,
  translate,
} from './configuration.ts';
import type { Limits } from './limits.ts';
import type { Answer, Model } from './model.ts';
import { advance, WayOut } from './search.ts';
import { Space } from './space.ts';
import { activeAt } from './steps.ts';

/** What was found when no order fitted. */
export interface Misfit<Call> {
  readonly kind: 'answer' | 'refusal';
  readonly operation: Operation<Call>;
  readonly answer: Answer;
  /** Operations of the key that had been invoked by then. */
  readonly operations: number;
  /** What the object could hold before the answer. */
  readonly states: readonly (string | null)[];
  /** Others that were under way or may have taken effect since what was kept of the past. */
  readonly concurrent: readonly Operation<Call>[];
}

/** Returns between two attempts to forget. */
const FORGET_EVERY = 32;
/** So many returns make it worth while to forget even while an operation from before them is still open. */
const FORGET_ANYWAY = 512;
/** Configurations that a quick search may look at, besides as many as there are returns. */
const GLANCES = [100, 3_000];
const SPACE_MAX = 20_000;

export class KeyHistory<Call> {
  /** Why the history is followed no further, `reason` as a clause; null as long as it is followed. */
  end: { readonly misfit: Misfit<Call> } | { readonly reason: string } | null = null;
  readonly #model: Model<Call>;
  readonly #limits: Limits;
  #space: Space<Call>;
  #operations: Operation<Call>[] = [];
  #open = new Map<number, Operation<Call>>();
  #returns: Operation<Call>[] = [];
  #frontier: readonly Configuration[];
  /** One more than there are returns: where one possible way stood at the frontier and after each. */
  #trail: Configuration[];
  #clock = 0;
  #invoked = 0;
  #unknown = 0;
  #forgetAt = 1;
  /** Which limit has made the past incomplete; null: none. */
  #lost: string | null = null;

  constructor(model: Model<Call>, limits: Limits, state: string | null) {
    this.#model = model;
    this.#limits = limits;
    this.#space = new Space(model);
    const { empty } = this.#space.sets;
    const start = { state: this.#space.stateNumber(state), done: empty, used: empty };
    this.#frontier = [start];
    this.#trail = [start];
  }

  /** How many operations are remembered. */
  get size(): number {
    return this.#operations.length;
  }

  invoke(id: number, name: string, what: Call): void {
    if (this.end !== null) return;
    this.#clock += 1;
    this.#invoked += 1;
    const call = this.#space.callNumber(what);
    const number = this.#invoked;
    const operation: Operation<Call> = {
      number, id, name, what, call, status: 'open', answer: -1, harmless: false, invokedAt: this.#clock, returnedAt: Infinity,
    };
    this.#operations.push(operation);
    this.#open.set(id, operation);
  }

  returned(id: number, answer: Answer): void {
    const operation = this.#close(id);
    if (operation === null) return;
    operation.status = 'ok';
    operation.answer = this.#space.answerNumber(answer);
    operation.harmless = this.#model.changesNothing(operation.what, answer);
    this.#clock += 1;
    operation.returnedAt = this.#clock;
    this.#returns.push(operation);
    const next = this.#lengthened(operation);
    if (next !== null) this.#trail.push(next);
    else this.#findAnotherWay('answer', operation, answer);
    if (this.end === null) this.#forget();
  }

  /** Nobody will ever hear whether it took effect. */
  lost(id: number): void {
    const operation = this.#close(id);
    if (operation === null) return;
    operation.status = 'unknown';
    const used = this.#someHave(operation);
    if (this.#model.readsOnly(operation.what)) this.#remove(operation);
    else if (this.#unknown >= this.#limits.unknown && !used) {
      this.#remove(operation);
      this.#lost ??= `it has more than ${this.#limits.unknown} operations of unknown outcome`;
    } else {
      this.#unknown += 1;
      const moved = (each: Configuration): Configuration => this.#asUsed(each, operation);
      this.#frontier = this.#frontier.map(moved);
      this.#trail = this.#trail.map(moved);
    }
    this.#forget();
  }

  /** It did not take effect and never will. */
  refused(id: number): void {
    const operation = this.#close(id);
    if (operation === null) return;
    this.#clock += 1;
    this.#remove(operation);
    const without = (each: Configuration): boolean => elementOf(each.done, operation.number) === null;
    this.#frontier = this.#frontier.filter(without);
    const fitting = this.#trail.findIndex((each) => !without(each));
    if (fitting !== -1) {
      this.#trail.length = fitting;
      this.#findAnotherWay('refusal', operation, null);
    }
    if (this.end === null) this.#forget();
  }

  /** A history that goes on from here by itself. */
  clone(): KeyHistory<Call> {
    const copy = new KeyHistory(this.#model, this.#limits, null);
    const copies = new Map(this.#operations.map((operation) => [operation, { ...operation }]));
    const copied = (operation: Operation<Call>): Operation<Call> => present(copies.get(operation), 'a copy');
    copy.end = this.end;
    copy.#space = this.#space;
    copy.#operations = this.#operations.map(copied);
    copy.#open = new Map([...this.#open].map(([id, operation]) => [id, copied(operation)]));
    copy.#returns = this.#returns.map(copied);
    copy.#frontier = this.#frontier;
    copy.#trail = this.#trail.slice();
    copy.#clock = this.#clock;
    copy.#invoked = this.#invoked;
    copy.#unknown = this.#unknown;
    copy.#forgetAt = this.#forgetAt;
    copy.#lost = this.#lost;
    return copy;
  }

  #close(id: number): Operation<Call> | null {
    if (this.end !== null) return null;
    const operation = this.#open.get(id) ?? null;
    this.#open.delete(id);
    return operation;
  }

  #remove(operation: Operation<Call>): void {
    this.#operations = this.#operations.filter((each) => each !== operation);
  }

  #someHave({ number }: Operation<Call>): boolean {
    const has = ({ done }: Configuration): boolean => elementOf(done, number) !== null;
    return this.#frontier.some(has) || this.#trail.some(has);
  }

  #asUsed(each: Configuration, { number }: Operation<Call>): Configuration {
    const { sets } = this.#space;
    const element = elementOf(each.done, number);
    if (element === null) return each;
    return { state: each.state, done: sets.without(each.done, element), used: sets.with(each.used, number) };
  }

  /** Where the trail stands after the answer, if it simply goes on. */
  #lengthened({ number, call, answer }: Operation<Call>): Configuration | null {
    const last = this.#trail.at(-1);
    if (last === undefined) return null;
    const element = elementOf(last.done, number);
    if (element !== null) {
      if (answerOf(element) !== answer) return null;
      return { ...last, done: this.#space.sets.without(last.done, element) };
    }
    const there = this.#space.transition(last.state, call);
    return there.answer === answer ? { ...last, state: there.next } : null;
  }

  #findAnotherWay(kind: Misfit<Call>['kind'], operation: Operation<Call>, answer: Answer): void {
    const window = { space: this.#space, operations: this.#operations, returns: this.#returns };
    const take = (search: WayOut<Call>, level: number, start: Configuration): boolean => {
      const way = search.from(level, start);
      if (way !== null) this.#trail = [...this.#trail.slice(0, level), ...way];
      return way !== null;
    };
    const { length } = this.#trail;
    // The wrong turn may lie further back than it shows, so a little is tried from far before much is tried from near.
    for (const glance of GLANCES) {
      for (let back = 1; back <= length; back = back < length ? Math.min(2 * back, length) : length + 1) {
        const level = length - back;
        if (take(new WayOut(window, glance), level, present(this.#trail[level], 'a place on the trail'))) return;
      }
    }
    const search = new WayOut(window, this.#limits.search);
    for (let level = length - 1; level >= 0; level -= 1) {
      if (take(search, level, present(this.#trail[level], 'a place on the trail'))) return;
    }
    for (const start of this.#frontier) if (take(search, 0, start)) return;
    if (search.exhausted) this.#stop({ reason: `a search looked at more than ${this.#limits.search} configurations` });
    else if (this.#lost !== null) this.#stop({ reason: this.#lost });
    else {
      const level = this.#returns.length - (kind === 'answer' ? 1 : 0);
      const concurrent = activeAt(this.#operations, this.#clock).filter((each) => each !== operation);
      const states = search.statesBefore(level);
      this.#stop({ misfit: { kind, operation, answer, operations: this.#invoked, states, concurrent } });
    }
  }

  /** Nothing more can be said about this key, so nothing more is kept. */
  #stop(end: NonNullable<KeyHistory<Call>['end']>): void {
    this.end = end;
    this.#operations = [];
    this.#open.clear();
    this.#returns = [];
    this.#frontier = [];
    this.#trail = [];
    this.#space = new Space(this.#model);
  }

  /** Puts all possible configurations in the place of what lies before them, where that is cheap. */
  #forget(): void {
    const held = this.#returns.length;
    if (held < this.#forgetAt || held === 0) return;
    const oldest = this.#open.values().next().value;
    let count = held;
    if (oldest !== undefined) {
      if (held < FORGET_EVERY) return;
      // Up to there every answer is known, so nothing need be guessed.
      count = this.#returns.findIndex(({ returnedAt }) => returnedAt > oldest.invokedAt);
      if (count === -1) count = held;
      if (count < held / 2 && held >= FORGET_ANYWAY) count = held >> 1;
    }
    const window = { space: this.#space, operations: this.#operations, returns: this.#returns };
    const { passed, frontier } = advance(window, this.#frontier, count, this.#limits.frontier);
    if (passed > 0) this.#forgetTo(passed, frontier);
    const left = this.#returns.length;
    if (left > this.#limits.window) {
      this.#lost ??= `it has more than ${this.#limits.window} operations that overlap`;
      const middle = left >> 1;
      this.#forgetTo(middle, [present(this.#trail[middle], 'a place on the trail')]);
    }
    const dense = passed < count;
    this.#forgetAt = dense ? Math.max(FORGET_EVERY, 2 * this.#returns.length) : left < FORGET_EVERY ? 1 : left + FORGET_EVERY;
  }

  #forgetTo(count: number, frontier: readonly Configuration[]): void {
    const moment = present(this.#returns[count - 1], 'a return').returnedAt;
    this.#frontier = frontier;
    this.#returns = this.#returns.slice(count);
    this.#trail = this.#trail.slice(count);
    this.#operations = this.#operations.filter(({ returnedAt }) => returnedAt > moment);
    this.#forgetUsed();
    if (this.#space.size > SPACE_MAX) this.#changeSpace();
  }

  /** What has taken effect in every possible past need not be remembered as something that may. */
  #forgetUsed(): void {
    const all = [...this.#frontier, ...this.#trail];
    const [first, ...others] = all;
    const common = (first?.used.elements ?? []).filter((number) =>
      others.every(({ used }) => used.elements.includes(number)),
    );
    if (common.length === 0) return;
    const { sets } = this.#space;
    const without = (each: Configuration): Configuration => ({
      ...each,
      used: common.reduce((used, number) => sets.without(used, number), each.used),
    });
    this.#frontier = this.#frontier.map(without);
    this.#trail = this.#trail.map(without);
    this.#operations = this.#operations.filter(({ number }) => !common.includes(number));
    this.#unknown -= common.length;
  }

  #changeSpace(): void {
    const from = this.#space;
    const to = new Space(this.#model);
    const translated = (each: Configuration): Configuration => translate(from, to, each);
    this.#frontier = this.#frontier.map(translated);
    this.#trail = this.#trail.map(translated);
    // Copies of this history may still use the old numbers: their operations are their own.
    for (const operation of this.#operations) {
      operation.call = to.callNumber(operation.what);
      if (operation.status === 'ok') operation.answer = to.answerNumber(from.answer(operation.answer));
    }
    this.#space = to;
  }
}
