/** A single register with read, write and compare-and-set, as Jepsen's tests use it. It starts as nil. */
import { unreachable } from '../../base/assert.ts';
import type { Applied, Model } from './model.ts';

export type RegisterCall =
  | { readonly op: 'read' }
  | { readonly op: 'write'; readonly value: string }
  | { readonly op: 'cas'; readonly expected: string; readonly next: string };

/** A read answers the value (nil: null), a write null, a compare-and-set whether it swapped. */
export const registerModel: Model<RegisterCall> = {
  start: null,
  apply: applyToRegister,
  keyOf(call) {
    if (call.op === 'read') return 'read';
    return call.op === 'write' ? `write ${call.value}` : `cas ${call.expected} ${call.next}`;
  },
  changesNothing: (call, answer) => call.op === 'read' || (call.op === 'cas' && answer === false),
  readsOnly: (call) => call.op === 'read',
  describe(call) {
    if (call.op === 'read') return 'read';
    return call.op === 'write' ? `write ${call.value}` : `compare-and-set ${call.expected} → ${call.next}`;
  },
  describeState: (state) => state ?? 'nil',
  describeAnswer: (call, answer) => (call.op === 'write' ? 'done' : String(answer ?? 'nil')),
};

function applyToRegister(state: string | null, call: RegisterCall): Applied {
  switch (call.op) {
    case 'read':
      return { next: state, answer: state };
    case 'write':
      return { next: call.value, answer: null };
    case 'cas':
      return state === call.expected ? { next: call.next, answer: true } : { next: state, answer: false };
    default:
      return unreachable(call);
  }
}
