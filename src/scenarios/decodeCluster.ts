/** `cluster`: who is there, how each node stands at the start, and the options. */
import { findBug } from '../bugs/registry.ts';
import type { Entry, NodeId, RaftOptions, Term } from '../raft/types.ts';
import { NODES_MAX } from '../trace/limits.ts';
import { type ClusterSetup, defaultOptions, freshNode, type PreparedNode } from '../trace/run.ts';
import { LOG_COMMAND_KEYS, readLogCommand } from './decodeCommand.ts';
import { readKnownId, readKnownIds, readNewId } from './decodeIds.ts';
import { describe } from './defect.ts';
import {
  COUNT_MAX,
  nullable,
  optional,
  type Place,
  readBoolean,
  readFields,
  readInteger,
  readList,
  readNumber,
  readMsRange,
  readWord,
  refuse,
} from './reader.ts';

const TERM_MAX = COUNT_MAX;
/** A timer of zero would fire for ever without time passing. */
const TIMER_MS = { low: 1, high: COUNT_MAX };

export function readCluster(place: Place): ClusterSetup {
  const fields = readFields(place, ['nodes', 'voters', 'learners', 'options', 'bugs']);
  const places = readList(fields.at('nodes'), 'a list of nodes', NODES_MAX);
  if (places.length === 0) refuse(fields.at('nodes'), 'at least one node');
  const ids = readIds(places);
  const learners = optional(fields.at('learners'), [], (at) => readKnownIds(at, ids));
  const others = ids.filter((id) => !learners.includes(id));
  const voters = optional(fields.at('voters'), others, (at) => readKnownIds(at, ids));
  for (const [i, id] of learners.entries()) {
    if (voters.includes(id)) {
      const at = { path: `${fields.at('learners').path}[${i}]`, value: id };
      refuse(at, 'a node that is not among the voters', `${describe(id)}, which is`);
    }
  }
  if (voters.length === 0) refuse(fields.at('voters'), 'at least one voter');
  return {
    nodes: places.map((at) => readNode(at, ids)),
    voters,
    learners,
    options: readOptions(fields.at('options')),
    bugs: readBugs(fields.at('bugs')),
  };
}

function readIds(places: readonly Place[]): NodeId[] {
  const ids: NodeId[] = [];
  for (const place of places) {
    const at = typeof place.value === 'string' ? place : readFields(place, null, 'a node id or an object').at('id');
    const id = readNewId(at);
    if (ids.includes(id)) refuse(at, 'each node id once', `${describe(id)} a second time`);
    ids.push(id);
  }
  return ids;
}

function readNode(place: Place, ids: readonly NodeId[]): PreparedNode {
  if (typeof place.value === 'string') return freshNode(place.value);
  const fields = readFields(place, ['id', 'term', 'votedFor', 'log', 'commitIndex', 'up']);
  const log = optional(fields.at('log'), [], (at) => readLog(at, ids));
  const lastTerm = log.at(-1)?.term ?? 0;
  const term = optional(fields.at('term'), lastTerm, (at) => readInteger(at, 'a term', { low: 0, high: TERM_MAX }));
  if (term < lastTerm) refuse(fields.at('term'), `a term of at least ${lastTerm} (that of the last entry)`);
  return {
    id: readNewId(fields.at('id')),
    term,
    votedFor: optional(fields.at('votedFor'), null, (at) => nullable(at, (id) => readKnownId(id, ids))),
    log,
    commitIndex: optional(fields.at('commitIndex'), 0, (at) => readCommitIndex(at, log.length)),
    up: optional(fields.at('up'), true, readBoolean),
  };
}

function readCommitIndex(place: Place, lastIndex: number): number {
  const index = readInteger(place, 'an index', { low: 0, high: COUNT_MAX });
  return index <= lastIndex ? index : refuse(place, `an index of at most ${lastIndex} (where the log ends)`);
}

function readLog(place: Place, ids: readonly NodeId[]): Entry[] {
  const entries: Entry[] = [];
  let floor = 1;
  for (const at of readList(place, 'a list of entries')) {
    const entry = readEntry(at, entries.length + 1, floor, ids);
    floor = entry.term;
    entries.push(entry);
  }
  return entries;
}

/** A term, `{term, set: …}`, or an entry as the final state prints it: `{index, term, command}`. */
function readEntry(place: Place, index: number, floor: Term, ids: readonly NodeId[]): Entry {
  if (typeof place.value === 'number') return { index, term: readEntryTerm(place, floor), command: null };
  const fields = readFields(place, ['index', 'term', 'command', ...LOG_COMMAND_KEYS], 'a term or an entry');
  const term = readEntryTerm(fields.at('term'), floor);
  const indexAt = fields.at('index');
  if (indexAt.value !== undefined && indexAt.value !== index) refuse(indexAt, `${index}, the entry's place`);
  const commandAt = fields.at('command');
  const beside = readLogCommand(fields, ids);
  if (commandAt.value === undefined || commandAt.value === null) return { index, term, command: beside };
  if (beside !== null) refuse(commandAt, 'one command only');
  const command = readLogCommand(readFields(commandAt, LOG_COMMAND_KEYS), ids);
  return command === null ? refuse(commandAt, 'a command or null') : { index, term, command };
}

function readEntryTerm(place: Place, floor: Term): Term {
  if (typeof place.value === 'number' && place.value < floor && place.value >= 1) {
    refuse(place, `a term of at least ${floor} (terms never fall in a log)`);
  }
  return readInteger(place, 'a term', { low: 1, high: TERM_MAX });
}

function readOptions(place: Place): RaftOptions {
  if (place.value === undefined) return defaultOptions;
  const fields = readFields(place, Object.keys(defaultOptions));
  const read = <K extends keyof RaftOptions>(key: K, by: (at: Place) => RaftOptions[K]): RaftOptions[K] =>
    optional(fields.at(key), defaultOptions[key], by);
  const limit = (at: Place): number | null =>
    nullable(at, (one) => readInteger(one, 'a limit', { low: 1, high: COUNT_MAX }));
  return {
    electionTimeoutMs: read('electionTimeoutMs', (at) => readMsRange(at, TIMER_MS)),
    heartbeatMs: read('heartbeatMs', (at) => readNumber(at, 'a number of milliseconds', TIMER_MS)),
    noOpOnElection: read('noOpOnElection', readBoolean),
    fastBacktracking: read('fastBacktracking', readBoolean),
    maxEntriesPerAppend: read('maxEntriesPerAppend', limit),
    maxInflightAppends: read('maxInflightAppends', limit),
    probeWithEntries: read('probeWithEntries', readBoolean),
    preVote: read('preVote', readBoolean),
    checkQuorum: read('checkQuorum', readBoolean),
    snapshotThreshold: read('snapshotThreshold', limit),
    snapshotChunkBytes: read('snapshotChunkBytes', limit),
    membership: read('membership', (at) => readWord(at, ['joint', 'single'])),
    clockDriftBound: read('clockDriftBound', (at) => readNumber(at, 'a share of a second', { low: 0, high: 10 })),
    maxSessions: read('maxSessions', limit),
  };
}

/** By name or by number; the run has their names. */
function readBugs(place: Place): string[] {
  const names: string[] = [];
  for (const at of optional(place, [], (list) => readList(list, 'a list of bugs of the zoo'))) {
    const bug = typeof at.value === 'string' || typeof at.value === 'number' ? findBug(String(at.value)) : null;
    if (bug === null) return refuse(at, 'the name or number of a bug of the zoo, such as "commits-old-term"');
    if (names.includes(bug.name)) refuse(at, 'each bug once', `${describe(at.value)} a second time`);
    names.push(bug.name);
  }
  return names;
}
