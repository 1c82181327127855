/** The only ways a node changes its role. P5.1, P5.2, Figure 4; T9.6 */
import { assert } from '../base/assert.ts';
import { nextMs } from '../base/prng.ts';
import { audienceOf, watchesElections } from './configAt.ts';
import { entryAt, lastIndex } from './log.ts';
import { note } from './notes.ts';
import { allVoters } from './quorum.ts';
import type { TimerOccasion } from './rules.ts';
import { addNote, answer, type Step } from './step.ts';
import type { LogIndex, NodeId, Progress, RaftNode, RequestId, Role, Term } from './types.ts';

/** The role of a node that neither leads nor campaigns. T4.2.1 */
export function restingRole(node: RaftNode): Role {
  const { config, id } = node;
  const votes = config.voters.includes(id) || config.votersOutgoing.includes(id);
  return !votes && config.learners.includes(id) ? 'learner' : 'follower';
}

/** Another configuration is in force: a node that neither leads nor campaigns may have won or lost its vote. P6, T4.2.1 */
export function refreshRole(step: Step): void {
  const { node, rules } = step;
  if (node.role !== 'follower' && node.role !== 'learner') return;
  node.role = restingRole(node);
  if (watchesElections(node, rules) !== (node.electionDeadline !== null)) startElectionTimer(step);
}

/** Draws a new timeout and starts the election timer. Leaders and nodes without a vote have none. P5.2 */
export function startElectionTimer(step: Step): void {
  const { node, rules, now } = step;
  if (node.role === 'leader' || !watchesElections(node, rules)) {
    node.electionDeadline = null;
    return;
  }
  const [low, high] = node.options.electionTimeoutMs;
  node.electionTimeoutMs = nextMs(node.prng, low, high);
  node.electionDeadline = now + node.electionTimeoutMs;
}

/** Restarts the election timer if the rules say that `occasion` does. P5.2 */
export function touchElectionTimer(step: Step, occasion: TimerOccasion): void {
  if (step.rules.resetsElectionTimer(occasion)) startElectionTimer(step);
}

/**
 * Follows in `term`, which is the current one or a later; who leads it is not
 * known yet. Legal from every role. A leader that steps down tells its clients that it can't know what
 * becomes of their commands (P8).
 */
export function becomeFollower(step: Step, term: Term): void {
  const { node, rules } = step;
  assert(term >= node.currentTerm, `term may not fall from ${node.currentTerm} to ${term}`);
  const vote = rules.voteAfterTermChange(node.currentTerm, term, node.votedFor);
  if (term !== node.currentTerm || vote !== node.votedFor) step.hardStateChanged = true;
  const wasLeader = node.role === 'leader';
  node.currentTerm = term;
  node.votedFor = vote;
  node.role = restingRole(node);
  node.leaderId = null;
  node.votes = {};
  if (!wasLeader) return;
  node.progress = {};
  node.heartbeatDeadline = null;
  node.quorumDeadline = null;
  node.round = 0;
  node.roundsBegan = [];
  node.leaseVoid = false;
  startElectionTimer(step);
  loseRequests(step);
}

/** Asks whether it could win, in the same term. Legal for any node that may vote and doesn't lead. T9.6 */
export function becomePreCandidate(step: Step): void {
  const { node, rules } = step;
  assert(node.role !== 'leader', 'a leader may not campaign');
  assert(watchesElections(node, rules), `${node.id} is no voter and may not campaign`);
  node.role = 'preCandidate';
  node.leaderId = null;
  node.votes = {};
}

/** Campaigns in the next term and votes for itself. Legal for a follower or a candidate that may vote. P5.2 */
export function becomeCandidate(step: Step): void {
  const { node, rules } = step;
  assert(node.role !== 'leader', 'a leader may not campaign');
  assert(watchesElections(node, rules), `${node.id} is no voter and may not campaign`);
  node.currentTerm += 1;
  node.votedFor = node.id;
  node.role = 'candidate';
  node.leaderId = null;
  node.votes = {};
  step.hardStateChanged = true;
  step.votedForSelf = true;
}

/** Leads the current term. Legal only for a candidate. P5.2, Figure 2 "Volatile state on leaders" */
export function becomeLeader(step: Step): void {
  const { node } = step;
  assert(node.role === 'candidate', `a ${node.role} may not become leader`);
  node.role = 'leader';
  node.leaderId = node.id;
  node.electionDeadline = null;
  const nextIndex = lastIndex(node.log) + 1;
  const progress: Record<NodeId, Progress> = {};
  for (const peer of audienceOf(node)) progress[peer] = newProgress(step, nextIndex, 'stream');
  node.progress = progress;
  const [leastTimeoutMs] = node.options.electionTimeoutMs;
  if (node.options.checkQuorum) node.quorumDeadline = step.now + leastTimeoutMs;
  const votes = allVoters(node.config).filter((id) => node.votes[id] === true).length;
  const needed = step.rules.quorumSize(node.config.voters.length);
  addNote(step, note('becameLeader', 'quorumSize', { term: node.currentTerm, votes, needed }));
}

/** What a leader knows of a node that it has not heard in this term. */
export function newProgress(step: Step, nextIndex: LogIndex, state: Progress['state']): Progress {
  return {
    nextIndex,
    matchIndex: 0,
    state,
    inflight: [],
    rollbacks: 0,
    snapshotIndex: 0,
    snapshotOffset: 0,
    heardAt: step.now,
    ackedRound: 0,
  };
}

/** A leader that steps down doesn't know what becomes of what it took: a command or change may commit, a read took no effect. */
function loseRequests(step: Step): void {
  const { node } = step;
  for (const { request, index } of node.proposals) {
    const command = entryAt(node.log, index)?.command ?? null;
    if (command !== null && 'read' in command) loseRead(step, request);
    else {
      addNote(step, note('proposalLost', 'leaderLost', { request, index }));
      answer(step, {
        request,
        status: 'unknown',
        result: null,
        reason: `${node.id} stopped leading before entry ${index} was applied; it may still commit`,
        leader: node.leaderId,
      });
    }
  }
  node.proposals = [];
  const { reads, change } = node;
  node.reads = [];
  node.change = null;
  for (const { request } of reads) loseRead(step, request);
  if (change === null) return;
  addNote(step, note('requestLost', 'leaderLost', { request: change.request, op: 'change' }));
  const reason = `${node.id} stopped leading before the change was committed; it may still commit`;
  answer(step, { request: change.request, status: 'unknown', result: null, reason, leader: node.leaderId });
}

/** A read that was not confirmed has told nobody anything and changed nothing, in the log or not. T6.4 */
function loseRead(step: Step, request: RequestId): void {
  const { id, leaderId: leader } = step.node;
  addNote(step, note('requestLost', 'leaderLost', { request, op: 'read' }));
  const reason = `${id} stopped leading before the read was confirmed`;
  answer(step, { request, status: 'refused', result: null, reason, leader });
}
