/** Invariant 10: what a leader believes of the others' disks. P Figure 2 */
import type { LogIndex } from '../raft/types.ts';
import { lastIndexOf, termAt, type SeenNode } from './logView.ts';
import { reportMatchFell } from './monotone.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** Looks at what leader `n` believes, against what it believed before; runs for every event of a leader, so it compares numbers first. */
export function checkProgress(scene: Scene, at: number, s: Shadow, n: SeenNode): void {
  const { ids, thorough } = scene;
  const { match } = s;
  for (let peer = 0; peer < ids.length; peer += 1) {
    if (peer === at) continue;
    const progress = n.progress[ids[peer] as string];
    if (progress === undefined) {
      match[peer] = 0;
      continue;
    }
    const { matchIndex, nextIndex } = progress;
    if (nextIndex <= matchIndex) {
      const detail = `${n.id} would send ${ids[peer]} entry ${nextIndex} next, although its matchIndex for it is ${matchIndex} already.`;
      scene.report('Match Index', detail, [n.id, ids[peer] as string], nextIndex);
    }
    const before = match[peer] as number;
    if (matchIndex === before && !thorough) continue;
    if (matchIndex < before) reportMatchFell(scene, n, ids[peer] as string, before, matchIndex);
    match[peer] = matchIndex;
    checkHeld(scene, n, peer, matchIndex);
  }
}

/** The disk of the node at `peer` has lost entries: does any leader still count on them? */
export function checkLeadersOf(scene: Scene, peer: number): void {
  const id = scene.ids[peer] as string;
  for (const { node } of scene.observed) {
    if (node === null || node.role !== 'leader') continue;
    const progress = node.progress[id];
    if (progress !== undefined && node.id !== id) checkHeld(scene, node, peer, progress.matchIndex);
  }
}

/** A node that has moved on to a later term may drop what an old leader counted. */
function checkHeld(scene: Scene, n: SeenNode, peer: number, matchIndex: LogIndex): void {
  const other = scene.observed[peer];
  if (other === undefined || matchIndex === 0 || other.disk.currentTerm > n.currentTerm) return;
  const { log } = other.disk;
  const last = lastIndexOf(log);
  if (matchIndex > last) {
    const detail = `${n.id}, leader of term ${n.currentTerm}, has matchIndex ${matchIndex} for ${other.id}, but ${other.id}'s disk holds entries only up to ${last}.`;
    scene.report('Match Index', detail, [n.id, other.id], matchIndex);
    return;
  }
  if (matchIndex < log.snapshotIndex || matchIndex < n.log.snapshotIndex) return;
  const theirs = termAt(log, matchIndex);
  const own = termAt(n.log, matchIndex);
  if (theirs === own) return;
  const detail = `${n.id}, leader of term ${n.currentTerm}, has matchIndex ${matchIndex} for ${other.id}, but entry ${matchIndex} is of term ${own} in its own log and of term ${theirs} on ${other.id}'s disk.`;
  scene.report('Match Index', detail, [n.id, other.id], matchIndex);
}
