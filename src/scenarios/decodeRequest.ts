/** Steps that ask a node for something: proposals, reads, changes of the configuration, transfers, snapshots; and new nodes. */
import type { NodeId, ReadMode } from '../raft/types.ts';
import type { RunCommand } from '../trace/command.ts';
import { NODES_MAX } from '../trace/limits.ts';
import { COMMAND_KEYS, READ_MODES, readCommand, readKey, SESSION_KEYS } from './decodeCommand.ts';
import { readKnownId, readNewId } from './decodeIds.ts';
import { describe, quoteList } from './defect.ts';
import { COUNT_MAX, optional, type Place, readFields, readInteger, readList, readTrue, readWord, refuse } from './reader.ts';

export function readPropose(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['to', ...COMMAND_KEYS, 'noop', ...SESSION_KEYS], 'a proposal (an object)');
  const to = readKnownId(fields.at('to'), ids);
  const command = readCommand(fields);
  const noop = optional(fields.at('noop'), false, readTrue);
  if ((command === null) !== noop) {
    const commands = [...COMMAND_KEYS, 'noop'];
    refuse(place, `one of ${quoteList(commands, 'or')}`, quoteList(commands.filter((key) => fields.has(key))));
  }
  return { type: 'propose', to, command };
}

export function readRead(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['to', 'key', 'mode'], 'a read (an object)');
  return {
    type: 'read',
    to: readKnownId(fields.at('to'), ids),
    key: readKey(fields.at('key')),
    mode: optional<ReadMode>(fields.at('mode'), 'readIndex', (at) => readWord(at, READ_MODES)),
  };
}

/** A list that makes no configuration (nobody in it, somebody twice) is read: refusing it is the leader's part. */
export function readChange(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['via', 'voters', 'learners'], 'a change (an object)');
  const members = (at: Place): NodeId[] => readList(at, 'a list of node ids').map((each) => readKnownId(each, ids));
  return {
    type: 'change',
    via: readKnownId(fields.at('via'), ids),
    voters: members(fields.at('voters')),
    learners: optional(fields.at('learners'), [], members),
  };
}

export function readTransfer(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['from', 'to'], 'a transfer (an object)');
  return { type: 'transfer', from: readKnownId(fields.at('from'), ids), to: readKnownId(fields.at('to'), ids) };
}

export function readCompact(place: Place, ids: readonly NodeId[]): RunCommand {
  const fields = readFields(place, ['node', 'upTo'], 'a compaction (an object)');
  return {
    type: 'compact',
    node: readKnownId(fields.at('node'), ids),
    upTo: optional<number | null>(fields.at('upTo'), null, (at) => readInteger(at, 'an index', { low: 0, high: COUNT_MAX })),
  };
}

/** `ids` are the nodes that are there before. */
export function readAddNode(place: Place, ids: readonly NodeId[]): NodeId {
  const id = readNewId(place);
  if (ids.includes(id)) refuse(place, 'a node that is not there yet', `${describe(id)}, which is`);
  if (ids.length >= NODES_MAX) refuse(place, `at most ${NODES_MAX} nodes`, `${describe(id)}, which would be one more`);
  return id;
}
