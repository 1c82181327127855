/** Messages in words, with the field names of the paper's Figure 2. */
import { unreachable } from '../base/assert.ts';
import type { Message } from '../raft/types.ts';
import { formatCommand } from './narrateCommand.ts';
import { counted, indexRange, spanOf } from './narrateWords.ts';

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
      ];
    case 'AppendEntriesReply':
      return [
        field('term', message.term),
        field('success', message.success),
        ...(message.success ? [hinted('matchIndex', message.matchIndex, 'last index the message proved')] : refusalHints(message)),
      ];
    default:
      return unreachable(message);
  }
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
