/** What a client may ask: `set`, `delete`, `cas`, `append`. */
import type { Command } from '../raft/types.ts';
import { KEY_MAX, VALUE_MAX } from '../trace/limits.ts';
import { quoteList } from './defect.ts';
import { type Fields, nullable, type Place, readList, readText, refuse } from './reader.ts';

export const COMMAND_KEYS = ['set', 'delete', 'cas', 'append'] as const;

/** The one command among `fields`, or null when there is none. */
export function readCommand(fields: Fields): Command {
  const given = COMMAND_KEYS.filter((key) => fields.has(key));
  const [key] = given;
  if (key === undefined) return null;
  if (given.length > 1) {
    refuse({ path: fields.path, value: null }, `one of ${quoteList(COMMAND_KEYS, 'or')}`, quoteList(given));
  }
  const place = fields.at(key);
  switch (key) {
    case 'set':
      return { set: readKeyValue(place) };
    case 'append':
      return { append: readKeyValue(place) };
    case 'delete':
      return { delete: readKey(place) };
    case 'cas':
      return { cas: readSwap(place) };
  }
}

function readKeyValue(place: Place): [key: string, value: string] {
  const [key, value] = readParts(place, 2, '[key, value]');
  return [readKey(key as Place), readValue(value as Place)];
}

function readSwap(place: Place): [key: string, expected: string | null, next: string] {
  const [key, expected, next] = readParts(place, 3, '[key, old value or null, new value]');
  return [readKey(key as Place), nullable(expected as Place, readValue), readValue(next as Place)];
}

function readParts(place: Place, size: number, shape: string): Place[] {
  const parts = readList(place, shape);
  return parts.length === size ? parts : refuse(place, shape);
}

function readKey(place: Place): string {
  const key = readText(place, 'a key', KEY_MAX);
  return key === '' ? refuse(place, 'a key that is not empty') : key;
}

function readValue(place: Place): string {
  return readText(place, 'a value', VALUE_MAX);
}
