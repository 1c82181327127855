/**
 * Is a history linearizable: could every operation have taken effect at one
 * moment between its invocation and its return? Judged as it happens, key by
 * key, after Wing & Gong with Lowe's improvements ("Testing for
 * linearizability", 2017).
 */
import { CowMap } from '../cow.ts';
import { explain } from './explain.ts';
import { KeyHistory } from './keyHistory.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Answer, Model } from './model.ts';

export type LinearizabilityVerdict = 'linearizable' | 'not' | 'unknown';

/** What came of an operation. */
export type Outcome =
  | { readonly status: 'ok'; readonly answer: Answer }
  /** It did not take effect and never will. */
  | { readonly status: 'refused' }
  /** It may take effect at any later time, or never. */
  | { readonly status: 'unknown' };

/** The first answer of a key that no order explains: what came before it could be explained. */
export interface Finding {
  readonly key: string;
  /** The operation with that answer, first, and the others that were under way or may have taken effect. */
  readonly operations: readonly number[];
  /** How many operations on the key had been invoked: the shortest prefix that no order explains. */
  readonly prefix: number;
  readonly sentence: string;
}

export interface LinearizabilityOptions {
  readonly limits?: Partial<Limits>;
  /** What a key holds before its first operation; the model's start by default. */
  readonly startOf?: (key: string) => string | null;
}

export interface Linearizability<Call> {
  /** An operation begins. `id` must not be that of one under way; `name` stands for it in sentences. */
  invoke(id: number, key: string, call: Call, name?: string): void;
  /** It ends. What it shows that wasn't shown before; null: nothing. An unknown `id` is let pass. */
  return(id: number, outcome: Outcome): Finding | null;
  /** Of the history so far, over all keys: `unknown` when a limit was reached on one and no key is wrong. */
  verdict(): LinearizabilityVerdict;
  /** One a key that is wrong, oldest first. */
  readonly findings: readonly Finding[];
  /** Why the verdict is `unknown`, as a sentence; null: it isn't. */
  readonly reason: string | null;
  /** How many operations are remembered, for tests of what is forgotten. */
  readonly size: number;
  /** A check that goes on from here by itself. Histories of keys are copied only when one side goes on with them. */
  clone(): Linearizability<Call>;
}

/** A check of the empty history. */
export function createLinearizability<Call>(
  model: Model<Call>,
  options: LinearizabilityOptions = {},
): Linearizability<Call> {
  const limits = { ...defaultLimits, ...options.limits };
  return new Histories(model, limits, options.startOf ?? (() => model.start));
}

interface Kept<Call> {
  /** Who may write to `history`; everybody else copies it first. */
  readonly owner: object;
  readonly history: KeyHistory<Call>;
}

class Histories<Call> implements Linearizability<Call> {
  findings: readonly Finding[] = [];
  reason: string | null = null;
  readonly #model: Model<Call>;
  readonly #limits: Limits;
  readonly #startOf: (key: string) => string | null;
  #owner: object = {};
  #keys = new CowMap<string, Kept<Call>>();
  /** The key of each operation under way. */
  #keyOf = new Map<number, string>();

  constructor(model: Model<Call>, limits: Limits, startOf: (key: string) => string | null) {
    this.#model = model;
    this.#limits = limits;
    this.#startOf = startOf;
  }

  get size(): number {
    let size = 0;
    for (const [, { history }] of this.#keys.entries()) size += history.size;
    return size;
  }

  invoke(id: number, key: string, call: Call, name = `operation ${id}`): void {
    this.#keyOf.set(id, key);
    this.#historyOf(key).invoke(id, name, call);
  }

  return(id: number, outcome: Outcome): Finding | null {
    const key = this.#keyOf.get(id);
    if (key === undefined) return null;
    this.#keyOf.delete(id);
    const history = this.#historyOf(key);
    if (history.end !== null) return null;
    if (outcome.status === 'ok') history.returned(id, outcome.answer);
    else if (outcome.status === 'refused') history.refused(id);
    else history.lost(id);
    return history.end === null ? null : this.#ended(key, history.end);
  }

  verdict(): LinearizabilityVerdict {
    if (this.findings.length > 0) return 'not';
    return this.reason === null ? 'linearizable' : 'unknown';
  }

  clone(): Linearizability<Call> {
    const copy = new Histories(this.#model, this.#limits, this.#startOf);
    copy.findings = this.findings;
    copy.reason = this.reason;
    copy.#keys = this.#keys.clone();
    copy.#keyOf = new Map(this.#keyOf);
    // Neither side owns the histories any more.
    this.#owner = {};
    return copy;
  }

  #historyOf(key: string): KeyHistory<Call> {
    const kept = this.#keys.get(key);
    if (kept?.owner === this.#owner) return kept.history;
    const history = kept?.history.clone() ?? new KeyHistory(this.#model, this.#limits, this.#startOf(key));
    this.#keys.set(key, { owner: this.#owner, history });
    return history;
  }

  #ended(key: string, end: NonNullable<KeyHistory<Call>['end']>): Finding | null {
    if ('reason' in end) {
      this.reason ??= `The history of ${key} could not be judged to its end: ${end.reason}.`;
      return null;
    }
    const { misfit } = end;
    const finding: Finding = {
      key,
      operations: [misfit.operation.id, ...misfit.concurrent.map(({ id }) => id)],
      prefix: misfit.operations,
      sentence: explain(this.#model, key, misfit),
    };
    this.findings = [...this.findings, finding];
    return finding;
  }
}
