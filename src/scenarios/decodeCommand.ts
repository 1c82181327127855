/** What a client may ask: `set`, `delete`, `cas`, `append`, each with a session or without; and what else stands in a log. */
import type { Command, Configuration, DictCommand, NodeId, SessionStamp } from '../raft/types.ts';
import { CLIENT_ID_MAX, KEY_MAX, VALUE_MAX } from '../trace/limits.ts';
import { readKnownIds } from './decodeIds.ts';
import { quoteList } from './defect.ts';
import {
  COUNT_MAX,
  type Fields,
  inDocumentOrder,
  nullable,
  optional,
  type Place,
  readFields,
  readInteger,
  readList,
  readText,
  refuse,
} from './reader.ts';

export const COMMAND_KEYS = ['set', 'delete', 'cas', 'append'] as const;
export const READ_MODES = ['readIndex', 'lease', 'log', 'local'] as const;
export const SESSION_KEYS = ['client', 'seq'] as const;
const LOG_ONLY_KEYS = ['read', 'config'] as const;
/** All that a command of a log may have. */
export const LOG_COMMAND_KEYS = [...COMMAND_KEYS, ...LOG_ONLY_KEYS, ...SESSION_KEYS] as const;

/** The one command among `fields`, with its session if it has one; null when there is none. */
export function readCommand(fields: Fields): DictCommand | null {
  const key = onlyOne(fields, COMMAND_KEYS);
  const stamp = readStamp(fields);
  if (key !== null) return inDocumentOrder(fields, { ...readPlain(fields, key), ...stamp });
  return stamp === null ? null : refuse(fields.at('client'), 'a command beside it, as a no-op has no session');
}

/** The one command of an entry among `fields`; null is the no-op. */
export function readLogCommand(fields: Fields, ids: readonly NodeId[]): Command {
  const key = onlyOne(fields, [...COMMAND_KEYS, ...LOG_ONLY_KEYS]);
  if (key === 'read' || key === 'config') {
    for (const other of SESSION_KEYS) if (fields.has(other)) refuse(fields.at(other), `nothing beside "${key}"`);
    return key === 'read' ? { read: readKey(fields.at('read')) } : { config: readConfiguration(fields.at('config'), ids) };
  }
  return readCommand(fields);
}

function onlyOne<K extends string>(fields: Fields, keys: readonly K[]): K | null {
  const given = keys.filter((key) => fields.has(key));
  if (given.length > 1) {
    refuse({ path: fields.path, value: null }, `one of ${quoteList(keys, 'or')}`, quoteList(given));
  }
  return given[0] ?? null;
}

/** Which request of which client; null: neither is said. One without the other says nothing. */
function readStamp(fields: Fields): SessionStamp | null {
  if (!SESSION_KEYS.some((key) => fields.has(key))) return null;
  const client = readText(fields.at('client'), "a client's name", CLIENT_ID_MAX);
  if (client === '') refuse(fields.at('client'), "a client's name that is not empty");
  return { client, seq: readInteger(fields.at('seq'), "the number of the client's command", { low: 0, high: COUNT_MAX }) };
}

function readConfiguration(place: Place, ids: readonly NodeId[]): Configuration {
  const fields = readFields(place, ['voters', 'votersOutgoing', 'learners'], 'a configuration (an object)');
  const voters = readKnownIds(fields.at('voters'), ids);
  if (voters.length === 0) refuse(fields.at('voters'), 'at least one voter');
  return {
    voters,
    votersOutgoing: optional(fields.at('votersOutgoing'), [], (at) => readKnownIds(at, ids)),
    learners: optional(fields.at('learners'), [], (at) => readKnownIds(at, ids, [...voters])),
  };
}

function readPlain(fields: Fields, key: (typeof COMMAND_KEYS)[number]): DictCommand {
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

export function readKey(place: Place): string {
  const key = readText(place, 'a key', KEY_MAX);
  return key === '' ? refuse(place, 'a key that is not empty') : key;
}

function readValue(place: Place): string {
  return readText(place, 'a value', VALUE_MAX);
}
