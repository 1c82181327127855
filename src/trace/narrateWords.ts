/** Small words that every sentence is made of. */
import type { Entry, LogIndex, NodeId } from '../raft/types.ts';

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
