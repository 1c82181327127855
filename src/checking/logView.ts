/**
 * Reading a log from outside. The protocol's own lookups are not used on
 * purpose: a mistake in them must not hide itself.
 */
import type { LogIndex, Term } from '../raft/types.ts';
import type { ObservedNode } from '../trace/observed.ts';

export type SeenNode = NonNullable<ObservedNode['node']>;
export type SeenDisk = ObservedNode['disk'];
export type SeenLog = SeenDisk['log'];
export type SeenEntry = SeenLog['entries'][number];
export type SeenConfig = SeenNode['config'];
export type SeenSnapshot = NonNullable<SeenNode['snapshot']>;
export type SeenCommand = SeenEntry['command'];

/** Index of the last entry, or of the snapshot, or 0. */
export function lastIndexOf(log: SeenLog): LogIndex {
  return log.snapshotIndex + log.entries.length;
}

/** The last entry that is not compacted away. */
export function lastEntryOf(log: SeenLog): SeenEntry | undefined {
  return log.entries[log.entries.length - 1];
}

/** The entry at `index`, unless it is compacted away or beyond the end. */
export function entryAt(log: SeenLog, index: LogIndex): SeenEntry | undefined {
  return log.entries[index - log.snapshotIndex - 1];
}

/** The term at `index`: 0 for index 0, null where the log knows none. */
export function termAt(log: SeenLog, index: LogIndex): Term | null {
  if (index === log.snapshotIndex) return log.snapshotTerm;
  return entryAt(log, index)?.term ?? null;
}

/** Do two entries say the same? A worker's mirror holds copies, so identity is only the quick answer. */
export function sameEntry(a: SeenEntry, b: SeenEntry): boolean {
  return a === b || (a.term === b.term && a.index === b.index && sameCommand(a.command, b.command));
}

function sameCommand(a: SeenCommand, b: SeenCommand): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An entry in words, for a violation's sentence. */
export function showEntry(entry: SeenEntry): string {
  const command = entry.command === null ? 'no-op' : JSON.stringify(entry.command);
  return `${entry.index} (term ${entry.term}, ${command})`;
}
