/** How the invariants see a real node and its messages, and how either is renamed. */
import type { Log, Message, NodeId } from '../raft/types.ts';
import type { CoreNode } from './coreMachine.ts';
import { nameOf, type MessageView, type NodeView, type Place, type Renaming, type SeenEntry } from './machine.ts';

/** The place of the node with this name. */
function placeOf(id: NodeId): Place {
  return Number(id.slice(1)) - 1;
}

export function coreNodeView({ memory, disk }: CoreNode): NodeView {
  const { id, role, currentTerm, votedFor, log, commitIndex, progress, durableIndex, config } = memory;
  return {
    place: placeOf(id),
    role: role === 'leader' || role === 'candidate' ? role : 'follower',
    term: currentTerm,
    votedFor: votedFor === null ? null : placeOf(votedFor),
    log: seenLog(log),
    commitIndex,
    match: role === 'leader' ? config.voters.map((_, place) => progress[nameOf(place)]?.matchIndex ?? durableIndex) : null,
    disk: {
      term: disk.currentTerm,
      votedFor: disk.votedFor === null ? null : placeOf(disk.votedFor),
      log: seenLog(disk.log),
    },
  };
}

export function coreMessageView(message: Message): MessageView {
  const view = { from: placeOf(message.from), to: placeOf(message.to), term: message.term, match: 0 };
  switch (message.type) {
    case 'RequestVote':
      return { ...view, says: 'asks' };
    case 'RequestVoteReply':
      return { ...view, says: message.voteGranted ? 'grants' : 'nothing' };
    case 'AppendEntries':
      return { ...view, says: 'leads' };
    case 'AppendEntriesReply':
      return { ...view, says: message.success ? 'holds' : 'nothing', match: message.matchIndex };
    default:
      return { ...view, says: 'nothing' };
  }
}

/** The entries as texts to compare; nothing is compacted within the bounds. */
export function seenLog({ entries }: Log): SeenEntry[] {
  return entries.map(({ term, command }) => ({ term, command: JSON.stringify(command) }));
}

/** A copy in which every node's name is another one's, wherever it stands, in keys and in values. */
export function renameIds<T>(value: T, renaming: Renaming): T {
  const name = (text: string): string => (/^S[1-9]$/.test(text) ? nameOf(renaming[placeOf(text)] ?? placeOf(text)) : text);
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return name(part);
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(walk);
    if (part instanceof Map) return new Map([...part].map(([key, held]) => [walk(key), walk(held)]));
    return Object.fromEntries(Object.entries(part).map(([key, held]) => [name(key), walk(held)]));
  };
  return walk(value) as T;
}
