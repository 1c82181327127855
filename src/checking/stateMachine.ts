/**
 * Invariant 6: State Machine Safety. P5.4.3, Figure 3
 *
 * What is committed at an index is written once, and a node applies exactly
 * that, in order. With both, no two nodes apply different commands.
 */
import type { LogIndex } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import { checkLaterLeaders } from './completeness.ts';
import { entryAt, lastIndexOf, sameEntry, showEntry, type SeenEntry, type SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';
import { compactedEntries } from './snapshots.ts';

/**
 * `n` has advanced its commitIndex beyond `old`: writes down what is committed
 * now, or compares. `installed`: entries up to its snapshot came with it from
 * somebody who had committed them.
 */
export function checkCommitted(scene: Scene, n: SeenNode, old: LogIndex, installed: boolean): void {
  const { log } = n;
  let isNews = false;
  if (old < log.snapshotIndex && !installed) {
    // Compacted in the step in which they were committed: other logs, or this one before, have shown them.
    for (const entry of compactedEntries(scene, log, old + 1)) {
      const heard = hearOf(scene, n, entry.index, entry);
      if (heard === 'conflict') return;
      if (heard === 'news') isNews = true;
    }
  }
  const to = Math.min(n.commitIndex, lastIndexOf(log));
  for (let index = Math.max(old, log.snapshotIndex) + 1; index <= to; index += 1) {
    const entry = entryAt(log, index);
    if (entry === undefined) break;
    const heard = hearOf(scene, n, index, entry);
    if (heard === 'conflict') return;
    if (heard === 'news') isNews = true;
  }
  if (!isNews) return;
  scene.ghost.advanceReplica();
  checkLaterLeaders(scene, to, n.currentTerm);
}

/** `n` holds `entry` committed: that is news when it wasn't known, or of a later term only. */
function hearOf(scene: Scene, n: SeenNode, index: LogIndex, entry: SeenEntry): 'news' | 'known' | 'conflict' {
  const { committed } = scene.ghost;
  const term = n.currentTerm;
  const before = committed.get(index);
  if (before === undefined) {
    committed.set(index, { entry, commitTerm: term, node: n.id });
    return 'news';
  }
  if (before.entry !== entry && !sameEntry(before.entry, entry)) {
    const detail = `${n.id} commits ${showEntry(entry)}, but ${before.node} had committed ${showEntry(before.entry)} in term ${before.commitTerm}.`;
    scene.report('State Machine Safety', detail, [...new Set([before.node, n.id])], index);
    return 'conflict';
  }
  if (before.commitTerm <= term) return 'known';
  committed.set(index, { ...before, commitTerm: term });
  return 'news';
}

/**
 * `n` has applied beyond what `s` says. What it also committed in this step has
 * just been compared, so only what it took for committed before is looked at.
 */
export function checkApplied(scene: Scene, s: Shadow, n: SeenNode, event: TraceEvent | null): void {
  const first = Math.max(s.lastApplied, n.log.snapshotIndex) + 1;
  const to = Math.min(n.lastApplied, scene.thorough ? n.lastApplied : s.commitIndex);
  for (let index = scene.thorough ? n.log.snapshotIndex + 1 : first; index <= to; index += 1) {
    const entry = entryAt(n.log, index);
    const committed = scene.ghost.committed.get(index);
    if (entry === undefined || committed === undefined) break;
    if (sameEntry(entry, committed.entry)) continue;
    const detail = `${n.id} has applied ${showEntry(entry)}, but ${committed.node} had committed ${showEntry(committed.entry)}.`;
    scene.report('State Machine Safety', detail, [...new Set([committed.node, n.id])], index);
    break;
  }
  if (event !== null && n.lastApplied > s.lastApplied) checkInOrder(scene, s, n, event);
}

/** The node's own account of what it applied has to begin right after what it had; a snapshot that it restored counts as applied. */
function checkInOrder(scene: Scene, s: Shadow, n: SeenNode, event: TraceEvent): void {
  let applied = s.lastApplied;
  for (const { what, values } of event.notes) {
    if (what === 'snapshotInstalled') applied = values.lastIncludedIndex;
    if (what !== 'applied') continue;
    if (values.from !== applied + 1) {
      const detail = `${n.id} applied entries from ${values.from} on, but its lastApplied was ${applied}, so ${applied + 1} was next.`;
      scene.report('State Machine Safety', detail, [n.id], values.from);
    }
    applied = values.to;
  }
}
