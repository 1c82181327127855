/** `startClient`: a client that asks by itself. What isn't said is as in `defaultClient`. */
import { type ClientSettings, defaultClient } from '../trace/client.ts';
import type { RunCommand } from '../trace/command.ts';
import { NODE_ID_MAX } from '../trace/limits.ts';
import { readKey, READ_MODES } from './decodeCommand.ts';
import { MS, PROBABILITY } from './decodeSettings.ts';
import {
  COUNT_MAX,
  inDocumentOrder,
  nullable,
  optional,
  type Place,
  readBoolean,
  readFields,
  readMsRange,
  readNumber,
  readText,
  readWord,
  refuse,
} from './reader.ts';

export function readStartClient(place: Place): RunCommand {
  const fields = readFields(place, ['client', ...Object.keys(defaultClient)], 'a client (an object)');
  const client = readClientName(fields.at('client'));
  const read = <K extends keyof ClientSettings>(key: K, by: (at: Place) => ClientSettings[K]): ClientSettings[K] =>
    optional(fields.at(key), defaultClient[key], by);
  const settings = inDocumentOrder<ClientSettings>(fields, {
    does: read('does', (at) => readWord(at, ['append', 'set', 'mixed'])),
    key: read('key', readKey),
    reads: read('reads', (at) => nullable(at, (mode) => readWord(mode, READ_MODES))),
    session: read('session', readBoolean),
    thinkMs: read('thinkMs', (at) => readMsRange(at, MS)),
    latencyMs: read('latencyMs', (at) => readMsRange(at, MS)),
    loss: read('loss', (at) => readNumber(at, 'a probability', PROBABILITY)),
    timeoutMs: read('timeoutMs', (at) => readNumber(at, 'a number of milliseconds', { low: 1, high: COUNT_MAX })),
  });
  if (settings.thinkMs[1] + settings.latencyMs[1] === 0) {
    refuse(place, 'a client that rests, or whose messages take time', 'one for whom no time would pass');
  }
  return { type: 'startClient', client, settings };
}

export function readClientName(place: Place): string {
  const name = readText(place, "a client's name", NODE_ID_MAX);
  return name === '' ? refuse(place, "a client's name that is not empty") : name;
}
