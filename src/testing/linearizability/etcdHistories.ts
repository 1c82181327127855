/** The recorded etcd histories of the fixture, with the verdict that each is known to have. */
import { readFileSync } from 'node:fs';
import type { Outcome } from '../../checking/linearizability/linearizability.ts';
import type { RegisterCall } from '../../checking/linearizability/register.ts';

/** One line of a history: an operation begins, or ends. `operation` counts from 1. */
export type HistoryEvent =
  | { readonly operation: number; readonly call: RegisterCall }
  | { readonly operation: number; readonly outcome: Outcome };

export interface KnownHistory {
  readonly name: string;
  readonly linearizable: boolean;
  readonly events: readonly HistoryEvent[];
}

interface Fixture {
  readonly histories: Readonly<Record<string, { readonly linearizable: boolean; readonly events: string }>>;
}

/** All of them, by name. */
export function etcdHistories(): KnownHistory[] {
  const text = readFileSync(new URL('./fixtures/etcdRegister.json', import.meta.url), 'utf8');
  const { histories } = JSON.parse(text) as Fixture;
  return Object.entries(histories).map(([name, { linearizable, events }]) => ({
    name,
    linearizable,
    events: readEvents(events),
  }));
}

function readEvents(text: string): HistoryEvent[] {
  const underWay = new Map<string, { readonly operation: number; readonly call: RegisterCall }>();
  let operations = 0;
  return text.split(' ').map((token) => {
    const [, process = '', sign = '', value = ''] = /^(\d+)([?!~-])(.*)$/.exec(token) ?? [];
    if (sign === '?') {
      operations += 1;
      const begun = { operation: operations, call: readCall(value) };
      underWay.set(process, begun);
      return begun;
    }
    const begun = underWay.get(process);
    if (begun === undefined) throw new Error(`nothing is under way that "${token}" could end`);
    underWay.delete(process);
    return { operation: begun.operation, outcome: readOutcome(begun.call, sign, value) };
  });
}

function readCall(text: string): RegisterCall {
  if (text === 'r') return { op: 'read' };
  if (text.startsWith('w')) return { op: 'write', value: text.slice(1) };
  const [expected = '', next = ''] = text.slice(1).split(',');
  return { op: 'cas', expected, next };
}

function readOutcome(call: RegisterCall, sign: string, value: string): Outcome {
  if (sign === '~') return { status: 'unknown' };
  if (call.op === 'read') return { status: 'ok', answer: value === 'nil' ? null : value };
  // A compare-and-set that failed has seen another value than it expected.
  return { status: 'ok', answer: call.op === 'cas' ? sign === '!' : null };
}
