/** `network` and `disk`, at the start and when a step changes them. */
import type { DiskSettings, LinkSettings, NetworkSettings } from '../trace/command.ts';
import { defaultDisk, defaultNetwork } from '../trace/run.ts';
import {
  COUNT_MAX,
  type Fields,
  inDocumentOrder,
  optional,
  type Place,
  readBoolean,
  readFields,
  readNumber,
  readMsRange,
  readWord,
} from './reader.ts';

export const MS = { low: 0, high: COUNT_MAX };
export const PROBABILITY = { low: 0, high: 1 };
export const LINK_KEYS = ['latencyMs', 'loss', 'duplicate', 'reorder'] as const;

export function readNetwork(place: Place): NetworkSettings {
  if (place.value === undefined) return defaultNetwork;
  const fields = readFields(place, ['mode', ...LINK_KEYS]);
  const mode = optional(fields.at('mode'), defaultNetwork.mode, (at) => readWord(at, ['timed', 'manual']));
  return { ...defaultNetwork, ...readLinkSettings(fields), mode };
}

/** Those of the link settings that are given. */
export function readLinkSettings(fields: Fields): LinkSettings {
  const given = <T>(key: keyof LinkSettings, read: (place: Place) => T): Record<string, T> =>
    fields.has(key) ? { [key]: read(fields.at(key)) } : {};
  return inDocumentOrder(fields, {
    ...given('latencyMs', (at) => readMsRange(at, MS)),
    ...given('loss', (at) => readNumber(at, 'a probability', PROBABILITY)),
    ...given('duplicate', (at) => readNumber(at, 'a probability', PROBABILITY)),
    ...given('reorder', readBoolean),
  });
}

export function readDisk(place: Place): DiskSettings {
  if (place.value === undefined) return defaultDisk;
  const fields = readFields(place, ['fsyncMs']);
  return {
    fsyncMs: optional(fields.at('fsyncMs'), defaultDisk.fsyncMs, (at) => readMsRange(at, MS)),
  };
}
