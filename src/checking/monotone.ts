/** Invariants 7 and 8: Monotone State and State Order. P5.1, P Figure 2 */
import type { LogIndex, NodeId } from '../raft/types.ts';
import { lastEntryOf, lastIndexOf, type SeenDisk, type SeenNode } from './logView.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

/** Memory against memory before the step; after a start `s` is what the disk allows. */
export function checkMonotone(scene: Scene, s: Shadow, n: SeenNode): void {
  const { id, log } = n;
  if (n.currentTerm < s.currentTerm) fell(scene, id, 'currentTerm', s.currentTerm, n.currentTerm, null);
  if (n.commitIndex < s.commitIndex) {
    fell(scene, id, 'commitIndex', s.commitIndex, n.commitIndex, n.commitIndex);
  }
  if (n.lastApplied < s.lastApplied) {
    fell(scene, id, 'lastApplied', s.lastApplied, n.lastApplied, n.lastApplied);
  }
  if (log.snapshotIndex < s.snapshotIndex) {
    fell(scene, id, 'snapshotIndex', s.snapshotIndex, log.snapshotIndex, log.snapshotIndex);
  }
}

/** The disk against the disk before the step, and memory against the disk. */
export function checkDiskMonotone(scene: Scene, s: Shadow, id: NodeId, disk: SeenDisk): void {
  if (disk.currentTerm < s.diskTerm) {
    fell(scene, id, 'durable currentTerm', s.diskTerm, disk.currentTerm, null);
  }
  const { snapshotIndex } = disk.log;
  if (snapshotIndex < s.diskSnapshotIndex) {
    fell(scene, id, 'durable snapshotIndex', s.diskSnapshotIndex, snapshotIndex, snapshotIndex);
  }
  if (s.up && s.currentTerm < disk.currentTerm) {
    const detail = `${id} is in term ${s.currentTerm} in memory, but its disk already holds term ${disk.currentTerm}.`;
    scene.report('Monotone State', detail, [id], null);
  }
}

/** matchIndex of a leader for one node fell within its term. */
export function reportMatchFell(
  scene: Scene,
  n: SeenNode,
  peer: NodeId,
  from: LogIndex,
  to: LogIndex,
): void {
  const detail = `${n.id}'s matchIndex for ${peer} fell from ${from} to ${to} within term ${n.currentTerm}.`;
  scene.report('Monotone State', detail, [n.id, peer], to);
}

function fell(
  scene: Scene,
  id: NodeId,
  what: string,
  from: number,
  to: number,
  index: LogIndex | null,
): void {
  scene.report('Monotone State', `${id}'s ${what} fell from ${from} to ${to}.`, [id], index);
}

/** The order of a node's indexes, and of its last entry's term; that terms never fall is seen entry by entry. */
export function checkOrder(scene: Scene, n: SeenNode): void {
  const { id, log, lastApplied, commitIndex } = n;
  const last = lastIndexOf(log);
  if (log.snapshotIndex > lastApplied || lastApplied > commitIndex || commitIndex > last) {
    const detail = `${id} breaks snapshotIndex ${log.snapshotIndex} ≤ lastApplied ${lastApplied} ≤ commitIndex ${commitIndex} ≤ last index ${last}.`;
    scene.report('State Order', detail, [id], commitIndex);
  }
  const lastTerm = lastEntryOf(log)?.term ?? log.snapshotTerm;
  if (lastTerm > n.currentTerm) {
    const detail = `${id}'s last entry ${last} has term ${lastTerm}, above its currentTerm ${n.currentTerm}.`;
    scene.report('State Order', detail, [id], last);
  }
}
