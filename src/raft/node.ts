/**
 * One Raft node, sans I/O: an input goes in, the node changes, an outcome says
 * what the world should do. Time and randomness come in with the arguments.
 */
import { unreachable } from '../base/assert.ts';
import type { Prng } from '../base/prng.ts';
import { onAppendEntries } from './append.ts';
import { applyCommitted } from './apply.ts';
import { ignoresVoteRequest, lookForQuorum } from './checkQuorum.ts';
import { commitByCounting } from './commit.ts';
import { configAt } from './configAt.ts';
import {
  countVote,
  onCampaign,
  onElectionTimeout,
  onPreVoteAnswer,
  onRequestVote,
  onRequestVoteReply,
  onTimeoutNow,
} from './election.ts';
import { onInstallSnapshot } from './install.ts';
import { cloneLog, lastIndex } from './log.ts';
import { continueChange, followCommittedConfig, requestChange } from './membership.ts';
import { note } from './notes.ts';
import { onPreVote } from './preVote.ts';
import { advanceReads, requestRead } from './reads.ts';
import { broadcastHeartbeat, onAppendEntriesReply, propose } from './replication.ts';
import { becomeFollower, refreshRole, restingRole, startElectionTimer } from './roles.ts';
import type { Rules } from './rules.ts';
import { compact, compactByThreshold } from './snapshot.ts';
import { onInstallSnapshotReply } from './snapshotReply.ts';
import { decodeState } from './snapshotState.ts';
import { addNote, beginStep, finishStep, type Step } from './step.ts';
import { advanceTransfer, expireTransfer, requestTransfer } from './transfer.ts';
import type {
  Configuration,
  DurableState,
  LocalMs,
  LogIndex,
  Message,
  NodeId,
  NodeInput,
  Outcome,
  RaftNode,
  RaftOptions,
} from './types.ts';

/** What a process starts from: its disk, its configuration, and a source of randomness of its own. */
export interface NodeStart {
  readonly id: NodeId;
  readonly options: RaftOptions;
  readonly config: Configuration;
  readonly disk: DurableState;
  /** Known committed at start: 0 after a crash, as commitIndex is volatile; more only for a prepared cluster. */
  readonly commitIndex: LogIndex;
  /** The process ran before: it may have promised a leader that it would elect no other for a while (T6.4.1). */
  readonly restarted: boolean;
  readonly prng: Prng;
  readonly now: LocalMs;
}

/** A node as it comes up: a follower (or learner) with what its disk holds. Takes over `start.prng`. P5.2 */
export function createNode(start: NodeStart, rules: Rules): RaftNode {
  const log = cloneLog(start.disk.log);
  const { snapshot } = start.disk;
  const state = snapshot === null ? null : decodeState(snapshot);
  const inForce = configAt(log, snapshot, start.config, lastIndex(log));
  const node: RaftNode = {
    id: start.id,
    options: start.options,
    currentTerm: start.disk.currentTerm,
    votedFor: start.disk.votedFor,
    log,
    role: 'follower',
    leaderId: null,
    commitIndex: Math.max(start.commitIndex, log.snapshotIndex),
    lastApplied: log.snapshotIndex,
    config: inForce.config,
    configIndex: inForce.index,
    bootConfig: start.config,
    dict: state?.dict ?? new Map(),
    sessions: state?.sessions ?? new Map(),
    snapshot,
    incoming: null,
    votes: {},
    progress: {},
    proposals: [],
    reads: [],
    change: null,
    transfer: null,
    round: 0,
    roundsBegan: [],
    leaseVoid: false,
    quorumDeadline: null,
    leaderHeardAt: start.restarted && start.options.checkQuorum ? start.now : null,
    electionDeadline: null,
    electionTimeoutMs: 0,
    heartbeatDeadline: null,
    durableIndex: lastIndex(log),
    writes: [],
    nextWriteId: 1,
    prng: start.prng,
  };
  node.role = restingRole(node);
  const step = beginStep(node, rules, start.now);
  startElectionTimer(step);
  if (node.commitIndex > node.lastApplied) applyCommitted(step);
  return node;
}

/**
 * Handles one input.
 *
 * @throws AssertionError when something that must hold does not; the node is
 * then in no defined state and has to be treated as crashed.
 */
export function step(node: RaftNode, input: NodeInput, rules: Rules): Outcome {
  const current = beginStep(node, rules, input.now);
  switch (input.kind) {
    case 'message':
      onMessage(current, input.message);
      break;
    case 'timer':
      onTimer(current);
      break;
    case 'campaign':
      onCampaign(current);
      break;
    case 'heartbeat':
      if (node.role === 'leader') broadcastHeartbeat(current);
      break;
    case 'persisted':
      onPersisted(current, input.write);
      break;
    case 'propose':
      propose(current, input.request, input.command);
      break;
    case 'read':
      requestRead(current, input.request, input.key, input.mode);
      break;
    case 'change':
      requestChange(current, input.request, input.voters, input.learners);
      break;
    case 'transfer':
      requestTransfer(current, input.request, input.target);
      break;
    case 'compact':
      compact(current, input.upTo ?? node.lastApplied);
      break;
    case 'clock':
      onClock(current);
      break;
    default:
      unreachable(input);
  }
  followUp(current);
  return finishStep(current);
}

/** What has become possible by this step: most steps make nothing possible, and this costs them a few comparisons. */
function followUp(current: Step): void {
  const { node } = current;
  const { snapshotThreshold } = node.options;
  if (node.role === 'leader') {
    if (node.change !== null) continueChange(current, node.change);
    if (node.configIndex > 0 && node.configIndex <= node.commitIndex) followCommittedConfig(current);
    if (node.reads.length > 0) advanceReads(current);
    if (node.transfer !== null) advanceTransfer(current, node.transfer);
  } else if (node.configIndex > current.commitBefore && node.configIndex <= node.commitIndex) {
    refreshRole(current);
  }
  if (snapshotThreshold !== null) compactByThreshold(current, snapshotThreshold);
}

function onMessage(current: Step, message: Message): void {
  const { node, rules } = current;
  if (message.type === 'RequestVote' && ignoresVoteRequest(current, message)) return;
  // The term of a pre-vote is one that nobody is in yet (T9.6).
  if (message.type !== 'PreVote' && rules.stepsDown(message.term, node.currentTerm)) {
    addNote(
      current,
      note('steppedDown', 'stepsDown', {
        from: node.role,
        currentTerm: node.currentTerm,
        messageTerm: message.term,
      }),
    );
    becomeFollower(current, message.term);
  }
  switch (message.type) {
    case 'RequestVote':
      onRequestVote(current, message);
      break;
    case 'RequestVoteReply':
      onRequestVoteReply(current, message);
      break;
    case 'AppendEntries':
      onAppendEntries(current, message);
      break;
    case 'AppendEntriesReply':
      onAppendEntriesReply(current, message);
      break;
    case 'PreVote':
      onPreVote(current, message);
      break;
    case 'PreVoteReply':
      onPreVoteAnswer(current, message);
      break;
    case 'InstallSnapshot':
      onInstallSnapshot(current, message);
      break;
    case 'InstallSnapshotReply':
      onInstallSnapshotReply(current, message);
      break;
    case 'TimeoutNow':
      onTimeoutNow(current, message);
      break;
    default:
      unreachable(message);
  }
}

function onTimer(current: Step): void {
  const { node, now } = current;
  if (node.heartbeatDeadline !== null && node.heartbeatDeadline <= now) broadcastHeartbeat(current);
  onClock(current);
  if (node.electionDeadline === null || node.electionDeadline > now) return;
  // A node that may not campaign after all must not be woken by this deadline for ever.
  node.electionDeadline = null;
  onElectionTimeout(current);
}

/** Deadlines other than the election's and the heartbeat's; those of a catch-up are looked at in `followUp`. */
function onClock(current: Step): void {
  lookForQuorum(current);
  expireTransfer(current);
}

/** A write is durable: this node's own copy, or its own vote, counts from now on. */
function onPersisted(current: Step, write: number): void {
  const { node } = current;
  let votedForSelf = false;
  while (node.writes.length > 0 && (node.writes[0]?.id ?? Infinity) <= write) {
    const done = node.writes.shift();
    if (done === undefined) break;
    node.durableIndex = done.lastIndex;
    if (done.selfVoteTerm === node.currentTerm) votedForSelf = true;
  }
  addNote(current, note('durable', 'persistsFirst', { lastIndex: node.durableIndex }));
  if (votedForSelf && node.role === 'candidate') countVote(current, node.id, true);
  else if (node.role === 'leader') commitByCounting(current);
}
