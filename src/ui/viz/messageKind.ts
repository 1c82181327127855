/** Which glyph a message has, and the key that names the glyphs on screen. */
import type { Message } from '../../raft/types.ts';

/** Diamonds are votes, dashed where they are not real yet (T9.6); round is an answer; a page is a snapshot. */
export type MessageKind =
  | 'request'
  | 'granted'
  | 'denied'
  | 'preRequest'
  | 'preGranted'
  | 'preDenied'
  | 'entries'
  | 'heartbeat'
  | 'ack'
  | 'refusal'
  | 'snapshot'
  | 'chunk'
  | 'timeoutNow';

export function messageKind(message: Message): MessageKind {
  switch (message.type) {
    case 'RequestVote':
      return 'request';
    case 'RequestVoteReply':
      return message.voteGranted ? 'granted' : 'denied';
    case 'AppendEntries':
      return message.entries.length === 0 ? 'heartbeat' : 'entries';
    case 'AppendEntriesReply':
      return message.success ? 'ack' : 'refusal';
    case 'PreVote':
      return 'preRequest';
    case 'PreVoteReply':
      return message.voteGranted ? 'preGranted' : 'preDenied';
    case 'InstallSnapshot':
      return message.offset === 0 && message.done ? 'snapshot' : 'chunk';
    case 'InstallSnapshotReply':
      return 'ack';
    case 'TimeoutNow':
      return 'timeoutNow';
  }
}

/** What a glyph has written on it: how many entries, or up to which index a snapshot goes; null: nothing. */
export function glyphNumber(message: Message): number | null {
  if (message.type === 'AppendEntries') return message.entries.length === 0 ? null : message.entries.length;
  return message.type === 'InstallSnapshot' ? message.lastIncludedIndex : null;
}

export type LegendMark = MessageKind | 'lost';

const order: readonly { readonly mark: LegendMark; readonly label: string }[] = [
  { mark: 'request', label: 'vote request' },
  { mark: 'granted', label: 'vote granted' },
  { mark: 'denied', label: 'vote refused' },
  { mark: 'preRequest', label: 'pre-vote asked' },
  { mark: 'preGranted', label: 'pre-vote yes' },
  { mark: 'preDenied', label: 'pre-vote no' },
  { mark: 'timeoutNow', label: 'TimeoutNow' },
  { mark: 'snapshot', label: 'snapshot' },
  { mark: 'chunk', label: 'snapshot chunk' },
  { mark: 'entries', label: 'entries' },
  { mark: 'heartbeat', label: 'heartbeat' },
  { mark: 'ack', label: 'ack' },
  { mark: 'refusal', label: 'refusal' },
  { mark: 'lost', label: 'lost' },
];

/** The marks on screen with their names, in a fixed order. */
export function legend(messages: readonly Message[], anyLost: boolean): readonly { mark: LegendMark; label: string }[] {
  const shown = new Set<LegendMark>(messages.map(messageKind));
  if (anyLost) shown.add('lost');
  return order.filter(({ mark }) => shown.has(mark));
}

/** How far a glyph reaches from its middle along the way; trail and chevron keep clear of it. */
export function glyphReach(kind: MessageKind, entries: number): number {
  switch (kind) {
    case 'request':
    case 'preRequest':
      return 8;
    case 'granted':
    case 'denied':
    case 'preGranted':
    case 'preDenied':
      return 8.5;
    case 'snapshot':
      return 12;
    case 'chunk':
      return 12.5;
    case 'timeoutNow':
      return 7;
    case 'entries':
      return 6 + 3 * (stackHeight(entries) - 1);
    case 'heartbeat':
      return 3.5;
    case 'ack':
      return 4.5;
    case 'refusal':
      return 6.5;
  }
}

/** So many squares stand for so many entries. */
export function stackHeight(entries: number): number {
  return Math.min(3, Math.max(1, entries));
}
