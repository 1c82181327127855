/**
 * Invariant 13: Configurations. P6, T4.1
 *
 * A configuration entry is judged where it first stands in a log, which is its
 * leader's; by Log Matching every other log has the same before it. Quorums are
 * counted here and not by the rules under test.
 */
import type { LogIndex, NodeId } from '../raft/types.ts';
import { lastEntryOf, lastIndexOf, termAt, type SeenConfig, type SeenEntry, type SeenNode } from './logView.ts';
import { listed, overlap } from './quorums.ts';
import type { Scene } from './scene.ts';
import type { Shadow } from './shadow.ts';

interface InForce {
  readonly config: SeenConfig;
  /** The entry it came with; 0: it was there from the start. */
  readonly index: LogIndex;
}

/** The configuration that an entry brings; null: none. */
export function configOf({ command }: SeenEntry): SeenConfig | null {
  return command !== null && 'config' in command ? command.config : null;
}

/** Prepared logs are taken as they are: nobody knows what was committed when. */
export function noteConfigurations(scene: Scene, id: NodeId, entries: readonly SeenEntry[]): void {
  for (const entry of entries) {
    if (configOf(entry) !== null) scene.ghost.configurations.set(nameOf(entry), id);
  }
}

/** Log, snapshot or configuration of `n` have changed: judges what is new, and whether `n` goes by the latest. O(log) */
export function checkConfigurations(scene: Scene, s: Shadow, n: SeenNode): void {
  let before = atSnapshot(scene, n);
  for (const entry of n.log.entries) {
    const config = configOf(entry);
    if (config === null) continue;
    if (scene.ghost.configurations.get(nameOf(entry)) === undefined) {
      scene.ghost.configurations.set(nameOf(entry), n.id);
      checkAlone(scene, n, before, entry);
      checkOwnTermCommit(scene, s, n, entry);
      checkOverlap(scene, n, before, config, entry);
    }
    before = { config, index: entry.index };
  }
  checkInForce(scene, n, before);
}

function nameOf({ index, term }: SeenEntry): string {
  return `${index}.${term}`;
}

/** What is in force where the log says nothing. */
function atSnapshot(scene: Scene, n: SeenNode): InForce {
  const known = n.log.snapshotIndex > 0 ? scene.ghost.snapshots.get(n.log.snapshotIndex) : undefined;
  if (known === undefined) return { config: n.bootConfig, index: 0 };
  return { config: known.config, index: known.configIndex };
}

/** One change at a time: the configuration before must be committed when the next is appended. */
function checkAlone(scene: Scene, n: SeenNode, before: InForce, entry: SeenEntry): void {
  if (before.index <= n.log.snapshotIndex) return;
  const committed = scene.ghost.committed.get(before.index);
  const term = termAt(n.log, before.index);
  if (committed?.entry.term === term) return;
  const detail = `${n.id}'s log holds configuration ${listed(configOf(entry))} at ${entry.index} of term ${entry.term}, while the one before, ${listed(before.config)} at ${before.index}, is not committed.`;
  scene.report('Configurations', detail, [n.id], entry.index);
}

/** The mistake of 2015: a leader that has committed nothing of its own doesn't know which configuration is in force. T4.1 */
function checkOwnTermCommit(scene: Scene, s: Shadow, n: SeenNode, entry: SeenEntry): void {
  const led = n.role === 'leader' || s.role === 'leader';
  if (!led || entry.term !== n.currentTerm) return;
  const commitTerm = termAt(n.log, n.commitIndex);
  if (commitTerm === entry.term) return;
  const detail = `${n.id} appended configuration ${listed(configOf(entry))} at ${entry.index} as leader of term ${entry.term}, having committed nothing of that term: its last committed entry ${n.commitIndex} is of term ${commitTerm ?? 0}.`;
  scene.report('Configurations', detail, [n.id], entry.index);
}

function checkOverlap(scene: Scene, n: SeenNode, before: InForce, config: SeenConfig, { index }: SeenEntry): void {
  if (config.voters.length === 0) {
    scene.report('Configurations', `${n.id} appended a configuration without a voter at ${index}.`, [n.id], index);
  } else if (!overlap(before.config, config)) {
    const detail = `${n.id} appended configuration ${listed(config)} at ${index} after ${listed(before.config)}: a quorum of one need not meet a quorum of the other.`;
    scene.report('Configurations', detail, [n.id], index);
  }
}

/** A configuration is in force as soon as it is in the log, committed or not. */
function checkInForce(scene: Scene, n: SeenNode, latest: InForce): void {
  if (n.configIndex === latest.index && sameConfig(n.config, latest.config)) return;
  const last = lastEntryOf(n.log)?.index ?? lastIndexOf(n.log);
  const detail = `${n.id} goes by configuration ${listed(n.config)} of entry ${n.configIndex}, but the latest in its log up to ${last} is ${listed(latest.config)} of entry ${latest.index}.`;
  scene.report('Configurations', detail, [n.id], latest.index);
}

function sameConfig(a: SeenConfig, b: SeenConfig): boolean {
  return a === b || JSON.stringify([a.voters, a.votersOutgoing, a.learners]) === JSON.stringify([b.voters, b.votersOutgoing, b.learners]);
}
