/** How many copies of an entry there are: as the leader knows, and as the disks are. P5.3, P5.4.2 */
import type { LogIndex, NodeId, Term } from '../../raft/types.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import { committedIndex, committedTermAt, lastLogIndex, newestLeader, termAt } from './cluster.ts';
import { clusterConfig, halvesOf } from '../members/membership.ts';

/** `leader`: what the newest leader knows by matchIndex. `disks`: what is really durable, known to nobody. */
export type CopiesView = 'leader' | 'disks';

/**
 * For every voter, in cluster order, whether it counts as a copy of the entry
 * at `index`: the committed one, or else the newest leader's, or else the one
 * of the highest term. Without a leader the view `leader` counts nobody.
 */
export function copiesAt(frame: Frame, index: LogIndex, view: CopiesView): boolean[] {
  if (view === 'leader') {
    const leader = newestLeader(frame);
    return votersOf(frame).map((node) => leader !== null && knownMatch(leader, node.id) >= index);
  }
  const term = leadingTermAt(frame, index);
  return votersOf(frame).map((node) => holdsDurably(node, index, term));
}

/** The nodes that vote, in cluster order, by the configuration that the cluster goes by, both halves of a joint one. */
export function votersOf(frame: Frame): NodeFrame[] {
  const { config } = clusterConfig(frame);
  const voters = new Set<NodeId>([...config.voters, ...config.votersOutgoing]);
  return frame.nodes.filter((node) => voters.has(node.id));
}

/** What the entry after the commit line still lacks, in the words of the picture. */
export type CommitNeed =
  | { readonly kind: 'none' }
  /** Nobody leads, so nothing can commit. */
  | { readonly kind: 'leader' }
  /** So many more copies. */
  | { readonly kind: 'copies'; readonly missing: number }
  /** Old terms are never committed by counting: first an entry of this term must be. P5.4.2 */
  | { readonly kind: 'ownTerm'; readonly term: Term };

/** What is missing until the newest leader can move the commit line. */
export function commitNeed(frame: Frame): CommitNeed {
  const commit = committedIndex(frame);
  const leader = newestLeader(frame);
  if (leader === null) {
    return frame.nodes.some((node) => lastLogIndex(node) > commit) ? { kind: 'leader' } : { kind: 'none' };
  }
  const next = firstOwnEntry(leader, commit);
  if (next === null) {
    return lastLogIndex(leader) > commit ? { kind: 'ownTerm', term: leader.currentTerm } : { kind: 'none' };
  }
  return { kind: 'copies', missing: missingCopies(leader, next) };
}

/** How many more copies it takes at least: each half of a joint configuration needs a majority of its own. P6 */
function missingCopies(leader: NodeFrame, index: LogIndex): number {
  const missing = halvesOf(leader.config).map(
    ({ voters, majority }) => majority - voters.filter((id) => knownMatch(leader, id) >= index).length,
  );
  return Math.max(0, ...missing);
}

/** The first index above `commit` with an entry of the leader's own term; terms never fall along a log, so the last tells whether there is one. */
function firstOwnEntry(leader: NodeFrame, commit: LogIndex): LogIndex | null {
  const last = lastLogIndex(leader);
  if (last <= commit || termAt(leader, last) !== leader.currentTerm) return null;
  let index = last;
  while (index - 1 > commit && termAt(leader, index - 1) === leader.currentTerm) index -= 1;
  return index;
}

function knownMatch(leader: NodeFrame, id: NodeId): LogIndex {
  return id === leader.id ? leader.durableIndex : (leader.progress[id]?.matchIndex ?? 0);
}

/** The term of the entry that counts at `index`; null where nobody has one. */
function leadingTermAt(frame: Frame, index: LogIndex): Term | null {
  const committed = committedTermAt(frame, index);
  if (committed !== null) return committed;
  const leader = newestLeader(frame);
  const led = leader === null ? null : termAt(leader, index);
  if (led !== null) return led;
  let highest: Term | null = null;
  for (const node of frame.nodes) {
    const term = termAt(node, index);
    if (term !== null && (highest === null || term > highest)) highest = term;
  }
  return highest;
}

/** A snapshot holds every committed entry below its end. */
function holdsDurably(node: NodeFrame, index: LogIndex, term: Term | null): boolean {
  if (index <= node.snapshotIndex) return true;
  return term !== null && index <= node.durableIndex && termAt(node, index) === term;
}
