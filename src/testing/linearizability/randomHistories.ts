/** For tests: random histories, and a checker that tries every order. */
import fc from 'fast-check';
import { type DictCall, dictModel } from '../../checking/linearizability/dictModel.ts';
import type { Linearizability, Outcome } from '../../checking/linearizability/linearizability.ts';
import type { Answer } from '../../checking/linearizability/model.ts';

export type TestEvent =
  | { readonly operation: number; readonly call: DictCall }
  | { readonly operation: number; readonly outcome: Outcome };

/** Feeds one event of the history of key `x`. */
export function feed(check: Linearizability<DictCall>, event: TestEvent): void {
  if ('call' in event) check.invoke(event.operation, 'x', event.call);
  else check.return(event.operation, event.outcome);
}

interface Whole {
  readonly call: DictCall;
  readonly invokedAt: number;
  returnedAt: number;
  answer: Answer | undefined;
  refused: boolean;
}

/** Is there an order? Simply tries each one; of what was in vain it remembers only what was left in which state. */
export function bruteForce(events: readonly TestEvent[], start: string | null = dictModel.start): boolean {
  const whole = new Map<number, Whole>();
  for (const [at, event] of events.entries()) {
    if ('call' in event) {
      whole.set(event.operation, { call: event.call, invokedAt: at, returnedAt: Infinity, answer: undefined, refused: false });
      continue;
    }
    const operation = whole.get(event.operation);
    if (operation === undefined) throw new Error('it returns before it begins');
    if (event.outcome.status === 'refused') operation.refused = true;
    if (event.outcome.status === 'ok') {
      operation.answer = event.outcome.answer;
      operation.returnedAt = at;
    }
  }
  return someOrder([...whole.values()].filter(({ refused }) => !refused), start, new Set());
}

function someOrder(left: readonly Whole[], state: string | null, vain: Set<string>): boolean {
  const firstReturn = Math.min(...left.map(({ returnedAt }) => returnedAt));
  if (firstReturn === Infinity) return true;
  const here = JSON.stringify([state, left.map(({ invokedAt }) => invokedAt)]);
  if (vain.has(here)) return false;
  vain.add(here);
  return left.some((operation) => {
    if (operation.invokedAt > firstReturn) return false;
    const { next, answer } = dictModel.apply(state, operation.call);
    if (operation.answer !== undefined && operation.answer !== answer) return false;
    return someOrder(left.filter((each) => each !== operation), next, vain);
  });
}

const text = fc.constantFrom('1', '2', '3');
const anyCall: fc.Arbitrary<DictCall> = fc.oneof(
  fc.constant<DictCall>({ read: 'x' }),
  fc.constant<DictCall>({ delete: 'x' }),
  text.map((value): DictCall => ({ set: ['x', value] })),
  text.map((value): DictCall => ({ append: ['x', value] })),
  fc.tuple(fc.option(text), text).map(([expected, next]): DictCall => ({ cas: ['x', expected, next] })),
);

const anyStep = fc.record({ client: fc.nat(4), call: anyCall, luck: fc.nat(399) });

interface Client {
  readonly operation: number;
  readonly call: DictCall;
  /** undefined: it hasn't taken effect. */
  answer?: Answer;
}

/**
 * A history of up to `most` operations of five clients on a real object, in
 * which some answers may be exchanged for wrong ones: about half of the
 * histories with a `lie` are not linearizable.
 */
export function anyHistory(most: number, lies: boolean): fc.Arbitrary<TestEvent[]> {
  const steps = fc.array(anyStep, { minLength: 3 * most, maxLength: 3 * most });
  return fc.tuple(steps, fc.nat(99)).map(([list, honesty]) => played(list, most, lies ? 1 + (honesty % (900 / most)) : 0));
}

function played(
  steps: readonly { readonly client: number; readonly call: DictCall; readonly luck: number }[],
  most: number,
  lying: number,
): TestEvent[] {
  // The longer the history, the rarer: an operation of unknown outcome makes every later search longer.
  const trouble = Math.ceil(600 / most);
  const events: TestEvent[] = [];
  const clients = new Map<number, Client>();
  const orphans: Client[] = [];
  let state = dictModel.start;
  let operations = 0;
  const takeEffect = (client: Client): void => {
    const { next, answer } = dictModel.apply(state, client.call);
    state = next;
    client.answer = answer;
  };
  for (const { client: name, call, luck } of steps) {
    const client = clients.get(name);
    if (client === undefined) {
      if (operations === most) continue;
      operations += 1;
      clients.set(name, { operation: operations, call });
      events.push({ operation: operations, call });
      if (luck % 10 === 0 && orphans[0] !== undefined) takeEffect(orphans.shift() as Client);
    } else if (client.answer === undefined && luck >= trouble) takeEffect(client);
    else {
      clients.delete(name);
      const { answer } = client;
      const status = answer === undefined ? (luck < trouble / 2 ? 'refused' : 'unknown') : luck < trouble / 4 ? 'unknown' : 'ok';
      if (status === 'unknown' && answer === undefined) orphans.push(client);
      const told = luck > 399 - lying ? wrong(client.call, answer ?? null) : (answer ?? null);
      const outcome: Outcome = status === 'ok' ? { status, answer: told } : { status };
      events.push({ operation: client.operation, outcome });
    }
  }
  return events;
}

function wrong(call: DictCall, answer: Answer): Answer {
  if (typeof answer === 'boolean') return !answer;
  if ('read' in call) return answer === 's1' ? null : 's1';
  if ('append' in call) return answer === 1 ? 2 : 1;
  return answer;
}
