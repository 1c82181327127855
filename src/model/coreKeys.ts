/**
 * When two states of a real node, or two messages, are the same for the
 * search: when everything that decides what happens next is the same. What
 * stands beside that (clocks, random numbers, names of requests and writes,
 * counters of rounds, what only clients are told) is left out, and listed in
 * `ignored`: coreKeys.test.ts fails when the core gets a field that is in
 * neither, as the search would not see it.
 */
import { AssertionError } from '../base/assert.ts';
import type { DiskWrite, DurableState, Entry, Log, Message, MessageType, RaftNode } from '../raft/types.ts';
import type { CoreNode } from './coreMachine.ts';

/** Fields that decide what a node does. */
export const decisive: readonly (keyof RaftNode)[] = [
  'id',
  'currentTerm',
  'votedFor',
  'log',
  'role',
  'commitIndex',
  'lastApplied',
  'votes',
  'progress',
  'durableIndex',
  'writes',
];

/** Fields that don't, within the bounds and with the options that the search uses, and why. */
export const ignored: Readonly<Partial<Record<keyof RaftNode, string>>> = {
  options: 'the same everywhere',
  config: 'membership does not change within the bounds',
  configIndex: 'membership does not change within the bounds',
  bootConfig: 'membership does not change within the bounds',
  change: 'membership does not change within the bounds',
  transfer: 'leadership is not handed over within the bounds',
  leaseVoid: 'only leases ask',
  leaderId: 'only clients are told, and check-quorum is off',
  dict: 'made by what is applied',
  sessions: 'made by what is applied',
  proposals: 'only clients are told',
  reads: 'nothing is read within the bounds',
  snapshot: 'nothing is compacted within the bounds',
  incoming: 'nothing is compacted within the bounds',
  round: 'counts what only reads and check-quorum ask for',
  roundsBegan: 'counts what only reads and check-quorum ask for',
  quorumDeadline: 'check-quorum is off',
  leaderHeardAt: 'check-quorum is off',
  electionDeadline: 'timers fire whenever the search likes',
  electionTimeoutMs: 'timers fire whenever the search likes',
  heartbeatDeadline: 'timers fire whenever the search likes',
  nextWriteId: 'a name',
  prng: 'draws nothing but timeouts',
};

/** Equal for nodes that will do the same. */
export function coreNodeKey({ memory, disk, writes }: CoreNode): string {
  const { id, role, commitIndex, lastApplied, durableIndex } = memory;
  const parts = [id, role, commitIndex, lastApplied, durableIndex, stableKey(memory), stableKey(disk)];
  if (role === 'candidate') parts.push(votesKey(memory));
  if (role === 'leader') parts.push(progressKey(memory));
  for (const { write, gated } of writes) {
    const waiting = memory.writes.find((each) => each.id === write.id);
    parts.push(writeKey(write), `${waiting?.lastIndex}/${waiting?.selfVoteTerm}`);
    parts.push([...new Set(gated.map(coreMessageKey))].sort().join(';'));
  }
  return parts.join('|');
}

/** Equal for messages that will do the same. @throws AssertionError for one that the bounds leave no room for */
export function coreMessageKey(message: Message): string {
  const head = `${message.type} ${message.from} ${message.to} ${message.term}`;
  switch (message.type) {
    case 'RequestVote':
      return `${head} ${message.lastLogIndex} ${message.lastLogTerm}`;
    case 'RequestVoteReply':
      return `${head} ${message.voteGranted}`;
    case 'AppendEntries':
      return `${head} ${message.prevLogIndex} ${message.prevLogTerm} ${message.leaderCommit} ${entriesKey(message.entries)}`;
    case 'AppendEntriesReply':
      return `${head} ${message.success} ${message.matchIndex} ${message.prevLogIndex} ${message.conflictTerm} ${message.conflictIndex}`;
    default:
      throw new AssertionError(`a ${message.type} can't be sent within the bounds`);
  }
}

/** Fields of each message that `coreMessageKey` reads; what it leaves out, and why. */
export const messageFields: Readonly<Partial<Record<MessageType, { read: readonly string[]; ignored: readonly string[] }>>> = {
  RequestVote: { read: ['lastLogIndex', 'lastLogTerm'], ignored: ['transfer'] },
  RequestVoteReply: { read: ['voteGranted'], ignored: [] },
  AppendEntries: { read: ['prevLogIndex', 'prevLogTerm', 'leaderCommit', 'entries'], ignored: ['round'] },
  AppendEntriesReply: { read: ['success', 'matchIndex', 'prevLogIndex', 'conflictTerm', 'conflictIndex'], ignored: ['round'] },
};

function stableKey({ currentTerm, votedFor, log }: Pick<DurableState, 'currentTerm' | 'votedFor' | 'log'>): string {
  return `${currentTerm} ${votedFor} ${logKey(log)}`;
}

function votesKey({ votes }: Readonly<RaftNode>): string {
  return Object.keys(votes)
    .sort()
    .map((id) => `${id}${votes[id]}`)
    .join();
}

function progressKey({ progress }: Readonly<RaftNode>): string {
  return Object.entries(progress)
    .map(([id, { nextIndex, matchIndex, state, inflight }]) => `${id} ${nextIndex} ${matchIndex} ${state} ${inflight.join('.')}`)
    .sort()
    .join();
}

function writeKey({ hardState, truncateFrom, append }: DiskWrite): string {
  return `${hardState?.currentTerm} ${hardState?.votedFor} ${truncateFrom} ${entriesKey(append)}`;
}

function logKey({ snapshotIndex, entries }: Log): string {
  return `${snapshotIndex}:${entriesKey(entries)}`;
}

function entriesKey(entries: readonly Entry[]): string {
  return entries.map(({ index, term, command }) => `${index}.${term}${JSON.stringify(command)}`).join();
}
