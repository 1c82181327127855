/** What thorough mode compares besides whole logs: too slow to run with a simulation, so it proves the quick way in tests. */
import type { LogIndex, NodeId } from '../raft/types.ts';
import { checkEveryLeader } from './completeness.ts';
import { entryAt, sameEntry, showEntry, type SeenNode } from './logView.ts';
import { checkLeadersOf } from './matchIndex.ts';
import type { Scene } from './scene.ts';

/** A dict as it was at some lastApplied, and whose it was. */
export interface SeenDict {
  readonly node: NodeId;
  readonly text: string;
}

/** Every leader against every commit, every leader's match, all that `n` committed, and its dict against the others' at the same index. */
export function checkThoroughly(
  scene: Scene,
  n: SeenNode | null,
  dicts: Map<LogIndex, SeenDict>,
): void {
  checkEveryLeader(scene);
  for (let peer = 0; peer < scene.ids.length; peer += 1) checkLeadersOf(scene, peer);
  if (n === null) return;
  checkAllCommitted(scene, n);
  checkDict(scene, n, dicts);
}

function checkAllCommitted(scene: Scene, n: SeenNode): void {
  for (let index = n.log.snapshotIndex + 1; index <= n.commitIndex; index += 1) {
    const entry = entryAt(n.log, index);
    const committed = scene.ghost.committed.get(index);
    if (entry === undefined || committed === undefined) return;
    if (sameEntry(entry, committed.entry)) continue;
    const detail = `${n.id} commits ${showEntry(entry)}, but ${committed.node} had committed ${showEntry(committed.entry)} in term ${committed.commitTerm}.`;
    scene.report('State Machine Safety', detail, [...new Set([committed.node, n.id])], index);
    return;
  }
}

function checkDict(scene: Scene, n: SeenNode, dicts: Map<LogIndex, SeenDict>): void {
  const text = JSON.stringify([...n.dict].sort(([a], [b]) => (a < b ? -1 : 1)));
  const before = dicts.get(n.lastApplied);
  if (before === undefined) dicts.set(n.lastApplied, { node: n.id, text });
  else if (before.text !== text) {
    const detail = `With everything up to ${n.lastApplied} applied, ${n.id} has ${text}, but ${before.node} had ${before.text}.`;
    scene.report('State Machine Safety', detail, [before.node, n.id], n.lastApplied);
  }
}
