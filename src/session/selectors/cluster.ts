/**
 * What the cluster as a whole knows, read off one frame: who leads, how far
 * the log is committed, and what will become of every entry. Facts are worked
 * out once per frame and kept with it, so that asking per cell is cheap.
 */
import type { Configuration, Entry, LogIndex, Term } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';

/**
 * What is true of one entry on one node.
 * `committed`: it is the committed entry of its index, whether or not this node knows.
 * `durable`: on this node's disk, undecided. `memory`: a crash now would lose it.
 * `doomed`: the committed log or the newest leader's log has another entry
 * there (or at an index before it), so a leader will remove it. P5.3
 */
export type EntryFate = 'committed' | 'durable' | 'memory' | 'doomed';

/** The last index of a node's log; 0 when it is empty. */
export function lastLogIndex(node: NodeFrame): LogIndex {
  return node.snapshotIndex + node.entries.length;
}

/** The entry at `index`; null when the log ends before it or has compacted it away. */
export function entryAt(node: NodeFrame, index: LogIndex): Entry | null {
  return node.entries[index - node.snapshotIndex - 1] ?? null;
}

/** The term at `index`, the snapshot's last entry included; null when the node no longer or not yet has it. */
export function termAt(node: NodeFrame, index: LogIndex): Term | null {
  if (index === node.snapshotIndex) return node.snapshotTerm;
  return entryAt(node, index)?.term ?? null;
}

/** The leader of the highest term among the nodes that are not down; a paused leader counts. */
export function newestLeader(frame: Frame): NodeFrame | null {
  return factsOf(frame).leader;
}

/** It leads, but some node has seen a higher term: its entries will not be committed any more. */
export function isOldLeader(node: NodeFrame, frame: Frame): boolean {
  return node.role === 'leader' && node.status !== 'down' && node.currentTerm < highestTerm(frame);
}

/** The highest term any node has seen, nodes that are down included. */
export function highestTerm(frame: Frame): Term {
  return factsOf(frame).highestTerm;
}

/**
 * Up to where the log is committed: the highest commitIndex of any node, or
 * what was committed before every node that knew it crashed.
 */
export function committedIndex(frame: Frame): LogIndex {
  return factsOf(frame).committedIndex;
}

/** The term of the committed entry at `index`; null above committedIndex, or where every node has compacted it away. */
export function committedTermAt(frame: Frame, index: LogIndex): Term | null {
  for (const { node, upTo } of factsOf(frame).witnesses) {
    if (upTo < index) return null;
    const term = termAt(node, index);
    if (term !== null) return term;
  }
  return null;
}

/** What becomes of the entry that `node` holds at `index`. An index the log doesn't reach counts as `memory`. */
export function entryFate(frame: Frame, node: NodeFrame, index: LogIndex): EntryFate {
  if (index <= node.snapshotIndex) return 'committed';
  const entry = entryAt(node, index);
  if (entry === null) return 'memory';
  if (isCommittedEntry(frame, node, entry)) return 'committed';
  if (index >= doomedFrom(frame, node)) return 'doomed';
  return index > node.durableIndex ? 'memory' : 'durable';
}

/** The first index of the node's log that a leader will remove; Infinity when none. */
export function doomedFrom(frame: Frame, node: NodeFrame): LogIndex {
  const facts = factsOf(frame);
  const known = facts.doomed.get(node);
  if (known !== undefined) return known;
  let from = conflictWithCommitted(facts.witnesses, node);
  if (facts.leader !== null && facts.leader !== node) {
    from = Math.min(from, firstConflict(node.entries, facts.leader.entries));
  }
  facts.doomed.set(node, from);
  return from;
}

/**
 * How many votes (or copies) make a decision: a majority of the voters. In a
 * joint configuration both halves need one of their own; this is the larger. P5.2, P6
 */
export function votesNeeded(config: Configuration): number {
  const majority = (voters: readonly unknown[]) => Math.floor(voters.length / 2) + 1;
  if (config.votersOutgoing.length === 0) return majority(config.voters);
  return Math.max(majority(config.voters), majority(config.votersOutgoing));
}

/** A node whose log is the committed one up to an index. */
interface Witness {
  readonly node: NodeFrame;
  readonly upTo: LogIndex;
}

interface ClusterFacts {
  readonly leader: NodeFrame | null;
  readonly highestTerm: Term;
  readonly committedIndex: LogIndex;
  /** Whom to ask for the committed log: those who reach furthest first, then the one that compacted least. */
  readonly witnesses: readonly Witness[];
  readonly doomed: Map<NodeFrame, LogIndex>;
}

const factsByFrame = new WeakMap<Frame, ClusterFacts>();

function factsOf(frame: Frame): ClusterFacts {
  const known = factsByFrame.get(frame);
  if (known !== undefined) return known;
  let leader: NodeFrame | null = null;
  let highest = 0;
  let committed = 0;
  for (const node of frame.nodes) {
    highest = Math.max(highest, node.currentTerm);
    committed = Math.max(committed, node.commitIndex);
    const leads = node.role === 'leader' && node.status !== 'down';
    if (leads && (leader === null || node.currentTerm > leader.currentTerm)) leader = node;
  }
  const witnesses = frame.nodes
    .map((node) => ({ node, upTo: Math.max(node.commitIndex, everCommittedIn(frame, node)) }))
    .filter(({ upTo }) => upTo > 0)
    .sort((a, b) => b.upTo - a.upTo || a.node.snapshotIndex - b.node.snapshotIndex);
  committed = Math.max(committed, frame.committedEver?.index ?? 0);
  const facts = { leader, highestTerm: highest, committedIndex: committed, witnesses, doomed: new Map() };
  factsByFrame.set(frame, facts);
  return facts;
}

/** A log with the highest entry ever committed has everything committed before it as well (Log Matching, P5.3). */
function everCommittedIn(frame: Frame, node: NodeFrame): LogIndex {
  const ever = frame.committedEver;
  return ever !== null && termAt(node, ever.index) === ever.term ? ever.index : 0;
}

function isCommittedEntry(frame: Frame, node: NodeFrame, entry: Entry): boolean {
  if (entry.index > committedIndex(frame)) return false;
  const term = committedTermAt(frame, entry.index);
  if (term !== null) return term === entry.term;
  // Everybody who knows has compacted it away. Where a snapshot ends in an entry
  // that this log has too, everything before agrees as well (Log Matching, P5.3).
  const witness = factsOf(frame).witnesses[0]?.node;
  if (node.commitIndex >= entry.index || witness === undefined) return true;
  return termAt(node, witness.snapshotIndex) === witness.snapshotTerm;
}

/** Only a witness that reaches further back than those before it can tell more than they do. */
function conflictWithCommitted(witnesses: readonly Witness[], node: NodeFrame): LogIndex {
  let from = Infinity;
  let reachesBackTo = Infinity;
  for (const { node: witness, upTo: knows } of witnesses) {
    if (witness.snapshotIndex >= reachesBackTo) continue;
    const upTo = Math.min(knows, reachesBackTo);
    reachesBackTo = witness.snapshotIndex;
    if (witness === node) continue;
    const conflict = firstConflict(node.entries, witness.entries);
    if (conflict <= upTo) from = Math.min(from, conflict);
    else if (node.snapshotIndex < witness.snapshotIndex && !agreesAt(node, witness)) {
      from = Math.min(from, witness.snapshotIndex);
    }
  }
  return from;
}

/** False when the node holds another entry where the witness's snapshot ends. */
function agreesAt(node: NodeFrame, witness: NodeFrame): boolean {
  const term = termAt(node, witness.snapshotIndex);
  return term === null || term === witness.snapshotTerm;
}

// Logs change seldom compared with frames; a pair of unchanged logs is compared once.
const conflicts = new WeakMap<readonly Entry[], WeakMap<readonly Entry[], LogIndex>>();

/** The first index at which both logs have an entry and the terms differ; Infinity when they agree. */
function firstConflict(a: readonly Entry[], b: readonly Entry[]): LogIndex {
  if (a === b) return Infinity;
  let known = conflicts.get(a);
  if (known === undefined) conflicts.set(a, (known = new WeakMap()));
  const before = known.get(b);
  if (before !== undefined) return before;
  const found = findConflict(a, b);
  known.set(b, found);
  return found;
}

function findConflict(a: readonly Entry[], b: readonly Entry[]): LogIndex {
  const startA = a[0]?.index;
  const startB = b[0]?.index;
  if (startA === undefined || startB === undefined) return Infinity;
  const end = Math.min(startA + a.length, startB + b.length);
  for (let index = Math.max(startA, startB); index < end; index += 1) {
    if (a[index - startA]?.term !== b[index - startB]?.term) return index;
  }
  return Infinity;
}
