/** Messages in words, with the field names of the paper's Figure 2. */
import { unreachable } from '../base/assert.ts';
import type { InstallSnapshot, InstallSnapshotReply, Message } from '../raft/types.ts';
import { formatCommand } from './narrateCommand.ts';
import { clip, counted, indexRange, spanOf } from './narrateWords.ts';

/** Snapshots can be long; nobody reads more of one than this many characters. */
const DATA_SHOWN = 2000;

/** One field of a message, ready to be read. */
export interface MessageField {
  readonly name: string;
  readonly value: string;
  /** The field is not in Figure 2; this says what it is for. */
  readonly hint?: string;
}

/** What a message is, as a heading: `AppendEntries reply: refused`. */
export function messageTitle(message: Message): string {
  switch (message.type) {
    case 'RequestVote':
      return 'RequestVote';
    case 'RequestVoteReply':
      return `RequestVote reply: ${message.voteGranted ? 'granted' : 'refused'}`;
    case 'AppendEntries':
      return message.entries.length === 0
        ? 'AppendEntries: heartbeat'
        : `AppendEntries: ${counted(message.entries.length, 'entry', 'entries')}`;
    case 'AppendEntriesReply':
      return `AppendEntries reply: ${message.success ? 'accepted' : 'refused'}`;
    case 'PreVote':
      return 'PreVote';
    case 'PreVoteReply':
      return `PreVote reply: ${message.voteGranted ? 'granted' : 'refused'}`;
    case 'InstallSnapshot':
      return `InstallSnapshot: ${chunkName(message)}`;
    case 'InstallSnapshotReply':
      return `InstallSnapshot reply: ${message.installed ? 'installed' : `go on at ${message.nextOffset}`}`;
    case 'TimeoutNow':
      return 'TimeoutNow: campaign at once';
    default:
      return unreachable(message);
  }
}

/** The same inside a sentence: `heartbeat`, `AppendEntries 16–18`, `vote request`, `vote`, `refusal`. */
export function messageNoun(message: Message): string {
  switch (message.type) {
    case 'RequestVote':
      return 'vote request';
    case 'RequestVoteReply':
      return message.voteGranted ? 'vote' : 'refusal of a vote';
    case 'AppendEntries': {
      const span = spanOf(message.entries);
      return span === null ? 'heartbeat' : `AppendEntries ${indexRange(span.from, span.to)}`;
    }
    case 'AppendEntriesReply':
      return message.success ? 'acknowledgement' : 'refusal';
    case 'PreVote':
      return 'pre-vote request';
    case 'PreVoteReply':
      return message.voteGranted ? 'pre-vote' : 'refusal of a pre-vote';
    case 'InstallSnapshot':
      return isWhole(message) ? `snapshot through ${message.lastIncludedIndex}` : `chunk of the snapshot through ${message.lastIncludedIndex}`;
    case 'InstallSnapshotReply':
      return message.installed ? 'acknowledgement of a snapshot' : 'answer to a chunk';
    case 'TimeoutNow':
      return 'TimeoutNow';
    default:
      return unreachable(message);
  }
}

/** Every field that is on the wire, in Figure 2's order; sender and receiver are the envelope's. */
export function messageFields(message: Message): MessageField[] {
  switch (message.type) {
    case 'RequestVote':
      return [
        field('term', message.term),
        field('candidateId', message.from),
        field('lastLogIndex', message.lastLogIndex),
        field('lastLogTerm', message.lastLogTerm),
        hinted('transfer', message.transfer, 'the leader itself asked for this election, so nobody ignores it'),
      ];
    case 'RequestVoteReply':
      return [field('term', message.term), field('voteGranted', message.voteGranted)];
    case 'AppendEntries':
      return [
        field('term', message.term),
        field('leaderId', message.from),
        field('prevLogIndex', message.prevLogIndex),
        field('prevLogTerm', message.prevLogTerm),
        field('entries[]', formatEntries(message)),
        field('leaderCommit', message.leaderCommit),
        roundField(message.round),
      ];
    case 'AppendEntriesReply':
      return [
        field('term', message.term),
        field('success', message.success),
        ...(message.success ? [hinted('matchIndex', message.matchIndex, 'last index the message proved')] : refusalHints(message)),
        roundField(message.round),
      ];
    case 'PreVote':
      return [
        hinted('term', message.term, 'the term it would campaign in; nobody is in it because of this'),
        field('candidateId', message.from),
        field('lastLogIndex', message.lastLogIndex),
        field('lastLogTerm', message.lastLogTerm),
      ];
    case 'PreVoteReply':
      return [
        hinted('term', message.term, 'the answering node’s own, so that the asker learns it'),
        hinted('forTerm', message.forTerm, 'the term that was asked about'),
        field('voteGranted', message.voteGranted),
      ];
    case 'InstallSnapshot':
    case 'InstallSnapshotReply':
      return snapshotFields(message);
    case 'TimeoutNow':
      return [field('term', message.term), field('leaderId', message.from)];
    default:
      return unreachable(message);
  }
}

/** Figure 13's order. */
function snapshotFields(message: InstallSnapshot | InstallSnapshotReply): MessageField[] {
  if (message.type === 'InstallSnapshot') {
    return [
      field('term', message.term),
      field('leaderId', message.from),
      field('lastIncludedIndex', message.lastIncludedIndex),
      field('lastIncludedTerm', message.lastIncludedTerm),
      field('offset', message.offset),
      field('data[]', message.data === '' ? 'none' : clip(message.data, DATA_SHOWN)),
      field('done', message.done),
      roundField(message.round),
    ];
  }
  return [
    field('term', message.term),
    hinted('lastIncludedIndex', message.lastIncludedIndex, 'which snapshot is answered'),
    hinted('installed', message.installed, 'it has everything up to there now'),
    ...(message.installed ? [] : [hinted('nextOffset', message.nextOffset, 'where the chunk begins that it waits for')]),
    roundField(message.round),
  ];
}

function isWhole({ offset, done }: InstallSnapshot): boolean {
  return offset === 0 && done;
}

/** `whole, through 12`, `through 12, from 40 on`, `through 12, last chunk`. */
function chunkName(message: InstallSnapshot): string {
  const { lastIncludedIndex, offset, done } = message;
  if (isWhole(message)) return `whole, through ${lastIncludedIndex}`;
  return `through ${lastIncludedIndex}, ${done ? 'last chunk' : offset === 0 ? 'first chunk' : `from ${offset} on`}`;
}

function roundField(round: number): MessageField {
  return hinted('round', round, 'the leader’s heartbeat round: answers confirm that it still led when the round began');
}

function refusalHints(message: Extract<Message, { type: 'AppendEntriesReply' }>): MessageField[] {
  return [
    hinted('prevLogIndex', message.prevLogIndex, 'the probe that is answered'),
    hinted('conflictTerm', message.conflictTerm ?? 'none', 'the term the follower has there; none: its log is shorter'),
    hinted('conflictIndex', message.conflictIndex, 'its first index of that term, or the one after its last'),
  ];
}

function formatEntries(message: Extract<Message, { type: 'AppendEntries' }>): string {
  if (message.entries.length === 0) return 'none';
  return message.entries
    .map((entry) => `${entry.index}: t${entry.term} ${formatCommand(entry.command)}`)
    .join('\n');
}

function field(name: string, value: string | number | boolean): MessageField {
  return { name, value: String(value) };
}

function hinted(name: string, value: string | number | boolean, hint: string): MessageField {
  return { name, value: String(value), hint };
}
