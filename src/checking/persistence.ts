/** Invariant 11: a promise leaves only when the disk keeps it. P5.1, P Figure 2 */
import type { AppendEntriesReply, InstallSnapshotReply, NodeId, Term } from '../raft/types.ts';
import type { TraceEvent } from '../trace/event.ts';
import type { ObservedNode } from '../trace/observed.ts';
import { entryAt, lastIndexOf, termAt } from './logView.ts';
import type { Scene } from './scene.ts';
import { bindVote } from './votes.ts';

/** Looks at every message the event put on the network; runs for every event that sends. */
export function checkSent(scene: Scene, at: number, o: ObservedNode, event: TraceEvent): void {
  const { sent } = event;
  for (let i = 0; i < sent.length; i += 1) {
    const envelope = sent[i];
    // A duplicate made by the network promises nothing new.
    if (envelope === undefined || envelope.copyOf !== null) continue;
    const { message } = envelope;
    if (message.from !== o.id) continue;
    switch (message.type) {
      case 'AppendEntriesReply':
        if (message.success) checkAcknowledged(scene, o, message);
        break;
      case 'InstallSnapshotReply':
        if (message.installed) checkInstalled(scene, o, message);
        break;
      case 'RequestVoteReply':
        if (!message.voteGranted) break;
        bindVote(scene, at, message.term, message.to, 'in its reply');
        checkVoteDurable(scene, o, message.term, message.to, `granted ${message.to} its vote`);
        break;
      case 'RequestVote':
        bindVote(scene, at, message.term, message.from, 'in its request');
        checkVoteDurable(scene, o, message.term, message.from, `asked ${message.to} for its vote`);
        break;
      default:
        break;
    }
  }
}

function checkVoteDurable(
  scene: Scene,
  o: ObservedNode,
  term: Term,
  candidate: NodeId,
  did: string,
): void {
  const { currentTerm, votedFor } = o.disk;
  if (currentTerm > term || (currentTerm === term && votedFor === candidate)) return;
  const vote = votedFor === null ? 'no vote' : `a vote for ${votedFor}`;
  const detail = `${o.id} ${did} in term ${term}, but its disk holds term ${currentTerm} and ${vote}.`;
  scene.report('Persist Before Send', detail, [...new Set([o.id, candidate])], null);
}

/** `installed` says that everything up to the snapshot's end is there, from this snapshot or from before. */
function checkInstalled(scene: Scene, o: ObservedNode, message: InstallSnapshotReply): void {
  const { disk } = o;
  const { lastIncludedIndex: index, term } = message;
  if (disk.currentTerm > term) return;
  const said = `${o.id} said in term ${term} that it has everything up to ${index}`;
  const last = lastIndexOf(disk.log);
  const durable = termAt(disk.log, index);
  const committed = scene.ghost.committed.get(index)?.entry.term;
  let but: string | null = null;
  if (disk.currentTerm < term) but = `its disk is still in term ${disk.currentTerm}`;
  else if (index > last) but = `its disk holds entries only up to ${last}`;
  else if (durable !== null && committed !== undefined && durable !== committed) {
    but = `its disk holds an entry of term ${durable} there, and one of term ${committed} is committed`;
  }
  if (but !== null) scene.report('Persist Before Send', `${said}, but ${but}.`, [o.id, message.to], index);
}

/** Once the disk has reached a later term, what an earlier one acknowledged may have been overwritten there. */
function checkAcknowledged(scene: Scene, o: ObservedNode, message: AppendEntriesReply): void {
  const { disk, node } = o;
  const { matchIndex, term } = message;
  if (disk.currentTerm > term) return;
  if (disk.currentTerm < term) {
    const detail = `${o.id} acknowledged entries up to ${matchIndex} in term ${term}, but its disk is still in term ${disk.currentTerm}.`;
    scene.report('Persist Before Send', detail, [o.id, message.to], matchIndex);
    return;
  }
  const last = lastIndexOf(disk.log);
  if (matchIndex > last) {
    const detail = `${o.id} acknowledged entries up to ${matchIndex} in term ${term}, but its disk holds them only up to ${last}.`;
    scene.report('Persist Before Send', detail, [o.id, message.to], matchIndex);
    return;
  }
  if (node === null || node.currentTerm !== term) return;
  if (scene.thorough) checkWholePrefix(scene, o, message);
  if (matchIndex < disk.log.snapshotIndex || matchIndex < node.log.snapshotIndex) return;
  const meant = termAt(node.log, matchIndex);
  const durable = termAt(disk.log, matchIndex);
  if (meant === durable) return;
  const detail = `${o.id} acknowledged entry ${matchIndex} of term ${meant}, but its disk holds one of term ${durable} there.`;
  scene.report('Persist Before Send', detail, [o.id, message.to], matchIndex);
}

function checkWholePrefix(scene: Scene, o: ObservedNode, message: AppendEntriesReply): void {
  if (o.node === null) return;
  for (let index = 1; index < message.matchIndex; index += 1) {
    const meant = entryAt(o.node.log, index)?.term;
    const durable = entryAt(o.disk.log, index)?.term;
    if (meant === undefined || durable === undefined || meant === durable) continue;
    const detail = `${o.id} acknowledged entries up to ${message.matchIndex}, but entry ${index} is of term ${meant} in memory and of term ${durable} on its disk.`;
    scene.report('Persist Before Send', detail, [o.id, message.to], index);
    return;
  }
}
