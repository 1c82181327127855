/** What a node looked like after its last event: the other half of every check of a step. */
import type { LogIndex, NodeId, Role, Term } from '../raft/types.ts';
import { lastEntryOf, lastIndexOf, type SeenConfig, type SeenDisk, type SeenEntry, type SeenNode } from './logView.ts';

const NOBODY: readonly NodeId[] = [];

/** Of a log its end is enough: `Ghost.termInLog` knows the rest. */
export class Shadow {
  up = false;
  currentTerm: Term = 0;
  votedFor: NodeId | null = null;
  /** The vote of currentTerm that was seen in memory, even if it has been cleared since. */
  keptVote: NodeId | null = null;
  role: Role = 'follower';
  commitIndex: LogIndex = 0;
  lastApplied: LogIndex = 0;
  snapshotIndex: LogIndex = 0;
  lastIndex: LogIndex = 0;
  lastTerm: Term = 0;
  lastEntry: SeenEntry | undefined = undefined;
  config: SeenConfig | null = null;
  configIndex: LogIndex = 0;
  /** Who has granted this pre-candidate its pre-vote for the next term, itself included. */
  preVotes: readonly NodeId[] = NOBODY;
  /** matchIndex for every node by position; zeros unless this node leads. */
  match: LogIndex[];

  diskTerm: Term = 0;
  diskVotedFor: NodeId | null = null;
  diskSnapshotIndex: LogIndex = 0;
  diskLastIndex: LogIndex = 0;
  diskLastTerm: Term = 0;
  diskLastEntry: SeenEntry | undefined = undefined;

  constructor(nodes: number) {
    this.match = new Array<LogIndex>(nodes).fill(0);
  }

  /** A node joins the cluster. */
  grow(): void {
    this.match.push(0);
  }

  /** A copy that goes on by itself. O(nodes) */
  clone(): Shadow {
    const copy = new Shadow(0);
    Object.assign(copy, this);
    copy.match = this.match.slice();
    return copy;
  }
}

/** Whether nothing changed in memory that `noteMemory` would note. */
export function sameMemory(s: Shadow, n: SeenNode): boolean {
  const { log } = n;
  return (
    n.currentTerm === s.currentTerm &&
    n.commitIndex === s.commitIndex &&
    n.lastApplied === s.lastApplied &&
    n.role === s.role &&
    n.votedFor === s.votedFor &&
    n.config === s.config &&
    log.snapshotIndex === s.snapshotIndex &&
    lastIndexOf(log) === s.lastIndex &&
    lastEntryOf(log) === s.lastEntry
  );
}

/** Whether nothing changed on disk that `noteDisk` would note. */
export function sameDisk(s: Shadow, disk: SeenDisk): boolean {
  const { log } = disk;
  return (
    disk.currentTerm === s.diskTerm &&
    disk.votedFor === s.diskVotedFor &&
    log.snapshotIndex === s.diskSnapshotIndex &&
    lastIndexOf(log) === s.diskLastIndex &&
    lastEntryOf(log) === s.diskLastEntry
  );
}

/** Takes over what is in memory now. */
export function noteMemory(s: Shadow, n: SeenNode): void {
  const { log } = n;
  s.currentTerm = n.currentTerm;
  s.votedFor = n.votedFor;
  s.role = n.role;
  s.commitIndex = n.commitIndex;
  s.lastApplied = n.lastApplied;
  s.snapshotIndex = log.snapshotIndex;
  s.lastIndex = lastIndexOf(log);
  s.lastEntry = lastEntryOf(log);
  s.lastTerm = s.lastEntry === undefined ? log.snapshotTerm : s.lastEntry.term;
  s.config = n.config;
  s.configIndex = n.configIndex;
  if (n.role !== 'preCandidate') s.preVotes = NOBODY;
}

/** Takes over what is on disk now. */
export function noteDisk(s: Shadow, disk: SeenDisk): void {
  const { log } = disk;
  s.diskTerm = disk.currentTerm;
  s.diskVotedFor = disk.votedFor;
  s.diskSnapshotIndex = log.snapshotIndex;
  s.diskLastIndex = lastIndexOf(log);
  s.diskLastEntry = lastEntryOf(log);
  s.diskLastTerm = s.diskLastEntry === undefined ? log.snapshotTerm : s.diskLastEntry.term;
}

/** The process is gone: memory is lost, and with it a vote that nobody had heard of. */
export function noteCrash(s: Shadow): void {
  s.up = false;
  s.role = 'follower';
  s.keptVote = null;
  s.config = null;
  s.configIndex = 0;
  s.preVotes = NOBODY;
  s.match.fill(0);
}

/** A process starts: what it may build on is the disk, so the step is checked from there. */
export function noteStart(s: Shadow): void {
  s.up = true;
  s.currentTerm = s.diskTerm;
  s.votedFor = s.diskVotedFor;
  s.keptVote = s.diskVotedFor;
  s.role = 'follower';
  s.commitIndex = s.diskSnapshotIndex;
  s.lastApplied = s.diskSnapshotIndex;
  s.snapshotIndex = s.diskSnapshotIndex;
  s.lastIndex = s.diskLastIndex;
  s.lastTerm = s.diskLastTerm;
  s.lastEntry = s.diskLastEntry;
}
