/** What one step of a node gathers while it runs, and how that becomes an outcome. */
import { lastIndex, truncateFrom } from './log.ts';
import type { Note } from './notes.ts';
import type { Rules } from './rules.ts';
import type {
  ClientReply,
  DiskWrite,
  LocalMs,
  LogIndex,
  Message,
  NodeId,
  Outcome,
  RaftNode,
  Snapshot,
  Term,
} from './types.ts';

const NO_MESSAGES: readonly Message[] = [];
const NO_WRITES: readonly DiskWrite[] = [];
const NO_REPLIES: readonly ClientReply[] = [];
const NO_NOTES: readonly Note[] = [];

/** One step under way. The lists stay null until something is put in: most steps fill one or two. */
export interface Step {
  readonly node: RaftNode;
  readonly rules: Rules;
  readonly now: LocalMs;
  sendNow: Message[] | null;
  sendAfterPersist: Message[] | null;
  replies: ClientReply[] | null;
  notes: Note[] | null;
  /** Term or vote changed. */
  hardStateChanged: boolean;
  /** The vote that changed was this node's for itself. */
  votedForSelf: boolean;
  truncatedFrom: LogIndex | null;
  /** Lowest index that was put into the log; null: none. */
  putFrom: LogIndex | null;
  /** A snapshot that was taken or installed. */
  snapshot: Snapshot | null;
  readonly commitBefore: LogIndex;
  readonly termBefore: Term;
  readonly voteBefore: NodeId | null;
}

/** A step at the node's own time `now`, with nothing gathered yet. */
export function beginStep(node: RaftNode, rules: Rules, now: LocalMs): Step {
  return {
    node,
    rules,
    now,
    sendNow: null,
    sendAfterPersist: null,
    replies: null,
    notes: null,
    hardStateChanged: false,
    votedForSelf: false,
    truncatedFrom: null,
    putFrom: null,
    snapshot: null,
    commitBefore: node.commitIndex,
    termBefore: node.currentTerm,
    voteBefore: node.votedFor,
  };
}

/** Sends without waiting for the disk: nothing in it promises anything. */
export function sendNow(step: Step, message: Message): void {
  if (step.sendNow === null) step.sendNow = [message];
  else step.sendNow.push(message);
}

/** Sends once everything handed to the disk so far is durable. P Figure 2, "updated on stable storage before responding" */
export function sendAfterPersist(step: Step, message: Message): void {
  if (step.sendAfterPersist === null) step.sendAfterPersist = [message];
  else step.sendAfterPersist.push(message);
}

/** Answers a client. */
export function answer(step: Step, reply: ClientReply): void {
  if (step.replies === null) step.replies = [reply];
  else step.replies.push(reply);
}

/** Keeps a reason. */
export function addNote(step: Pick<Step, 'notes'>, reason: Note): void {
  if (step.notes === null) step.notes = [reason];
  else step.notes.push(reason);
}

/** The outcome of all that was gathered; hands the changed persistent state to the disk. */
export function finishStep(step: Step): Outcome {
  const persist =
    step.hardStateChanged ||
    step.putFrom !== null ||
    step.truncatedFrom !== null ||
    step.snapshot !== null
      ? writesOf(step)
      : NO_WRITES;
  return {
    sendNow: step.sendNow ?? NO_MESSAGES,
    persist,
    sendAfterPersist: step.sendAfterPersist ?? NO_MESSAGES,
    replies: step.replies ?? NO_REPLIES,
    // Notes are kept for long: a copy takes only the room it needs.
    notes: step.notes === null ? NO_NOTES : step.notes.length > 1 ? step.notes.slice() : step.notes,
    deadline: nextDeadline(step.node),
  };
}

/** When the node wants to be woken; null: never. */
export function nextDeadline(node: RaftNode): LocalMs | null {
  const { electionDeadline, heartbeatDeadline } = node;
  let deadline = clockDeadline(node);
  if (electionDeadline !== null && (deadline === null || electionDeadline < deadline)) deadline = electionDeadline;
  if (heartbeatDeadline !== null && (deadline === null || heartbeatDeadline < deadline)) deadline = heartbeatDeadline;
  return deadline;
}

/** The earliest deadline that is neither the election's nor the heartbeat's: quorum, transfer, catch-up. */
export function clockDeadline({ quorumDeadline, transfer, change }: RaftNode): LocalMs | null {
  if (quorumDeadline === null && transfer === null && change === null) return null;
  const deadline = Math.min(
    quorumDeadline ?? Infinity,
    transfer?.deadline ?? Infinity,
    change?.catchUp?.deadline ?? Infinity,
  );
  return deadline === Infinity ? null : deadline;
}

/** Removes the entries at and above `cut`, and takes back what the disk was said to hold of them. */
export function cutLog(step: Step, cut: LogIndex): void {
  const { node } = step;
  truncateFrom(node.log, cut);
  step.truncatedFrom = cut;
  node.durableIndex = Math.min(node.durableIndex, cut - 1);
  for (const write of node.writes) write.lastIndex = Math.min(write.lastIndex, cut - 1);
}

function writesOf(step: Step): DiskWrite[] {
  const { node, rules } = step;
  const append =
    step.putFrom === null
      ? []
      : // What was put in and compacted in one step is in the snapshot.
        node.log.entries.slice(Math.max(0, step.putFrom - node.log.snapshotIndex - 1));
  const { termBefore: currentTerm, voteBefore: votedFor } = step;
  const hardStates = step.hardStateChanged
    ? rules.hardStateWrites(
        { currentTerm: node.currentTerm, votedFor: node.votedFor },
        { currentTerm, votedFor },
      )
    : [null];
  const selfVoteTerm: Term | null = step.votedForSelf ? node.currentTerm : null;
  return hardStates.map((hardState, i) => {
    const last = i === hardStates.length - 1;
    const id = node.nextWriteId;
    node.nextWriteId += 1;
    node.writes.push({
      id,
      lastIndex: last ? lastIndex(node.log) : node.durableIndex,
      selfVoteTerm: last ? selfVoteTerm : null,
    });
    return {
      id,
      hardState,
      truncateFrom: last ? step.truncatedFrom : null,
      snapshot: last ? step.snapshot : null,
      append: last ? append : [],
    };
  });
}
