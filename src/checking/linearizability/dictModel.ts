/**
 * One key of the replicated dict, with the answers of `raft/dict.ts`. A key
 * holds nothing, text, or a list; as a state that is null, `s` and the text, or
 * `l`, the length, and a hash of 64 bits over the items, so that an append costs
 * the same however long the list is.
 */
import { unreachable } from '../../base/assert.ts';
import { createHash, hashDigest, hashText } from '../../base/hash.ts';
import type { DictCommand, DictValue } from '../../raft/types.ts';
import type { Answer, Applied, Model } from './model.ts';

/** What is asked of one key. A read isn't a log entry; everything else is a command of the dict. */
export type DictCall = DictCommand | { readonly read: string };

/** The key that a call is about. Keys don't influence each other, so each has a history of its own (Lowe: P-compositionality). */
export function keyOfCall(call: DictCall): string {
  if ('set' in call) return call.set[0];
  if ('delete' in call) return call.delete;
  if ('cas' in call) return call.cas[0];
  if ('append' in call) return call.append[0];
  if ('read' in call) return call.read;
  return unreachable(call);
}

/** The state of a key that holds `value`; also the answer of a read that found it. */
export function stateOfValue(value: DictValue | null): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return `s${value}`;
  return value.reduce<string>((state, item) => appended(state, item), emptyList);
}

const emptyList = 'l0:';

export const dictModel: Model<DictCall> = {
  start: null,
  apply: applyToKey,
  keyOf: (call) => JSON.stringify(call),
  changesNothing: (call, answer) =>
    'read' in call || (('cas' in call || 'delete' in call) && answer === false) || ('append' in call && answer === null),
  readsOnly: (call) => 'read' in call,
  describe: describeCall,
  describeState: describeValue,
  describeAnswer,
};

function applyToKey(state: string | null, call: DictCall): Applied {
  if ('set' in call) return { next: `s${call.set[1]}`, answer: null };
  if ('delete' in call) return { next: null, answer: state !== null };
  if ('cas' in call) {
    const [, expected, next] = call.cas;
    const swaps = state === stateOfValue(expected);
    return { next: swaps ? `s${next}` : state, answer: swaps };
  }
  if ('append' in call) {
    if (state?.startsWith('s') === true) return { next: state, answer: null };
    return { next: appended(state ?? emptyList, call.append[1]), answer: lengthOf(state ?? emptyList) + 1 };
  }
  if ('read' in call) return { next: state, answer: state };
  return unreachable(call);
}

function lengthOf(list: string): number {
  return Number(list.slice(1, list.indexOf(':')));
}

function appended(list: string, item: string): string {
  const hash = createHash();
  hashText(hash, list);
  hashText(hash, item);
  return `l${lengthOf(list) + 1}:${hashDigest(hash)}`;
}

function describeCall(call: DictCall): string {
  if ('set' in call) return `set ${quoted(call.set[1])}`;
  if ('delete' in call) return 'delete';
  if ('cas' in call) {
    const [, expected, next] = call.cas;
    return `compare-and-set ${expected === null ? 'absent' : quoted(expected)} → ${quoted(next)}`;
  }
  if ('append' in call) return `append ${quoted(call.append[1])}`;
  if ('read' in call) return 'read';
  return unreachable(call);
}

function describeValue(state: string | null): string {
  if (state === null) return 'absent';
  if (state.startsWith('s')) return quoted(state.slice(1));
  const length = lengthOf(state);
  return length === 1 ? 'a list of 1 item' : `a list of ${length} items`;
}

const CLIPPED = 24;

/** Text in quotation marks, clipped so that a sentence stays one. */
function quoted(text: string): string {
  return `“${text.length > CLIPPED ? `${text.slice(0, CLIPPED - 1)}…` : text}”`;
}

/** An answer in words. A read's answer is a state; every other answer stands for itself. */
function describeAnswer(call: DictCall, answer: Answer): string {
  if ('read' in call) return describeValue(answer === null ? null : String(answer));
  if (answer === null) return 'set' in call ? 'done' : 'null';
  return String(answer);
}
