/**
 * One Raft node, sans I/O: an input goes in, the node changes, an outcome says
 * what the world should do. Time and randomness come in with the arguments.
 */
import { unreachable } from '../base/assert.ts';
import type { Prng } from '../base/prng.ts';
import { onAppendEntries } from './append.ts';
import { applyCommitted, commitByCounting } from './commit.ts';
import { countVote, onRequestVote, onRequestVoteReply, startElection } from './election.ts';
import { cloneLog, lastIndex } from './log.ts';
import { note } from './notes.ts';
import { broadcastHeartbeat, onAppendEntriesReply, propose } from './replication.ts';
import { becomeFollower, restingRole, startElectionTimer } from './roles.ts';
import type { Rules } from './rules.ts';
import { addNote, beginStep, finishStep, type Step } from './step.ts';
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
  readonly prng: Prng;
  readonly now: LocalMs;
}

/** A node as it comes up: a follower (or learner) with what its disk holds. Takes over `start.prng`. P5.2 */
export function createNode(start: NodeStart, rules: Rules): RaftNode {
  const log = cloneLog(start.disk.log);
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
    config: start.config,
    dict: new Map(),
    votes: {},
    progress: {},
    proposals: [],
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
      startElection(current);
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
    default:
      unreachable(input);
  }
  return finishStep(current);
}

function onMessage(current: Step, message: Message): void {
  const { node, rules } = current;
  if (rules.stepsDown(message.term, node.currentTerm)) {
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
    default:
      unreachable(message);
  }
}

function onTimer(current: Step): void {
  const { node, now } = current;
  if (node.heartbeatDeadline !== null && node.heartbeatDeadline <= now) broadcastHeartbeat(current);
  if (node.electionDeadline === null || node.electionDeadline > now) return;
  // A node that may not campaign after all must not be woken by this deadline for ever.
  node.electionDeadline = null;
  startElection(current);
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
