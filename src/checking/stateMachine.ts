/**
 * Invariant 6: State Machine Safety. P5.4.3, Figure 3
 *
 * What is committed at an index is written once, and a node applies exactly
 * that, in order. With both, no two nodes apply different commands.
 */
import type { LogIndex } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import { checkLaterLeaders } from './completeness.ts';
import { entryAt, lastIndexOf, sameEntry, showEntry, type SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** `n` has advanced its commitIndex beyond `old`: writes down what is committed now, or compares. */
export function checkCommitted(scene: Scene, n: SeenNode, old: LogIndex): void {
  const { ghost } = scene;
  const term = n.currentTerm;
  const to = Math.min(n.commitIndex, lastIndexOf(n.log));
  let isNews = false;
  for (let index = Math.max(old, n.log.snapshotIndex) + 1; index <= to; index += 1) {
    const entry = entryAt(n.log, index);
    if (entry === undefined) return;
    const before = ghost.committed.get(index);
    if (before === undefined) {
      ghost.committed.set(index, { entry, commitTerm: term, node: n.id });
      isNews = true;
    } else if (before.entry !== entry && !sameEntry(before.entry, entry)) {
      const detail = `${n.id} commits ${showEntry(entry)}, but ${before.node} had committed ${showEntry(before.entry)} in term ${before.commitTerm}.`;
      scene.report('State Machine Safety', detail, [...new Set([before.node, n.id])], index);
      return;
    } else if (before.commitTerm > term) {
      ghost.committed.set(index, { ...before, commitTerm: term });
      isNews = true;
    }
  }
  if (isNews) checkLaterLeaders(scene, to, term);
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

/** The node's own account of what it applied has to begin right after what it had, or after a snapshot. */
function checkInOrder(scene: Scene, s: Shadow, n: SeenNode, event: TraceEvent): void {
  let applied = s.lastApplied;
  for (const { what, values } of event.notes) {
    if (what !== 'applied') continue;
    const expected = Math.max(applied, n.log.snapshotIndex < values.from ? n.log.snapshotIndex : 0) + 1;
    if (values.from !== expected) {
      const detail = `${n.id} applied entries from ${values.from} on, but its lastApplied was ${applied}, so ${expected} was next.`;
      scene.report('State Machine Safety', detail, [n.id], values.from);
    }
    applied = values.to;
  }
}

/** A snapshot stands for what was committed up to its index, so its last term has to be the committed one. */
export function checkSnapshot(scene: Scene, n: SeenNode): void {
  const { snapshotIndex, snapshotTerm } = n.log;
  if (snapshotIndex === 0) return;
  const committed = scene.ghost.committed.get(snapshotIndex);
  if (committed?.entry.term === snapshotTerm) return;
  const instead =
    committed === undefined
      ? 'nobody has committed'
      : `${committed.node} committed with term ${committed.entry.term}`;
  const detail = `${n.id}'s snapshot ends with entry ${snapshotIndex} of term ${snapshotTerm}, which ${instead}.`;
  scene.report('State Machine Safety', detail, [n.id], snapshotIndex);
}
