/** Invariants 3 and 14: Leader Append-Only, and Truncation Safety. P5.3, Figure 3 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import type { SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** The end of a log before the step, as `Ghost.termInLog` wants it, and what its node took for committed. */
export interface OldLog {
  readonly lastIndex: LogIndex;
  readonly lastTerm: Term;
  readonly snapshotIndex: LogIndex;
  readonly commitIndex: LogIndex;
}

/** Entries from `cut` on were removed or overwritten in the log of `s`'s node while it led this term. */
export function checkAppendOnly(scene: Scene, s: Shadow, n: SeenNode, cut: LogIndex): void {
  if (s.role !== 'leader' || n.role !== 'leader' || s.currentTerm !== n.currentTerm) return;
  const detail = `${n.id} leads term ${n.currentTerm} and removed or overwrote entry ${cut} of its own log, which reached to ${s.lastIndex}.`;
  scene.report('Leader Append-Only', detail, [n.id], cut);
}

/**
 * Entries from `cut` on were removed or overwritten in a log of node `id`. An
 * entry that conflicts with the committed one may go, so the terms decide.
 * It is enough to look at `cut` itself: by Log Matching, a log that holds a
 * later committed entry holds the committed one at `cut` too.
 *
 * `term` is the one in which the cut was made. What is committed in a later
 * term only is no promise to a leader before it: a node that was not in the
 * quorum may still hear that old leader and give its copy away (P5.4.2).
 */
export function checkTruncation(
  scene: Scene,
  id: NodeId,
  old: OldLog,
  cut: LogIndex,
  term: Term,
  where: 'log' | 'disk',
): void {
  const place = where === 'log' ? `${id}'s log` : `${id}'s disk`;
  const until = `cut at ${cut}, having reached to ${old.lastIndex}`;
  if (cut <= old.snapshotIndex) {
    const detail = `${place} was ${until}: that reaches into its snapshot, which ends at ${old.snapshotIndex} and holds only committed entries.`;
    scene.report('Truncation Safety', detail, [id], cut);
    return;
  }
  const committed = scene.ghost.committed.get(cut);
  const oldTerm = scene.ghost.termInLog(old.lastIndex, old.lastTerm, cut);
  if (committed !== undefined && committed.entry.term === oldTerm && committed.commitTerm <= term) {
    const detail = `${place} was ${until}: it held entry ${cut} of term ${oldTerm}, which ${committed.node} had committed in term ${committed.commitTerm}.`;
    scene.report('Truncation Safety', detail, [id], cut);
  } else if (cut <= old.commitIndex) {
    const detail = `${place} was ${until}, although its own commitIndex was ${old.commitIndex}.`;
    scene.report('Truncation Safety', detail, [id], cut);
  }
}
