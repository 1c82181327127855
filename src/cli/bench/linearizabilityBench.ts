/** How fast a history is judged while it happens: everybody at once on one key, where the search is hardest. */
import { createPrng, nextBelow, type Prng } from '../../base/prng.ts';
import { type DictCall, dictModel } from '../../checking/linearizability/dictModel.ts';
import { createLinearizability } from '../../checking/linearizability/linearizability.ts';
import type { Answer } from '../../checking/linearizability/model.ts';

export interface LinearizabilityFigures {
  readonly operations: number;
  readonly operationsPerSecond: number;
}

const CLIENTS = 10;
const OPERATIONS = 10_000;
const KEY = 'x';

type Step =
  | { readonly id: number; readonly call: DictCall }
  | { readonly id: number; readonly answer: Answer };

/** 10,000 operations of 10 clients on one key, each answered; all in flight nearly all the time. @throws if the verdict is wrong */
export function benchLinearizability(seed: number): LinearizabilityFigures {
  const steps = history(createPrng(seed, 0x6c696e));
  const check = createLinearizability(dictModel);
  const began = performance.now();
  for (const step of steps) {
    if ('call' in step) check.invoke(step.id, KEY, step.call);
    else check.return(step.id, { status: 'ok', answer: step.answer });
  }
  const seconds = (performance.now() - began) / 1000;
  if (check.verdict() !== 'linearizable') throw new Error(`the history of seed ${seed} was judged ${check.verdict()}`);
  return { operations: OPERATIONS, operationsPerSecond: OPERATIONS / seconds };
}

interface Client {
  readonly id: number;
  readonly call: DictCall;
  /** null: it hasn't taken effect yet. */
  answer: { readonly is: Answer } | null;
}

/** Each operation takes effect on a real dict at some moment between its invocation and its return. */
function history(prng: Prng): Step[] {
  const steps: Step[] = [];
  const clients: (Client | null)[] = new Array<null>(CLIENTS).fill(null);
  let state = dictModel.start;
  let invoked = 0;
  while (steps.length < 2 * OPERATIONS) {
    const at = nextBelow(prng, CLIENTS);
    const client = clients[at] ?? null;
    if (client === null) {
      if (invoked === OPERATIONS) continue;
      invoked += 1;
      const call = randomCall(prng);
      clients[at] = { id: invoked, call, answer: null };
      steps.push({ id: invoked, call });
    } else if (client.answer === null) {
      const { next, answer } = dictModel.apply(state, client.call);
      state = next;
      client.answer = { is: answer };
    } else {
      steps.push({ id: client.id, answer: client.answer.is });
      clients[at] = null;
    }
  }
  return steps;
}

function randomCall(prng: Prng): DictCall {
  const value = (): string => String(nextBelow(prng, 5));
  switch (nextBelow(prng, 4)) {
    case 0:
      return { set: [KEY, value()] };
    case 1:
      return { cas: [KEY, value(), value()] };
    default:
      return { read: KEY };
  }
}
