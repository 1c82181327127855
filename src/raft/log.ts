/** The replicated log as one node holds it: lookups by index, and the two ways it changes. P5.3 */
import { assert } from '../base/assert.ts';
import type { Entry, Log, LogIndex, LogView, Term } from './types.ts';

/** A log with nothing in it. */
export function emptyLog(): Log {
  return { entries: [], snapshotIndex: 0, snapshotTerm: 0 };
}

/** A copy whose entry list can change by itself; the entries are shared. */
export function cloneLog(log: LogView): Log {
  return {
    entries: log.entries.slice(),
    snapshotIndex: log.snapshotIndex,
    snapshotTerm: log.snapshotTerm,
  };
}

/** Index of the last entry; of the snapshot when there are no entries; 0 for a new log. */
export function lastIndex(log: LogView): LogIndex {
  return log.snapshotIndex + log.entries.length;
}

/** Term of the last entry, or of the snapshot, or 0. */
export function lastTerm(log: LogView): Term {
  const { entries } = log;
  const last = entries[entries.length - 1];
  return last === undefined ? log.snapshotTerm : last.term;
}

/** The term at `index`; null when the log doesn't hold it (beyond its end, or compacted away). Index 0 has term 0. */
export function termAt(log: LogView, index: LogIndex): Term | null {
  const entry = log.entries[index - log.snapshotIndex - 1];
  if (entry !== undefined) return entry.term;
  return index === log.snapshotIndex ? log.snapshotTerm : null;
}

/** The entry at `index`, if it is held. */
export function entryAt(log: LogView, index: LogIndex): Entry | undefined {
  return log.entries[index - log.snapshotIndex - 1];
}

/** The entries from `from` on, at most `limit` of them (null: all). */
export function entriesFrom(log: LogView, from: LogIndex, limit: number | null): Entry[] {
  const start = from - log.snapshotIndex - 1;
  assert(start >= 0, `entries from ${from} are compacted away, the snapshot ends at ${log.snapshotIndex}`);
  return limit === null ? log.entries.slice(start) : log.entries.slice(start, start + limit);
}

/** Puts `entry` at its index: at the end, or in the place of what is there. */
export function putEntry(log: Log, entry: Entry): void {
  const at = entry.index - log.snapshotIndex - 1;
  assert(
    at >= 0 && at <= log.entries.length,
    `entry ${entry.index} leaves a gap after ${lastIndex(log)} or lies in the snapshot`,
  );
  if (at === log.entries.length) log.entries.push(entry);
  else log.entries[at] = entry;
}

/** Removes the entries at and above `from`. */
export function truncateFrom(log: Log, from: LogIndex): void {
  const keep = from - log.snapshotIndex - 1;
  assert(keep >= 0, `cannot truncate from ${from}, the snapshot ends at ${log.snapshotIndex}`);
  if (keep < log.entries.length) log.entries.length = keep;
}

/** Forgets the entries up to `index`, which has `term`; those after it stay. P7 */
export function compactLog(log: Log, index: LogIndex, term: Term): void {
  const gone = index - log.snapshotIndex;
  assert(gone >= 0, `cannot compact up to ${index}, the snapshot ends at ${log.snapshotIndex}`);
  log.entries = gone >= log.entries.length ? [] : log.entries.slice(gone);
  log.snapshotIndex = index;
  log.snapshotTerm = term;
}

/** First index of the run of entries that have the term of the entry at `index`. P5.3, the fast backtracking hint */
export function firstIndexOfTerm(log: LogView, index: LogIndex): LogIndex {
  const term = termAt(log, index);
  let first = index;
  while (first - 1 > log.snapshotIndex && termAt(log, first - 1) === term) first -= 1;
  return first;
}

/** Last index at or below `below` whose entry has `term`; null if there is none. Terms never fall, so this stops early. */
export function lastIndexOfTerm(log: LogView, term: Term, below: LogIndex): LogIndex | null {
  for (let index = Math.min(below, lastIndex(log)); index >= log.snapshotIndex; index -= 1) {
    const have = termAt(log, index);
    if (have === term && index > 0) return index;
    if (have === null || have < term) return null;
  }
  return null;
}
