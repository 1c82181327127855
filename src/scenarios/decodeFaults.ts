/** Steps about the world around the nodes: links, groups, clocks. */
import type { NodeId } from '../raft/types.ts';
import type { LinkEnd, RunCommand } from '../trace/command.ts';
import { readKnownId, readKnownIds } from './decodeIds.ts';
import { LINK_KEYS, readLinkSettings } from './decodeSettings.ts';
import { quoteList } from './defect.ts';
import { type Fields, type Place, readFields, readList, readNumber, readOneOrMore, refuse } from './reader.ts';

const RATE = { low: 0.01, high: 100 };

/** `{from, to}` or a list of them. */
export function readLinks(place: Place, ids: readonly NodeId[]): LinkEnd[] {
  return readOneOrMore(place, (at) => readLinkEnd(readFields(at, ['from', 'to'], 'a link as {from, to}'), ids));
}

/** null for `true`: every link. */
export function readHealed(place: Place, ids: readonly NodeId[]): LinkEnd[] | null {
  if (place.value === true) return null;
  return typeof place.value === 'object' ? readLinks(place, ids) : refuse(place, 'true, or a link as {from, to}');
}

function readLinkEnd(fields: Fields, ids: readonly NodeId[]): LinkEnd {
  const from = readKnownId(fields.at('from'), ids);
  const to = readKnownId(fields.at('to'), ids);
  return from === to ? refuse(fields.at('to'), 'another node than "from"') : { from, to };
}

/** Groups of nodes, none in two of them. */
export function readGroups(place: Place, ids: readonly NodeId[]): NodeId[][] {
  const seen: NodeId[] = [];
  return readList(place, 'a list of groups of nodes').map((at) => readKnownIds(at, ids, seen));
}

export function readNetworkChange(place: Place): RunCommand {
  const fields = readFields(place, LINK_KEYS);
  if (fields.keys.length === 0) refuse(place, `one of ${quoteList(LINK_KEYS, 'or')}`);
  return { type: 'network', link: null, settings: readLinkSettings(fields) };
}

export function readLink(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['from', 'to', ...LINK_KEYS]);
  const link = readLinkEnd(fields, ids);
  if (!LINK_KEYS.some((key) => fields.has(key))) refuse(place, `one of ${quoteList(LINK_KEYS, 'or')}`);
  return { type: 'network', link, settings: readLinkSettings(fields) };
}

export function readClockRate(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['node', 'rate']);
  const node = readKnownId(fields.at('node'), ids);
  return { type: 'clockRate', node, rate: readNumber(fields.at('rate'), 'a rate', RATE) };
}
