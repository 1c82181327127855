/** The leader's side of replication: sending entries, hearing answers, backing up. P5.3, T10.2 */
import { assert } from '../base/assert.ts';
import { commitByCounting } from './commit.ts';
import { beginRound, hearFollower } from './leadership.ts';
import { entriesFrom, lastIndex, lastIndexOfTerm, putEntry, termAt } from './log.ts';
import { note } from './notes.ts';
import { ignoreReply } from './replies.ts';
import { refuse, refuseUnlessLeader } from './requests.ts';
import { sendSnapshotChunk } from './sendSnapshot.ts';
import { addNote, sendNow, type Step } from './step.ts';
import type { AppendEntriesReply, Command, DictCommand, Entry, NodeId, Progress, RequestId } from './types.ts';

const NO_ENTRIES: readonly Entry[] = [];

/** What a leader does first: a no-op of its own term, so that older entries can commit. P8 */
export function beginLeading(step: Step): void {
  const { node } = step;
  if (node.options.noOpOnElection) appendEntry(step, null, null);
}

/** Hands a client's command to this node. Only a leader takes it. P5.3, P8 */
export function propose(step: Step, request: RequestId, command: DictCommand | { readonly read: string } | null): void {
  const { node } = step;
  const op = command !== null && 'read' in command ? 'read' : 'propose';
  if (refuseUnlessLeader(step, request, op)) return;
  if (node.transfer !== null) {
    const reason = `${node.id} is handing over leadership to ${node.transfer.target}`;
    refuse(step, request, op, 'transfersLeadership', reason);
    return;
  }
  const entry = appendEntry(step, command, request);
  node.proposals.push({ request, index: entry.index, term: entry.term });
  replicate(step);
}

/** Sends everybody what is new. P5.3 */
export function replicate(step: Step): void {
  for (const peer in step.node.progress) sendEntriesTo(step, peer);
}

/** Sends one member what it lacks, as far as the options let it be in flight. P5.3 */
export function sendEntriesTo(step: Step, peer: NodeId): void {
  sendEntries(step, peer, progressOf(step, peer));
}

/** Sends one member an AppendEntries now, whatever it lacks. P5.3 */
export function probe(step: Step, peer: NodeId): void {
  sendAppend(step, peer, progressOf(step, peer));
}

/** The leader appends to its own log; the entry counts as its copy once it is on disk. */
export function appendEntry(step: Step, command: Command, request: RequestId | null): Entry {
  const { node } = step;
  const entry: Entry = {
    index: lastIndex(node.log) + 1,
    term: node.currentTerm,
    command,
  };
  putEntry(node.log, entry);
  step.putFrom ??= entry.index;
  const rule =
    command === null ? 'noOpOnElection' : 'config' in command ? 'configTakesEffect' : 'leaderAppends';
  addNote(step, note('proposed', rule, { index: entry.index, term: entry.term, request }));
  return entry;
}

/** Sends every other member an AppendEntries now, with what it still needs, and restarts the heartbeat timer. P5.2 */
export function broadcastHeartbeat(step: Step): void {
  const { node } = step;
  beginRound(step);
  let peers = 0;
  for (const peer in node.progress) {
    sendAppend(step, peer, progressOf(step, peer));
    peers += 1;
  }
  node.heartbeatDeadline = step.now + node.options.heartbeatMs;
  addNote(step, note('heartbeatSent', 'sendsHeartbeats', { term: node.currentTerm, peers }));
}

/**
 * Streams what `peer` lacks, as long as the options allow more in flight. While
 * the logs' common point is being looked for, only one message at a time goes
 * out: the answer to it, or the next heartbeat, sends the next.
 */
function sendEntries(step: Step, peer: NodeId, progress: Progress): void {
  const { node } = step;
  const { maxInflightAppends } = node.options;
  while (
    progress.state === 'stream' &&
    progress.nextIndex <= lastIndex(node.log) &&
    (maxInflightAppends === null || progress.inflight.length < maxInflightAppends)
  ) {
    sendAppend(step, peer, progress);
  }
}

/** Sends one AppendEntries from nextIndex on, empty when there is nothing to send or no room in flight. */
function sendAppend(step: Step, peer: NodeId, progress: Progress): void {
  const { node } = step;
  const { maxInflightAppends, maxEntriesPerAppend, probeWithEntries } = node.options;
  const prevLogIndex = progress.nextIndex - 1;
  if (progress.state === 'snapshot' || prevLogIndex < node.log.snapshotIndex) {
    sendSnapshotChunk(step, peer, progress);
    return;
  }
  const full = maxInflightAppends !== null && progress.inflight.length >= maxInflightAppends;
  const bare = full || (progress.state === 'probe' && !probeWithEntries);
  const entries =
    bare || prevLogIndex >= lastIndex(node.log)
      ? NO_ENTRIES
      : entriesFrom(node.log, progress.nextIndex, maxEntriesPerAppend);
  const prevLogTerm = termAt(node.log, prevLogIndex);
  assert(prevLogTerm !== null, `${node.id} has no entry ${prevLogIndex} to check ${peer} against`);
  sendNow(step, {
    type: 'AppendEntries',
    from: node.id,
    to: peer,
    term: node.currentTerm,
    prevLogIndex,
    prevLogTerm,
    entries,
    leaderCommit: node.commitIndex,
    round: node.round,
  });
  if (entries.length === 0 || progress.state === 'probe') return;
  progress.nextIndex += entries.length;
  if (maxInflightAppends !== null) progress.inflight.push(progress.nextIndex - 1);
}

/** An answer to an AppendEntries of this leader's term. P5.3 */
export function onAppendEntriesReply(step: Step, message: AppendEntriesReply): void {
  const { node } = step;
  const progress = node.progress[message.from];
  if (node.role !== 'leader' || message.term !== node.currentTerm || progress === undefined) {
    ignoreReply(step, message, 'isStale');
    return;
  }
  hearFollower(step, progress, message.round);
  if (message.success) onAccepted(step, message, progress);
  else onRefused(step, message, progress);
}

function onAccepted(step: Step, message: AppendEntriesReply, progress: Progress): void {
  const { rules } = step;
  const before = progress.matchIndex;
  const match = rules.matchAfterAck(before, message.matchIndex);
  progress.matchIndex = match;
  if (progress.inflight.length > 0) {
    progress.inflight = progress.inflight.filter((index) => index > message.matchIndex);
  }
  // A late answer to something sent before the search began ends no search: else each of many would
  // have everything sent again.
  const found = message.prevLogIndex === progress.nextIndex - 1 || match >= progress.nextIndex;
  const needsSnapshot = progress.state === 'snapshot' && match < progress.snapshotIndex;
  if (progress.state !== 'stream' && found && !needsSnapshot) {
    progress.state = 'stream';
    progress.nextIndex = match + 1;
  } else if (progress.nextIndex <= match) {
    progress.nextIndex = match + 1;
  }
  if (match !== before) {
    addNote(
      step,
      note('matchAdvanced', 'matchAfterAck', { peer: message.from, from: before, to: match }),
    );
    if (match > step.node.commitIndex) commitByCounting(step);
  } else if (message.matchIndex < before) {
    addNote(
      step,
      note('ackStale', 'matchAfterAck', {
        peer: message.from,
        acked: message.matchIndex,
        matchIndex: before,
      }),
    );
  }
  sendEntries(step, message.from, progress);
}

function onRefused(step: Step, message: AppendEntriesReply, progress: Progress): void {
  const { node, rules } = step;
  const { from: peer, prevLogIndex, conflictTerm, conflictIndex } = message;
  const stale =
    progress.state === 'snapshot' ||
    (progress.state === 'probe'
      ? prevLogIndex !== progress.nextIndex - 1
      : prevLogIndex <= progress.matchIndex || prevLogIndex >= progress.nextIndex);
  if (stale) {
    const { matchIndex } = progress;
    addNote(step, note('ackStale', 'backtrack', { peer, acked: prevLogIndex, matchIndex }));
    return;
  }
  const fast = node.options.fastBacktracking;
  // The common point was found before: something was lost or overtaken, and the search, step by step, need not
  // begin again at the end of the log.
  const foundBefore = !fast && progress.state === 'stream' && progress.matchIndex > 0;
  const wanted = foundBefore
    ? progress.matchIndex + 1
    : rules.backtrack({
        fast,
        nextIndex: prevLogIndex + 1,
        conflictTerm,
        conflictIndex,
        lastOfConflictTerm:
          conflictTerm === null ? null : lastIndexOfTerm(node.log, conflictTerm, prevLogIndex),
      });
  // Never back to what is known to match, always below what was refused: so the search ends.
  const to = Math.max(progress.matchIndex + 1, Math.min(wanted, prevLogIndex));
  progress.nextIndex = to;
  progress.state = 'probe';
  progress.inflight = [];
  progress.rollbacks += 1;
  addNote(
    step,
    note('rolledBack', 'backtrack', {
      peer,
      from: prevLogIndex + 1,
      to,
      conflictTerm,
      conflictIndex,
      rollbacks: progress.rollbacks,
    }),
  );
  sendAppend(step, peer, progress);
}

function progressOf(step: Step, peer: NodeId): Progress {
  const progress = step.node.progress[peer];
  assert(progress !== undefined, `${step.node.id} keeps no progress for ${peer}`);
  return progress;
}
