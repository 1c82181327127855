/** A violation of linearizability in one sentence. */
import type { Operation } from './configuration.ts';
import type { Misfit } from './keyHistory.ts';
import type { Model } from './model.ts';

const NAMED_MAX = 4;

/** What doesn't fit, what the key could hold, and which operations could have come between. */
export function explain<Call>(model: Model<Call>, key: string, misfit: Misfit<Call>): string {
  const { kind, operation, operations, concurrent } = misfit;
  const call = `${model.describe(operation.what)} (${operation.name})`;
  const prefix = operations === 1 ? `the only operation on ${key}` : `the first ${operations} operations on ${key}`;
  const meanwhile = concurrent.length === 0 ? '' : `, even with ${named(model, concurrent)} still open`;
  if (kind === 'refusal') {
    return `${call} was refused, but without it no order of ${prefix} gives the answers that clients have had${meanwhile}.`;
  }
  const answer = model.describeAnswer(operation.what, misfit.answer);
  const held = holding(model, misfit.states);
  return `${call} answered ${answer}, but no order of ${prefix} gives that: ${key} could only be ${held}${meanwhile}.`;
}

function holding<Call>(model: Model<Call>, states: readonly (string | null)[]): string {
  const words = [...new Set(states.map((state) => model.describeState(state)))].sort();
  return listed(words, 'or');
}

function named<Call>(model: Model<Call>, operations: readonly Operation<Call>[]): string {
  return listed(operations.map(({ what, name }) => `${model.describe(what)} (${name})`), 'and');
}

/** `a, b or c`, with at most four named. */
function listed(words: readonly string[], link: string): string {
  const shown = words.length > NAMED_MAX ? [...words.slice(0, NAMED_MAX - 1), `${words.length - NAMED_MAX + 1} others`] : words;
  const last = shown.at(-1) ?? 'nothing';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} ${link} ${last}`;
}
