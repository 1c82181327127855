/** What a leader learns from the answer to a snapshot chunk. P7 */
import { commitByCounting } from './commit.ts';
import { hearFollower } from './leadership.ts';
import { note } from './notes.ts';
import { ignoreReply } from './replies.ts';
import { sendEntriesTo } from './replication.ts';
import { sendSnapshotChunk } from './sendSnapshot.ts';
import { addNote, type Step } from './step.ts';
import type { InstallSnapshotReply, Progress } from './types.ts';

/** The next chunk goes out, or the entries after the snapshot do. */
export function onInstallSnapshotReply(step: Step, message: InstallSnapshotReply): void {
  const { node } = step;
  const progress = node.progress[message.from];
  if (node.role !== 'leader' || message.term !== node.currentTerm || progress === undefined) {
    ignoreReply(step, message, 'isStale');
    return;
  }
  hearFollower(step, progress, message.round);
  if (message.installed) onInstalled(step, message, progress);
  else if (
    progress.state === 'snapshot' &&
    progress.snapshotIndex === message.lastIncludedIndex &&
    progress.snapshotOffset !== message.nextOffset
  ) {
    progress.snapshotOffset = message.nextOffset;
    sendSnapshotChunk(step, message.from, progress);
  }
}

/** The follower has everything up to the snapshot's end: that is what it is known to match. */
function onInstalled(step: Step, { from: peer, lastIncludedIndex }: InstallSnapshotReply, progress: Progress): void {
  const { node, rules } = step;
  const before = progress.matchIndex;
  const match = rules.matchAfterAck(before, lastIncludedIndex);
  progress.matchIndex = match;
  if (progress.state === 'snapshot' && match >= progress.snapshotIndex) progress.state = 'stream';
  if (progress.nextIndex <= match) progress.nextIndex = match + 1;
  if (match !== before) {
    addNote(step, note('matchAdvanced', 'matchAfterAck', { peer, from: before, to: match }));
    if (match > node.commitIndex) commitByCounting(step);
  }
  sendEntriesTo(step, peer);
}
