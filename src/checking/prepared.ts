/** The ghosts of a prepared start: what such a cluster must have gone through before the run began. */
import type { ClusterSetup } from '../trace/run.ts';
import { noteConfigurations } from './configurations.ts';
import { checkLogMatching } from './logMatching.ts';
import { sameEntry, showEntry } from './logView.ts';
import type { Scene } from './scene.ts';

/**
 * Takes in the prepared logs and what they have committed. The term in which
 * an entry was committed isn't known; it was at least the entry's own, so that
 * one counts. Logs may conflict (Figures 7 and 8) where nothing is committed.
 */
export function prepareGhost(scene: Scene, cluster: ClusterSetup): void {
  const { committed } = scene.ghost;
  for (const { id, log, commitIndex } of cluster.nodes) {
    checkLogMatching(scene, id, { entries: log, snapshotIndex: 0, snapshotTerm: 0 }, 1);
    noteConfigurations(scene, id, log);
    for (const entry of log.slice(0, commitIndex)) {
      const before = committed.get(entry.index);
      if (before === undefined) {
        committed.set(entry.index, { entry, commitTerm: entry.term, node: id });
      } else if (!sameEntry(before.entry, entry)) {
        const detail = `The run begins with ${showEntry(entry)} committed on ${id} and ${showEntry(before.entry)} on ${before.node}.`;
        scene.report('State Machine Safety', detail, [before.node, id], entry.index);
        break;
      }
    }
  }
  scene.ghost.advanceReplica();
}
