/**
 * Invariant 5: Leader Completeness. P5.4.3, Figure 3
 *
 * By Log Matching a log that holds a committed entry holds all before it, so
 * of several only the last is looked for (all of them in thorough mode).
 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import type { CommittedEntry, Ghost } from './ghost.ts';
import { termAt, type SeenLog, type SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';

/** `n` has just been elected: does it hold what was committed in the terms below its own? */
export function checkElected(scene: Scene, n: SeenNode): void {
  const { committed } = scene.ghost;
  for (let index = committed.length - 1; index > 0; index -= 1) {
    const entry = committed.get(index);
    if (entry === undefined || entry.commitTerm >= n.currentTerm) continue;
    if (!holds(n.log, index, entry.entry.term)) {
      const has = termAt(n.log, index);
      reportMissing(scene, n.id, n.currentTerm, entry, index, has);
      return;
    }
    if (!scene.thorough) return;
  }
}

/** Indexes up to `index` are newly known to be committed in `commitTerm` or before: did later leaders hold them when they were elected? */
export function checkLaterLeaders(scene: Scene, index: LogIndex, commitTerm: Term): void {
  const { ghost } = scene;
  if (commitTerm >= ghost.highestLedTerm) return;
  const entry = ghost.committed.get(index);
  if (entry === undefined) return;
  for (const [term, leader] of ghost.leaders.entries()) {
    if (term <= commitTerm) continue;
    const had = ghost.termInLog(leader.lastIndex, leader.lastTerm, index);
    if (had !== entry.entry.term) reportMissing(scene, leader.node, term, entry, index, had);
  }
}

/** Every leader of the run against every committed entry, for thorough mode. */
export function checkEveryLeader(scene: Scene): void {
  const { ghost } = scene;
  for (const [term, leader] of ghost.leaders.entries()) {
    const missing = firstMissing(ghost, term, leader.lastIndex, leader.lastTerm);
    if (missing === null) continue;
    const entry = ghost.committed.get(missing);
    const had = ghost.termInLog(leader.lastIndex, leader.lastTerm, missing);
    if (entry !== undefined) reportMissing(scene, leader.node, term, entry, missing, had);
  }
}

function firstMissing(
  ghost: Ghost,
  term: Term,
  lastIndex: LogIndex,
  lastTerm: Term,
): LogIndex | null {
  for (let index = 1; index < ghost.committed.length; index += 1) {
    const entry = ghost.committed.get(index);
    if (entry === undefined || entry.commitTerm >= term) continue;
    if (ghost.termInLog(lastIndex, lastTerm, index) !== entry.entry.term) return index;
  }
  return null;
}

function holds(log: SeenLog, index: LogIndex, term: Term): boolean {
  return index < log.snapshotIndex || termAt(log, index) === term;
}

function reportMissing(
  scene: Scene,
  leader: NodeId,
  term: Term,
  missing: CommittedEntry,
  index: LogIndex,
  has: Term | null,
): void {
  const instead = has === null ? 'nothing there' : `an entry of term ${has} there`;
  const detail = `${leader} leads term ${term} without entry ${index} of term ${missing.entry.term}, which ${missing.node} committed in term ${missing.commitTerm}; it has ${instead}.`;
  scene.report('Leader Completeness', detail, [...new Set([missing.node, leader])], index);
}
