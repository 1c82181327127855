/**
 * Snapshots stand for entries that are gone, so they are held to what those
 * entries made: the same committed prefix must give the same text on every
 * node, and the term at its end must be the committed one. P7, T5
 */
import { createHash, hashDigest, hashText } from '../base/hash.ts';
import { decodeState } from '../raft/snapshotState.ts';
import type { DictValue, LogIndex, NodeId } from '../raft/types.ts';
import type { KnownSnapshot } from './ghost.ts';
import { entryAt, termAt, type SeenLog, type SeenNode, type SeenSnapshot } from './logView.ts';
import { Replica } from './replica.ts';
import type { Scene } from './scene.ts';

/** The log of node `id` begins elsewhere than before: looks at where, and at what stands for the entries before. */
export function checkSnapshot(scene: Scene, id: NodeId, log: SeenLog, snapshot: SeenSnapshot | null): void {
  if (log.snapshotIndex === 0) return;
  checkEnd(scene, id, log);
  checkBoundary(scene, id, log);
  if (snapshot?.lastIncludedIndex !== log.snapshotIndex || snapshot.lastIncludedTerm !== log.snapshotTerm) {
    const has = snapshot === null ? 'no snapshot' : `a snapshot of ${snapshot.lastIncludedIndex} (term ${snapshot.lastIncludedTerm})`;
    const detail = `${id}'s log begins after entry ${log.snapshotIndex} (term ${log.snapshotTerm}), but it has ${has}.`;
    scene.report('Log Matching', detail, [id], log.snapshotIndex);
  }
  if (snapshot !== null) checkText(scene, id, snapshot);
}

/** The last term of a snapshot has to be the committed one. */
function checkEnd(scene: Scene, id: NodeId, { snapshotIndex, snapshotTerm }: SeenLog): void {
  const committed = scene.ghost.committed.get(snapshotIndex);
  if (committed?.entry.term === snapshotTerm) return;
  const instead =
    committed === undefined
      ? 'nobody has committed'
      : `${committed.node} committed with term ${committed.entry.term}`;
  const detail = `${id}'s snapshot ends with entry ${snapshotIndex} of term ${snapshotTerm}, which ${instead}.`;
  scene.report('State Machine Safety', detail, [id], snapshotIndex);
}

/** The entry after the snapshot follows the snapshot's last, as it does in every log: else a conflicting tail was kept. */
function checkBoundary(scene: Scene, id: NodeId, log: SeenLog): void {
  const index = log.snapshotIndex + 1;
  const first = entryAt(log, index);
  const known = first === undefined ? null : scene.ghost.known(index, first.term);
  if (first === undefined || known === null || known.prevTerm === log.snapshotTerm) return;
  const detail = `Entry ${index} of term ${first.term} follows a snapshot that ends in term ${log.snapshotTerm} in ${id}'s log, but an entry of term ${known.prevTerm} in ${known.node}'s.`;
  scene.report('Log Matching', detail, [...new Set([known.node, id])], index);
}

function checkText(scene: Scene, id: NodeId, snapshot: SeenSnapshot): void {
  const { lastIncludedIndex: index, data } = snapshot;
  const hash = hashOf(data);
  const known = scene.ghost.snapshots.get(index);
  if (known === undefined) scene.ghost.snapshots.set(index, knownSnapshot(snapshot, hash, id));
  else if (known.hash !== hash) {
    const detail = `${id}'s snapshot through ${index} holds something else than ${known.node}'s (${hash} and ${known.hash}).`;
    scene.report('Log Matching', detail, [...new Set([known.node, id])], index);
  }
  if (scene.thorough) checkMadAgain(scene, id, snapshot);
}

function hashOf(text: string): string {
  const hash = createHash();
  hashText(hash, text);
  return hashDigest(hash);
}

/** What is in force after the snapshot is kept apart, so that nobody has to read the text again. */
function knownSnapshot(snapshot: SeenSnapshot, hash: string, node: NodeId): KnownSnapshot {
  const { config, configIndex } = decodeState(snapshot);
  return { hash, node, config, configIndex };
}

/** The text again from the committed entries, for thorough mode. */
function checkMadAgain(scene: Scene, id: NodeId, { lastIncludedIndex, data }: SeenSnapshot): void {
  const { ghost } = scene;
  const replica = new Replica(ghost.bootConfig, ghost.maxSessions);
  for (let index = 1; index <= lastIncludedIndex; index += 1) {
    const committed = ghost.committed.get(index);
    if (committed === undefined) return;
    replica.apply({ index, command: committed.entry.command });
  }
  if (replica.text() === data) return;
  const detail = `${id}'s snapshot through ${lastIncludedIndex} holds ${data}, but what is committed up to there makes ${replica.text()}.`;
  scene.report('Log Matching', detail, [id], lastIncludedIndex);
}

/** `n` has just taken its state from its snapshot: is it what the snapshot says? O(snapshot) */
export function checkRestored(scene: Scene, n: SeenNode): void {
  const { snapshot } = n;
  if (snapshot === null || n.lastApplied !== snapshot.lastIncludedIndex) return;
  const { dict } = decodeState(snapshot);
  const differing = firstDifference(dict, n.dict);
  if (differing === null) return;
  const detail = `${n.id} restored its snapshot through ${snapshot.lastIncludedIndex}, but its ${differing} is not as in the snapshot.`;
  scene.report('State Machine Safety', detail, [n.id], snapshot.lastIncludedIndex);
}

function firstDifference(a: ReadonlyMap<string, DictValue>, b: ReadonlyMap<string, DictValue>): string | null {
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    if (JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key))) return key;
  }
  return null;
}

/** The entries from `from` on that `n` has compacted away, as every log that holds the snapshot's last entry had them. */
export function compactedEntries(scene: Scene, log: SeenLog, from: LogIndex): ReturnType<Scene['ghost']['entriesOf']> {
  return scene.ghost.entriesOf(log.snapshotIndex, termAt(log, log.snapshotIndex) ?? 0, from);
}
