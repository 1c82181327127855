/** The order in which one step of one node is judged: the log first, as the rest builds on it. */
import type { DiskWrite, LogIndex, NodeId, Term } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { ObservedNode } from '../trace/observed.ts';
import { checkCommitRule } from './commitRule.ts';
import { checkElected } from './completeness.ts';
import { checkConfigurations } from './configurations.ts';
import { checkEffects } from './effects.ts';
import { checkLeadership } from './leadership.ts';
import { checkLogMatching, firstReplaced } from './logMatching.ts';
import type { SeenNode } from './logView.ts';
import { checkLeadersOf } from './matchIndex.ts';
import { checkDiskMonotone, checkMonotone, checkOrder } from './monotone.ts';
import { checkPreVote } from './preVotes.ts';
import type { Scene } from './scene.ts';
import { noteDisk, noteMemory, noteStart, type Shadow } from './shadow.ts';
import { checkRestored, checkSnapshot } from './snapshots.ts';
import { checkApplied, checkCommitted } from './stateMachine.ts';
import { checkAppendOnly, checkTruncation } from './truncation.ts';
import { bindVote, checkVoteInMemory } from './votes.ts';

/** A process has started: it is judged as a step from what its disk held. */
export function stepStart(
  scene: Scene,
  at: number,
  s: Shadow,
  n: SeenNode,
  event: TraceEvent | null,
): void {
  noteStart(s);
  stepMemory(scene, at, s, n, event);
}

/** Something in memory may have changed from `s`, which is brought up to date. */
export function stepMemory(
  scene: Scene,
  at: number,
  s: Shadow,
  n: SeenNode,
  event: TraceEvent | null,
): void {
  const compacted = n.log.snapshotIndex !== s.snapshotIndex;
  const restored = (compacted && installs(event)) || isStart(s);
  const configures = checkLog(scene, s, n, event === null ? NO_WRITES : event.persist);
  checkMonotone(scene, s, n);
  checkOrder(scene, n);
  if (n.currentTerm !== s.currentTerm || n.votedFor !== s.votedFor || n.role !== s.role) {
    checkVoteInMemory(scene, at, s, n);
    if (event !== null && !isStart(s)) checkPreVote(scene, s, n, event);
    if (n.role !== s.role || n.currentTerm !== s.currentTerm) s.match.fill(0);
    if (checkLeadership(scene, s, n)) checkElected(scene, n);
  }
  if (n.commitIndex > s.commitIndex) {
    checkCommitRule(scene, s, n);
    checkCommitted(scene, n, s.commitIndex, restored);
  }
  if (compacted) checkSnapshot(scene, n.id, n.log, n.snapshot);
  if (restored) checkRestored(scene, n);
  if (n.lastApplied !== s.lastApplied) {
    checkApplied(scene, s, n, event);
    if (n.lastApplied > s.lastApplied) checkEffects(scene, n, Math.max(s.lastApplied, restored ? n.log.snapshotIndex : 0));
  }
  if (configures || compacted || n.configIndex !== s.configIndex || n.config !== s.config) checkConfigurations(scene, s, n);
  noteMemory(s, n);
}

/** Before its first step a process goes by no configuration. */
function isStart(s: Shadow): boolean {
  return s.config === null;
}

/** Does the node take a snapshot over, rather than take one of its own state? */
function installs(event: TraceEvent | null): boolean {
  return event?.kind === 'deliver' && event.message?.message.type === 'InstallSnapshot';
}

const NO_WRITES: readonly DiskWrite[] = [];

/** True when a configuration may have come into the log, or gone from it. */
function checkLog(scene: Scene, s: Shadow, n: SeenNode, persist: readonly DiskWrite[]): boolean {
  const { ghost, thorough } = scene;
  const { log, id } = n;
  const appended = lowestAppended(persist);
  const replaced = firstReplaced(ghost, log, s.lastIndex, s.lastTerm, thorough ? 0 : appended);
  // A cut that was filled up again with the same entries shows only in what went to the disk.
  const cut = Math.min(replaced, lowestCut(persist));
  if (cut <= s.lastIndex) {
    checkAppendOnly(scene, s, n, cut);
    checkTruncation(scene, id, s, cut, Math.max(s.currentTerm, n.currentTerm), 'log');
  }
  return checkLogMatching(scene, id, log, thorough ? 1 : Math.min(cut, appended)) || cut <= s.configIndex;
}

function lowestCut(persist: readonly DiskWrite[]): LogIndex {
  let lowest = Infinity;
  for (const { truncateFrom } of persist) {
    if (truncateFrom !== null && truncateFrom < lowest) lowest = truncateFrom;
  }
  return lowest;
}

function lowestAppended(persist: readonly DiskWrite[]): LogIndex {
  let lowest = Infinity;
  for (const { append } of persist) lowest = Math.min(lowest, append[0]?.index ?? Infinity);
  return lowest;
}

/** Something on disk may have changed from `s`, which is brought up to date. */
export function stepDisk(scene: Scene, at: number, s: Shadow, o: ObservedNode): void {
  const { ghost, thorough } = scene;
  const { disk, id } = o;
  const { log } = disk;
  checkDiskMonotone(scene, s, id, disk);
  if (disk.votedFor !== null) bindVote(scene, at, disk.currentTerm, disk.votedFor, 'on its disk');
  const replaced = firstReplaced(ghost, log, s.diskLastIndex, s.diskLastTerm, thorough ? 0 : Infinity);
  const lost = replaced <= s.diskLastIndex;
  if (lost) checkDiskTruncation(scene, id, s, replaced, Math.max(s.diskTerm, disk.currentTerm));
  checkLogMatching(scene, id, log, thorough ? 1 : replaced);
  if (log.snapshotIndex !== s.diskSnapshotIndex && disk.snapshot !== o.node?.snapshot) {
    checkSnapshot(scene, id, log, disk.snapshot);
  }
  noteDisk(s, disk);
  if (lost) checkLeadersOf(scene, at);
}

function checkDiskTruncation(scene: Scene, id: NodeId, s: Shadow, cut: LogIndex, term: Term): void {
  const old = {
    lastIndex: s.diskLastIndex,
    lastTerm: s.diskLastTerm,
    snapshotIndex: s.diskSnapshotIndex,
    commitIndex: 0,
  };
  checkTruncation(scene, id, old, cut, term, 'disk');
}
