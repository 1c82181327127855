/** Reading without the log: by ReadIndex, by lease, or locally and perhaps stale. T6.4 */
import { confirmedRound, leaseSince } from './leadership.ts';
import { termAt } from './log.ts';
import { note, type NoteValues } from './notes.ts';
import { allVoters } from './quorum.ts';
import { broadcastHeartbeat, propose } from './replication.ts';
import { refuseUnlessLeader } from './requests.ts';
import type { RuleId } from './ruleBook.ts';
import { addNote, answer, type Step } from './step.ts';
import type { PendingRead } from './pending.ts';
import type { LogIndex, ReadMode, RequestId, Term } from './types.ts';

/** Reads `key` in the way that `mode` says. Only a local read is answered by anybody but the leader. */
export function requestRead(step: Step, request: RequestId, key: string, mode: ReadMode): void {
  if (mode === 'log') {
    propose(step, request, { read: key });
    return;
  }
  if (mode === 'local') {
    serve(step, { request, key }, 'local', 'readsLocally', NOBODY_ASKED);
    return;
  }
  if (refuseUnlessLeader(step, request, 'read')) return;
  if (mode === 'lease' && readByLease(step, request, key)) return;
  const { node } = step;
  const readIndex = indexToRead(step, request);
  if (readIndex !== null) broadcastHeartbeat(step);
  node.reads.push({ request, key, mode, readIndex, round: node.round });
  addNote(
    step,
    note('readStarted', 'confirmsLeadership', { request, key, mode, readIndex, round: node.round }),
  );
}

/** What has to be applied before a read that came now is answered; null: nothing of this term is committed yet. */
function indexToRead(step: Step, request: RequestId): LogIndex | null {
  const { node, rules } = step;
  const commitTerm = lastCommittedTerm(step);
  if (rules.mayServeReads(commitTerm, node.currentTerm)) return node.commitIndex;
  const { currentTerm } = node;
  addNote(step, note('readWaits', 'mayServeReads', { request, commitTerm, currentTerm }));
  return null;
}

function lastCommittedTerm({ node }: Step): Term {
  return termAt(node.log, node.commitIndex) ?? 0;
}

/** True when the lease is held, and the read answered. */
function readByLease(step: Step, request: RequestId, key: string): boolean {
  const { node, rules, now } = step;
  if (!rules.mayServeReads(lastCommittedTerm(step), node.currentTerm)) return false;
  const [leastTimeoutMs] = node.options.electionTimeoutMs;
  const leaseMs = rules.leaseMs(leastTimeoutMs, node.options.clockDriftBound);
  const since = node.options.checkQuorum && !node.leaseVoid ? leaseSince(step) : null;
  const sinceMs = since === null ? null : now - since;
  if (sinceMs === null || sinceMs >= leaseMs) {
    addNote(step, note('leaseMissing', 'leaseMs', { request, leaseMs, sinceMs }));
    return false;
  }
  serve(step, { request, key }, 'lease', 'leaseMs', { ...NOBODY_ASKED, sinceMs, leaseMs });
  return true;
}

type Confirmation = Pick<NoteValues['readServed'], 'confirmed' | 'needed' | 'sinceMs' | 'leaseMs'>;
const NOBODY_ASKED: Confirmation = { confirmed: null, needed: null, sinceMs: null, leaseMs: null };

function serve(
  step: Step,
  { request, key }: Pick<PendingRead, 'request' | 'key'>,
  mode: ReadMode,
  rule: RuleId,
  confirmation: Confirmation,
): void {
  const { node } = step;
  const { lastApplied } = node;
  addNote(step, note('readServed', rule, { request, key, mode, lastApplied, ...confirmation }));
  const result = node.dict.get(key) ?? null;
  answer(step, { request, status: 'ok', result, reason: null, leader: node.leaderId });
}

/** Answers the reads that are confirmed and applied by now; begins a round for those that waited for the term's first commit. */
export function advanceReads(step: Step): void {
  const { node, rules } = step;
  if (node.reads.some(({ readIndex }) => readIndex === null) && rules.mayServeReads(lastCommittedTerm(step), node.currentTerm)) {
    broadcastHeartbeat(step);
    const { round, commitIndex } = node;
    node.reads = node.reads.map((read) => (read.readIndex === null ? { ...read, readIndex: commitIndex, round } : read));
  }
  const confirmed = confirmedRound(step);
  const isReady = ({ readIndex, round }: PendingRead): boolean =>
    readIndex !== null && round <= confirmed && readIndex <= node.lastApplied;
  if (!node.reads.some(isReady)) return;
  const ready = node.reads.filter(isReady);
  node.reads = node.reads.filter((read) => !isReady(read));
  for (const read of ready) {
    serve(step, read, read.mode, 'confirmsLeadership', {
      ...NOBODY_ASKED,
      confirmed: countConfirmed(step, read.round),
      needed: rules.quorumSize(node.config.voters.length),
    });
  }
}

function countConfirmed({ node }: Step, round: number): number {
  return allVoters(node.config).filter(
    (id) => id === node.id || (node.progress[id]?.ackedRound ?? 0) >= round,
  ).length;
}
