/** The follower's side of replication: checking, cutting, taking, acknowledging. P5.3 */
import { commitAsTold } from './commit.ts';
import { adoptAppended, revertConfig } from './config.ts';
import { followLeader } from './followLeader.ts';
import { firstIndexOfTerm, lastIndex, putEntry, termAt } from './log.ts';
import { note, type Note, type NoteOf } from './notes.ts';
import { addNote, cutLog, sendAfterPersist, type Step } from './step.ts';
import type { AppendEntries, LogIndex, NodeId, RaftNode, Term } from './types.ts';

/** Decides on an AppendEntries of a term that is not above this node's own any more. P Figure 2, receiver rules 1–5 */
export function onAppendEntries(step: Step, message: AppendEntries): void {
  const { node, rules } = step;
  if (rules.isStale(message.term, node.currentTerm)) {
    refuse(step, message, 'isStale', null);
    return;
  }
  followLeader(step, message.from, message.term);
  const { prevLogIndex } = message;
  // What is compacted away was committed, so it agrees with every leader's log (P7).
  const compacted = prevLogIndex < node.log.snapshotIndex;
  const haveTerm = termAt(node.log, prevLogIndex);
  if (!compacted && !rules.matchesPrevious(haveTerm, message.prevLogTerm)) {
    refuse(step, message, 'matchesPrevious', haveTerm);
    return;
  }
  if (message.entries.length > 0) takeEntries(step, message);
  else addNote(step, heartbeatNote(message.from, message.term));
  const proven = prevLogIndex + message.entries.length;
  const last = lastIndex(node.log);
  if (message.leaderCommit > node.commitIndex) commitAsTold(step, message.leaderCommit, proven, last);
  sendAfterPersist(step, {
    type: 'AppendEntriesReply',
    from: node.id,
    to: message.from,
    term: node.currentTerm,
    success: true,
    matchIndex: rules.ackedIndex(proven, last),
    prevLogIndex,
    conflictTerm: null,
    conflictIndex: 0,
    round: message.round,
  });
}

let heartbeat: NoteOf<'heartbeatAccepted'> | null = null;

/** Most notes of a run are these, and kept traces are long: equal ones in a row are one object. */
function heartbeatNote(leader: NodeId, term: Term): Note {
  if (heartbeat?.values.leader !== leader || heartbeat.values.term !== term) {
    heartbeat = {
      what: 'heartbeatAccepted',
      rule: 'resetsElectionTimer',
      values: { leader, term },
    };
  }
  return heartbeat;
}

/** Cuts what conflicts and puts in what is missing. P5.3: an entry that is there with the same term stays, and all after it. */
function takeEntries(step: Step, message: AppendEntries): void {
  const { node, rules } = step;
  const { entries, prevLogIndex } = message;
  const conflict = firstConflict(node, message);
  const cut = rules.truncationPoint({
    firstConflict: conflict,
    prevLogIndex,
    lastLogIndex: lastIndex(node.log),
    snapshotIndex: node.log.snapshotIndex,
  });
  if (cut !== null && cut <= lastIndex(node.log)) cutFrom(step, cut, message);
  let already = 0;
  let from: LogIndex | null = null;
  for (const entry of entries) {
    if (entry.index <= node.log.snapshotIndex || termAt(node.log, entry.index) === entry.term) {
      already += 1;
      continue;
    }
    putEntry(node.log, entry);
    from ??= entry.index;
  }
  const to = prevLogIndex + entries.length;
  addNote(step, note('appended', 'matchesPrevious', { from: from ?? to + 1, to, already }));
  if (from === null) return;
  step.putFrom = from;
  adoptAppended(step, from);
}

/** Index of the first entry that the log has with another term; null if there is none. */
function firstConflict(node: RaftNode, message: AppendEntries): LogIndex | null {
  for (const entry of message.entries) {
    if (entry.index <= node.log.snapshotIndex) continue;
    const have = termAt(node.log, entry.index);
    if (have === null) return null;
    if (have !== entry.term) return entry.index;
  }
  return null;
}

function cutFrom(step: Step, cut: LogIndex, message: AppendEntries): void {
  const { node } = step;
  const to = lastIndex(node.log);
  const haveTerm = termAt(node.log, cut) ?? 0;
  const newTerm = message.entries.find((entry) => entry.index === cut)?.term ?? message.term;
  cutLog(step, cut);
  addNote(step, note('truncated', 'truncationPoint', { from: cut, to, haveTerm, newTerm }));
  revertConfig(step);
}

/** Says no, with the hint that lets the leader skip a whole term. P5.3 */
function refuse(
  step: Step,
  message: AppendEntries,
  rule: 'isStale' | 'matchesPrevious',
  haveTerm: Term | null,
): void {
  const { node } = step;
  const { prevLogIndex } = message;
  addNote(
    step,
    note('appendRefused', rule, {
      leader: message.from,
      messageTerm: message.term,
      currentTerm: node.currentTerm,
      prevLogIndex,
      prevLogTerm: message.prevLogTerm,
      haveTerm,
      lastLogIndex: lastIndex(node.log),
    }),
  );
  sendAfterPersist(step, {
    type: 'AppendEntriesReply',
    from: node.id,
    to: message.from,
    term: node.currentTerm,
    success: false,
    matchIndex: 0,
    prevLogIndex,
    conflictTerm: haveTerm,
    conflictIndex:
      haveTerm === null ? lastIndex(node.log) + 1 : firstIndexOfTerm(node.log, prevLogIndex),
    round: message.round,
  });
}
