/** The follower's side of snapshots: gathering the chunks, and taking the snapshot over. P7, Figure 13 */
import { adoptConfig } from './config.ts';
import { configAt, isSameConfig } from './configAt.ts';
import { followLeader } from './followLeader.ts';
import { compactLog, lastIndex, termAt } from './log.ts';
import { note } from './notes.ts';
import { decodeState } from './snapshotState.ts';
import { addNote, cutLog, sendAfterPersist, type Step } from './step.ts';
import type { InstallSnapshot, Snapshot } from './types.ts';

/** Takes a chunk of a term that is not above this node's own any more; installs the snapshot with the last one. */
export function onInstallSnapshot(step: Step, message: InstallSnapshot): void {
  const { node, rules } = step;
  if (rules.isStale(message.term, node.currentTerm)) {
    refuseChunk(step, message, 0, 'isStale');
    return;
  }
  followLeader(step, message.from, message.term);
  const { lastIncludedIndex, lastIncludedTerm, offset, done } = message;
  if (!rules.installsSnapshot(lastIncludedIndex, node.commitIndex)) {
    const { commitIndex } = node;
    addNote(step, note('snapshotStale', 'installsSnapshot', { lastIncludedIndex, commitIndex }));
    node.incoming = null;
    reply(step, message, true, 0);
    return;
  }
  const there = incomingOf(step, message);
  if (offset !== there.length) {
    refuseChunk(step, message, there.length, 'sendsSnapshot');
    return;
  }
  const data = there + message.data;
  const bytes = message.data.length;
  addNote(step, note('chunkTaken', 'sendsSnapshot', { leader: message.from, lastIncludedIndex, offset, bytes, done }));
  if (!done) {
    const { from: leader, term } = message;
    node.incoming = { leader, term, lastIncludedIndex, lastIncludedTerm, data };
    reply(step, message, false, data.length);
    return;
  }
  node.incoming = null;
  install(step, { lastIncludedIndex, lastIncludedTerm, data });
  reply(step, message, true, 0);
}

/** What is there of the snapshot that this chunk belongs to. Figure 13, rules 2 and 3 */
function incomingOf({ node }: Step, message: InstallSnapshot): string {
  const { incoming } = node;
  const same =
    incoming !== null &&
    incoming.leader === message.from &&
    incoming.term === message.term &&
    incoming.lastIncludedIndex === message.lastIncludedIndex &&
    incoming.lastIncludedTerm === message.lastIncludedTerm;
  return same ? incoming.data : '';
}

/** Rules 5 to 8 of Figure 13: what matches after the snapshot stays, a log that conflicts goes, the state is the snapshot's. */
function install(step: Step, snapshot: Snapshot): void {
  const { node, rules } = step;
  const { lastIncludedIndex, lastIncludedTerm } = snapshot;
  const last = lastIndex(node.log);
  const after = Math.max(0, last - lastIncludedIndex);
  const haveTerm = termAt(node.log, lastIncludedIndex);
  const keep = rules.keepsTail(haveTerm, lastIncludedTerm);
  if (!keep && after > 0) cutLog(step, lastIncludedIndex + 1);
  compactLog(node.log, lastIncludedIndex, lastIncludedTerm);
  const kept = keep ? after : 0;
  addNote(
    step,
    note('snapshotInstalled', 'keepsTail', {
      lastIncludedIndex,
      lastIncludedTerm,
      haveTerm,
      kept,
      dropped: after - kept,
    }),
  );
  const { dict, sessions } = decodeState(snapshot);
  node.dict = dict;
  node.sessions = sessions;
  node.snapshot = snapshot;
  step.snapshot = snapshot;
  node.commitIndex = lastIncludedIndex;
  node.lastApplied = lastIncludedIndex;
  const inForce = configAt(node.log, snapshot, node.bootConfig, lastIndex(node.log));
  // An entry that is gone now may have brought another configuration at the same index.
  if (inForce.index !== node.configIndex || !isSameConfig(inForce.config, node.config)) adoptConfig(step, inForce);
}

function refuseChunk(
  step: Step,
  message: InstallSnapshot,
  expected: number,
  rule: 'isStale' | 'sendsSnapshot',
): void {
  const { from: leader, term: messageTerm, lastIncludedIndex, offset } = message;
  const { currentTerm } = step.node;
  addNote(
    step,
    note('chunkRefused', rule, { leader, messageTerm, currentTerm, lastIncludedIndex, offset, expected }),
  );
  reply(step, message, false, expected);
}

function reply(step: Step, message: InstallSnapshot, installed: boolean, nextOffset: number): void {
  const { node } = step;
  sendAfterPersist(step, {
    type: 'InstallSnapshotReply',
    from: node.id,
    to: message.from,
    term: node.currentTerm,
    lastIncludedIndex: message.lastIncludedIndex,
    installed,
    nextOffset,
    round: message.round,
  });
}
