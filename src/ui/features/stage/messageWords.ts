/** What stands beside a message, and what a screen reader says of it. */
import type { InstallSnapshot, Message } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import type { Envelope, VirtualMs } from '../../../trace/event.ts';
import { characters, counted, indexRange, spanOf } from '../../../trace/narrateWords.ts';
import { glyphNumber, messageKind } from '../../viz/messageKind.ts';

export interface MessageLabel {
  readonly text: string;
  readonly detail: string | null;
}

/** With more than this on their way, or more than so many of them answers, only the selected message is labelled. */
const CALM = 12;
const CALM_ANSWERS = 3;

/** Whether there is room beside the messages for words. */
export function isCalm({ inFlight, inFlightCount }: Pick<Frame, 'inFlight' | 'inFlightCount'>): boolean {
  return inFlightCount <= CALM && inFlight.filter(({ message }) => decides(message)).length <= CALM_ANSWERS;
}

/** Answers that decide something. */
function decides(message: Message): boolean {
  const kind = messageKind(message);
  return kind === 'refusal' || /granted|denied/i.test(kind) || kind === 'timeoutNow';
}

/** The words beside a message: while it is calm beside what decides, always beside the selected one. */
export function messageLabel(frame: Frame, message: Message, selected: boolean, calm: boolean): MessageLabel | null {
  if (!selected && !(calm && decides(message))) return null;
  return { text: shortName(message), detail: selected || messageKind(message) === 'refusal' ? detailOf(frame, message) : null };
}

function shortName(message: Message): string {
  switch (messageKind(message)) {
    case 'request':
      return 'asks for a vote';
    case 'granted':
      return 'granted';
    case 'denied':
    case 'refusal':
      return 'refused';
    case 'preRequest':
      return 'asks if it could win';
    case 'preGranted':
      return 'would vote for it';
    case 'preDenied':
      return 'would not';
    case 'snapshot':
      return `snapshot through ${glyphNumber(message) ?? 0}`;
    case 'chunk':
      return 'snapshot chunk';
    case 'timeoutNow':
      return 'campaign now';
    case 'entries':
      return entriesName(message);
    case 'heartbeat':
      return 'heartbeat';
    case 'ack':
      return ackName(message);
  }
}

function ackName(message: Message): string {
  if (message.type === 'AppendEntriesReply') return `has up to ${message.matchIndex}`;
  if (message.type !== 'InstallSnapshotReply') return 'ack';
  return message.installed ? `has up to ${message.lastIncludedIndex}` : `has ${message.nextOffset} characters`;
}

function entriesName(message: Message): string {
  const span = message.type === 'AppendEntries' ? spanOf(message.entries) : null;
  if (span === null) return 'entries';
  return span.from === span.to ? `entry ${span.from}` : `entries ${indexRange(span.from, span.to)}`;
}

function detailOf(frame: Frame, message: Message): string | null {
  const receiver = frame.nodes.find((node) => node.id === message.to);
  if (message.type === 'PreVote') return `about term ${message.term}`;
  if (message.type === 'InstallSnapshot') return chunkWords(message);
  if (receiver !== undefined && message.term !== receiver.currentTerm) return `carries term ${message.term}`;
  if (message.type === 'AppendEntriesReply' && !message.success) return `no match at ${message.prevLogIndex}`;
  return null;
}

/** `AppendEntries S5 to S1, 1 entry, arrives in 14 ms`. Without `now` the time is left out. */
export function spokenMessage({ message, deliverAt }: Envelope, now: VirtualMs | null): string {
  const name = `${message.type.replace('Reply', ' reply')} ${message.from} to ${message.to}`;
  const what = contents(message);
  if (deliverAt === null) return `${name}, ${what}, waits to be delivered`;
  return now === null ? `${name}, ${what}` : `${name}, ${what}, arrives in ${Math.max(0, Math.ceil(deliverAt - now))} ms`;
}

function contents(message: Message): string {
  switch (message.type) {
    case 'RequestVote':
      return `term ${message.term}`;
    case 'RequestVoteReply':
      return message.voteGranted ? 'granted' : 'refused';
    case 'AppendEntries':
      return message.entries.length === 0 ? 'heartbeat' : counted(message.entries.length, 'entry', 'entries');
    case 'AppendEntriesReply':
      return message.success ? 'accepted' : 'refused';
    case 'PreVote':
      return `about term ${message.term}`;
    case 'PreVoteReply':
      return message.voteGranted ? 'would vote' : 'would not vote';
    case 'InstallSnapshot':
      return `through ${message.lastIncludedIndex}, ${chunkWords(message)}`;
    case 'InstallSnapshotReply':
      return message.installed ? 'installed' : `waits for character ${message.nextOffset + 1}`;
    case 'TimeoutNow':
      return 'campaign at once';
  }
}

/** Which part of the snapshot it is. */
function chunkWords({ offset, data, done }: InstallSnapshot): string {
  return `${characters(offset, data.length)}${done ? ', the last' : ''}`;
}
