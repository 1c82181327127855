/** Which glyph a message has, and the key that names the glyphs on screen. */
import type { Message } from '../../raft/types.ts';

export type MessageKind = 'request' | 'granted' | 'denied' | 'entries' | 'heartbeat' | 'ack' | 'refusal';

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
  }
}

export type LegendMark = MessageKind | 'lost';

const order: readonly { readonly mark: LegendMark; readonly label: string }[] = [
  { mark: 'request', label: 'vote request' },
  { mark: 'granted', label: 'vote granted' },
  { mark: 'denied', label: 'vote refused' },
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
      return 8;
    case 'granted':
    case 'denied':
      return 8.5;
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
