/**
 * Readers for one place of a document each. They take nothing on trust and
 * refuse with the path, so the decoders above them read like the format.
 *
 * By hand rather than with a schema library: half of the format is about
 * relations (falling terms, known ids, one action a step), and the message is
 * the product here.
 */
import type { Json } from '../trace/scenario.ts';
import { describe, quoteList, ScenarioDefect } from './defect.ts';

/** A value and where it stands. `value` is undefined where an object lacks a key. */
export interface Place {
  readonly path: string;
  readonly value: Json | undefined;
}

/** An object whose keys have been looked over. */
export interface Fields {
  readonly path: string;
  readonly keys: readonly string[];
  has(key: string): boolean;
  at(key: string): Place;
}

/** A number's allowed range, both ends included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** Large enough for every run, small enough that adding to it stays exact. */
export const COUNT_MAX = 1_000_000_000;

export function refuse(place: Place, expected: string, found = describe(place.value)): never {
  throw new ScenarioDefect(place.path, expected, found);
}

/** `a.b`, `a["b c"]`, `b` at the top. */
export function childPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' || path === ROOT ? key : `${path}.${key}`;
}

/** The path of the whole document. */
export const ROOT = 'document';

/** An object with no other keys than `allowed` (null: any). */
export function readFields(place: Place, allowed: readonly string[] | null, what = 'an object'): Fields {
  const { path, value } = place;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(place, what);
  const object = value as Readonly<Record<string, Json>>;
  const keys = Object.keys(object);
  for (const key of keys) {
    if (allowed !== null && !allowed.includes(key)) {
      const expected = allowed.length === 0 ? 'no keys' : `no other keys than ${quoteList(allowed)}`;
      throw new ScenarioDefect(childPath(path, key), expected, JSON.stringify(key));
    }
  }
  const has = (key: string): boolean => Object.hasOwn(object, key);
  return { path, keys, has, at: (key) => ({ path: childPath(path, key), value: has(key) ? object[key] : undefined }) };
}

/** `object` with its keys in the order of the document, so that what is exported and read again is the same text. */
export function inDocumentOrder<T extends object>({ keys }: Fields, object: T): T {
  const ordered = Object.entries(object).sort(([a], [b]) => keys.indexOf(a) - keys.indexOf(b));
  return Object.fromEntries(ordered) as T;
}

/** The elements of a list. */
export function readList(place: Place, what = 'a list', max = 100_000): Place[] {
  const { path, value } = place;
  if (!Array.isArray(value)) return refuse(place, what);
  const elements = value as readonly Json[];
  if (elements.length > max) refuse(place, `at most ${max} elements`, String(elements.length));
  return elements.map((element, i) => ({ path: `${path}[${i}]`, value: element }));
}

/** `read(place)`, or `otherwise` where nothing stands. */
export function optional<T>(place: Place, otherwise: T, read: (place: Place) => T): T {
  return place.value === undefined ? otherwise : read(place);
}

/** null as null. */
export function nullable<T>(place: Place, read: (place: Place) => T): T | null {
  return place.value === null ? null : read(place);
}

export function readBoolean(place: Place): boolean {
  return typeof place.value === 'boolean' ? place.value : refuse(place, 'true or false');
}

/** A switch that can only be on: `"settle": true`. */
export function readTrue(place: Place): true {
  return place.value === true ? true : refuse(place, 'true');
}

export function readNumber(place: Place, what: string, { low, high }: Range): number {
  const { value } = place;
  if (typeof value !== 'number') return refuse(place, `${what} (a number)`);
  if (value < low) refuse(place, `${what} of at least ${low}`);
  if (value > high) refuse(place, `${what} of at most ${high}`);
  // −0 would be told apart from 0 by some comparisons and by none of the readers.
  return value === 0 ? 0 : value;
}

export function readInteger(place: Place, what: string, range: Range): number {
  if (typeof place.value === 'number' && !Number.isInteger(place.value)) refuse(place, `${what} (a whole number)`);
  return readNumber(place, what, range);
}

/** `[low, high]` in milliseconds, low not above high. */
export function readMsRange(place: Place, range: Range): readonly [low: number, high: number] {
  const shape = 'milliseconds as [low, high]';
  const ends = readList(place, shape);
  const [first, second] = ends;
  if (ends.length !== 2 || first === undefined || second === undefined) return refuse(place, shape);
  const low = readNumber(first, 'a number of milliseconds', range);
  const high = readNumber(second, 'a number of milliseconds', range);
  return low <= high ? [low, high] : refuse(place, `${shape} with low not above high`);
}

/** Text of at most `max` UTF-16 units. */
export function readText(place: Place, what: string, max: number): string {
  const { value } = place;
  if (typeof value !== 'string') return refuse(place, `${what} (text)`);
  if (value.length > max) refuse(place, `${what} of at most ${max} characters`);
  return value;
}

/** One of a few words. */
export function readWord<W extends string>(place: Place, words: readonly W[]): W {
  const word = words.find((each) => each === place.value);
  return word ?? refuse(place, `one of ${quoteList(words, 'or')}`);
}

/** One value, or a list of them. */
export function readOneOrMore<T>(place: Place, read: (place: Place) => T): T[] {
  return Array.isArray(place.value) ? readList(place).map(read) : [read(place)];
}
