/** Small words that every sentence is made of. */
import type { Configuration, Entry, LogIndex, NodeId, ReadMode, RequestOp, Role } from '../raft/types.ts';

/** `S1`, `S1 and S2`, `S1, S2 and S3`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return 'nobody';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 entry`, `3 entries`. The plural is `one` with an s unless given. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `entry 16`, `entries 16–18`. */
export function entryRange(from: LogIndex, to: LogIndex): string {
  return from === to ? `entry ${from}` : `entries ${from}–${to}`;
}

/** `16`, `16–18`. */
export function indexRange(from: LogIndex, to: LogIndex): string {
  return from === to ? `${from}` : `${from}–${to}`;
}

/** Where `entries` begin and end, or null when there are none. */
export function spanOf(entries: readonly Entry[]): { from: LogIndex; to: LogIndex } | null {
  const first = entries[0];
  const last = entries.at(-1);
  return first === undefined || last === undefined ? null : { from: first.index, to: last.index };
}

/** Text of a user's inside a sentence: cut to `length` characters, with an ellipsis. */
export function clip(text: string, length = 48): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** Milliseconds with no more digits than matter: `0.25 ms`, `131 ms`. */
export function milliseconds(ms: number): string {
  const rounded = ms >= 10 ? Math.round(ms) : Math.round(ms * 100) / 100;
  return `${rounded} ms`;
}

/** The node's name, or a stand-in where an event names none. */
export function named(node: NodeId | null): string {
  return node ?? 'The node';
}

/** A role inside a sentence. */
export function roleWord(role: Role): string {
  return role === 'preCandidate' ? 'pre-candidate' : role;
}

/** What was asked of a node, inside a sentence. */
export function requestNoun(op: RequestOp): string {
  return requestNouns[op];
}

const requestNouns: Record<RequestOp, string> = {
  propose: 'command',
  read: 'read',
  change: 'change of members',
  transfer: 'transfer',
};

/** How a read is made, as an adjective: `ReadIndex read`. */
export function readModeWord(mode: ReadMode): string {
  return mode === 'readIndex' ? 'ReadIndex' : mode;
}

/** Characters `offset + 1`…`offset + length` of something, as a reader counts them. */
export function characters(offset: number, length: number): string {
  if (length === 0) return 'no characters';
  return length === 1 ? `character ${offset + 1}` : `characters ${offset + 1}–${offset + length}`;
}

/** Who decides and who listens: `S1, S2 and S3 vote; S4 listens`, `majorities of S1 and S2 and of S3 and S4 have to agree`. */
export function configClause({ voters, votersOutgoing, learners }: Configuration): string {
  const learn = learners.length === 0 ? '' : `; ${listed(learners)} ${learners.length === 1 ? 'listens' : 'listen'}`;
  if (votersOutgoing.length > 0) {
    return `a majority of ${listed(votersOutgoing)} and one of ${listed(voters)} have to agree${learn}`;
  }
  return `${listed(voters)} ${voters.length === 1 ? 'votes' : 'vote'}${learn}`;
}

/** The same in a few characters: `S1 S2 S3`, `S1 S2 | S2 S3` while joint (old half first), `S1 S2 +S3` with a learner. */
export function configLabel({ voters, votersOutgoing, learners }: Configuration): string {
  const halves = votersOutgoing.length === 0 ? [voters] : [votersOutgoing, voters];
  return [halves.map((half) => half.join(' ')).join(' | '), ...learners.map((id) => `+${id}`)].join(' ');
}
