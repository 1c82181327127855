/**
 * Invariant 4: Log Matching, over all time. P5.3, Figure 3
 *
 * Every (index, term) that ever stood in a log has one command and one term
 * before it. If that holds for all entries, two logs that agree in one entry
 * agree in every entry before it, by induction on the index. So only entries
 * that are new in a log have to be compared, each with one remembered entry.
 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import type { Ghost, KnownEntry } from './ghost.ts';
import { entryAt, lastIndexOf, sameEntry, showEntry, termAt, type SeenEntry, type SeenLog } from './logView.ts';
import type { Scene } from './scene.ts';

/**
 * The first index at which `log` no longer holds what the log that ended in
 * (oldLast, oldTerm) held; oldLast + 1 when all of that is still there. Walks
 * back from the end to the first entry that is the same, and at least to
 * `downTo`.
 */
export function firstReplaced(
  ghost: Ghost,
  log: SeenLog,
  oldLast: LogIndex,
  oldTerm: Term,
  downTo: LogIndex,
): LogIndex {
  let first = oldLast + 1;
  let term = oldTerm;
  for (let index = oldLast; index > log.snapshotIndex; index -= 1) {
    const known = ghost.known(index, term);
    if (known === null) break;
    const entry = entryAt(log, index);
    if (entry === undefined || !sameEntry(entry, known.entry)) first = index;
    else if (index <= downTo) break;
    term = known.prevTerm;
  }
  return first;
}

/**
 * Compares the entries of `log` from `from` on with all that was ever seen at their index and term. True when one of
 * them brings a configuration.
 */
export function checkLogMatching(scene: Scene, id: NodeId, log: SeenLog, from: LogIndex): boolean {
  const { ghost } = scene;
  const last = lastIndexOf(log);
  let index = Math.max(from, log.snapshotIndex + 1);
  let prevTerm = termAt(log, index - 1) ?? 0;
  let configures = false;
  for (; index <= last; index += 1) {
    const entry = entryAt(log, index);
    if (entry === undefined) return configures;
    const known = ghost.known(index, entry.term);
    if (known === null) ghost.remember(entry, index, prevTerm, id);
    else if (known.entry !== entry || known.prevTerm !== prevTerm) {
      compare(scene, id, known, entry, index, prevTerm);
    }
    checkPlace(scene, id, entry, index, prevTerm);
    if (entry.command !== null && 'config' in entry.command) configures = true;
    prevTerm = entry.term;
  }
  return configures;
}

function compare(
  scene: Scene,
  id: NodeId,
  known: KnownEntry,
  entry: SeenEntry,
  index: LogIndex,
  prevTerm: Term,
): void {
  const nodes = known.node === id ? [id] : [known.node, id];
  if (!sameEntry(known.entry, entry)) {
    const detail = `${id} holds ${showEntry(entry)}, but in ${known.node}'s log index ${index} of term ${entry.term} was ${showEntry(known.entry)}.`;
    scene.report('Log Matching', detail, nodes, index);
  }
  if (known.prevTerm !== prevTerm) {
    const detail = `Entry ${index} of term ${entry.term} follows an entry of term ${prevTerm} in ${id}'s log, but one of term ${known.prevTerm} in ${known.node}'s.`;
    scene.report('Log Matching', detail, nodes, index);
  }
}

/** The part of State Order (invariant 8) that is about single entries. */
function checkPlace(
  scene: Scene,
  id: NodeId,
  entry: SeenEntry,
  index: LogIndex,
  prevTerm: Term,
): void {
  if (entry.index !== index) {
    const detail = `The entry at place ${index} of ${id}'s log calls itself entry ${entry.index}.`;
    scene.report('State Order', detail, [id], index);
  }
  if (entry.term < prevTerm) {
    const detail = `In ${id}'s log, entry ${index} has term ${entry.term}, lower than term ${prevTerm} of the entry before it.`;
    scene.report('State Order', detail, [id], index);
  }
}
