/** FILTER: which messages in flight a step means. */
import type { NodeId } from '../raft/types.ts';
import { readKnownId } from './decodeIds.ts';
import { COUNT_MAX, type Fields, optional, type Place, readBoolean, readInteger, readOneOrMore, readWord } from './reader.ts';
import type { MessageFilter } from './scenario.ts';

const MESSAGE_TYPES = [
  'RequestVote',
  'RequestVoteReply',
  'PreVote',
  'PreVoteReply',
  'AppendEntries',
  'AppendEntriesReply',
  'InstallSnapshot',
  'InstallSnapshotReply',
  'TimeoutNow',
] as const;

export const FILTER_KEYS = ['id', 'from', 'to', 'type', 'term', 'entries', 'count', 'newest'] as const;

/** The filter among `fields`, whose keys the caller has looked over. */
export function readFilter(fields: Fields, known: readonly NodeId[]): MessageFilter {
  const oneOrMore = <T>(key: string, read: (place: Place) => T): T[] | null =>
    optional<T[] | null>(fields.at(key), null, (at) => readOneOrMore(at, read));
  const integer = (key: string, what: string): number | null =>
    optional<number | null>(fields.at(key), null, (at) => readInteger(at, what, { low: 0, high: COUNT_MAX }));
  return {
    id: integer('id', 'the number of a message'),
    from: oneOrMore('from', (at) => readKnownId(at, known)),
    to: oneOrMore('to', (at) => readKnownId(at, known)),
    types: oneOrMore('type', (at) => readWord(at, MESSAGE_TYPES)),
    term: integer('term', 'a term'),
    entries: optional<boolean | null>(fields.at('entries'), null, readBoolean),
    count: integer('count', 'a number of messages'),
    newest: optional(fields.at('newest'), false, readBoolean),
  };
}
