/**
 * The single steps of the search: which operation may take effect next. Between
 * one return and the next, operations are made to take effect only as far as
 * that return needs it (just-in-time linearization, Lowe), but what is known to
 * have changed nothing is done as soon as its answer fits: nothing is lost by it.
 */
import { type Configuration, doneElement, elementOf, type Operation } from './configuration.ts';
import type { Space } from './space.ts';

/** The operations that may take effect before `moment`, at which one of them returns: invoked before it, not returned before it. */
export function activeAt<Call>(operations: readonly Operation<Call>[], moment: number): Operation<Call>[] {
  const active: Operation<Call>[] = [];
  for (const operation of operations) {
    if (operation.invokedAt > moment) break;
    if (operation.returnedAt >= moment) active.push(operation);
  }
  return active;
}

/** `from`, with everything done that is known to change nothing and answers what it is known to answer. */
export function settled<Call>(
  space: Space<Call>,
  from: Configuration,
  active: readonly Operation<Call>[],
): Configuration {
  let { done } = from;
  for (const operation of active) {
    if (!operation.harmless) continue;
    const { answer } = space.transition(from.state, operation.call);
    if (answer !== operation.answer) continue;
    if (elementOf(from.done, operation.number) === null) done = space.sets.with(done, doneElement(operation.number, answer));
  }
  return done === from.done ? from : { state: from.state, done, used: from.used };
}

/**
 * Where `from` may go by one operation: guesses first, then those whose answer
 * fits, the one for `target` last, since the last is tried first. With
 * `guessing`, an open operation may also have seen the state without changing
 * it; that has to be written down only where the history before is forgotten.
 */
export function successors<Call>(
  space: Space<Call>,
  from: Configuration,
  active: readonly Operation<Call>[],
  target: Operation<Call>,
  guessing: boolean,
): Configuration[] {
  const { state, done, used } = from;
  const found: Configuration[] = [];
  const fitting: Configuration[] = [];
  const tried: number[] = [];
  let last: Configuration | null = null;
  for (const operation of active) {
    const { number, call, status } = operation;
    if (status === 'unknown') {
      // Of several that do the same, the first goes first.
      if (used.elements.includes(number) || tried.includes(call)) continue;
      tried.push(call);
    } else if (elementOf(done, number) !== null) continue;
    const { next, answer } = space.transition(state, call);
    if (status === 'ok' && answer !== operation.answer) continue;
    if (next === state && (operation.harmless || status === 'unknown' || (status === 'open' && !guessing))) continue;
    const to =
      status === 'unknown'
        ? { state: next, done, used: space.sets.with(used, number) }
        : { state: next, done: space.sets.with(done, doneElement(number, answer)), used };
    if (operation === target) last = to;
    else if (status === 'ok') fitting.push(to);
    else found.push(to);
  }
  found.push(...fitting.reverse());
  if (last !== null) found.push(last);
  return found;
}
