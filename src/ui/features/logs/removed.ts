/** Which entries a row has lost: truncation as the eye should see it. */
import type { Entry, LogIndex } from '../../../raft/types.ts';

// A row that loses more than this at once was not truncated by one message but replaced.
const MOST = 24;

/** Entries of `before` between `first` and `last` that `now` lacks or has with another term, when there are few enough to show. */
export function removedEntries(
  before: readonly Entry[],
  now: readonly Entry[],
  first: LogIndex,
  last: LogIndex,
): Entry[] {
  const nowFrom = now[0]?.index ?? Infinity;
  const beforeFrom = before[0]?.index ?? Infinity;
  const gone: Entry[] = [];
  for (let index = Math.max(first, beforeFrom); index <= last; index += 1) {
    const old = before[index - beforeFrom];
    if (old === undefined) break;
    // What lies before the log now has been compacted, not truncated.
    if (index < nowFrom && nowFrom !== Infinity) continue;
    if (now[index - nowFrom]?.term !== old.term) gone.push(old);
    if (gone.length > MOST) return [];
  }
  return gone;
}
