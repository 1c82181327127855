/** The leader's side of snapshots: a follower that needs what is compacted away gets the snapshot, chunk by chunk. P7, Figure 13 */
import { present } from '../base/assert.ts';
import { note } from './notes.ts';
import { addNote, sendNow, type Step } from './step.ts';
import type { NodeId, Progress } from './types.ts';

/** Sends the chunk that `peer` waits for, the first one if it doesn't get this snapshot yet. Serves as the heartbeat, too. */
export function sendSnapshotChunk(step: Step, peer: NodeId, progress: Progress): void {
  const { node } = step;
  const { lastIncludedIndex, lastIncludedTerm, data: whole } = present(node.snapshot, `${node.id}'s snapshot`);
  if (progress.state !== 'snapshot' || progress.snapshotIndex !== lastIncludedIndex) {
    progress.state = 'snapshot';
    progress.snapshotIndex = lastIncludedIndex;
    progress.snapshotOffset = 0;
    progress.inflight = [];
  }
  const offset = progress.snapshotOffset;
  const data = whole.slice(offset, offset + (node.options.snapshotChunkBytes ?? whole.length));
  sendNow(step, {
    type: 'InstallSnapshot',
    from: node.id,
    to: peer,
    term: node.currentTerm,
    lastIncludedIndex,
    lastIncludedTerm,
    offset,
    data,
    done: offset + data.length >= whole.length,
    round: node.round,
  });
  addNote(
    step,
    note('snapshotSent', 'sendsSnapshot', {
      peer,
      lastIncludedIndex,
      nextIndex: progress.nextIndex,
      offset,
      bytes: data.length,
      total: whole.length,
    }),
  );
}

/** Is somebody being sent a snapshot, and answering? Another one now would make it begin anew. */
export function isSendingSnapshot({ node, now }: Step): boolean {
  const [leastTimeoutMs] = node.options.electionTimeoutMs;
  for (const peer in node.progress) {
    const progress = node.progress[peer];
    if (progress?.state === 'snapshot' && progress.heardAt + leastTimeoutMs > now) return true;
  }
  return false;
}
