/**
 * A node's disk: outside the node, so that it survives it. A write becomes
 * durable after its fsync; a crash loses the writes that were not. P Figure 2
 */
import { cloneLog, compactLog, emptyLog, putEntry, truncateFrom } from '../raft/log.ts';
import type { DiskWrite, Message } from '../raft/types.ts';
import type { VirtualMs } from '../trace/event.ts';
import type { Disk } from '../trace/observed.ts';
import type { PreparedNode } from '../trace/run.ts';

/** A write under way, with the messages that may leave only when it is durable. */
export interface WriteUnderWay {
  readonly write: DiskWrite;
  readonly doneAt: VirtualMs;
  readonly gated: Message[];
}

/** The disk of a prepared node: everything it has counts as durable. */
export function preparedDisk(node: PreparedNode): Disk {
  return {
    currentTerm: node.term,
    votedFor: node.votedFor,
    log: { ...emptyLog(), entries: node.log.slice() },
    snapshot: null,
  };
}

/** A copy that goes on by itself. */
export function cloneDisk(disk: Disk): Disk {
  return { ...disk, log: cloneLog(disk.log) };
}

/** Makes `write` durable. */
export function applyWrite(disk: Disk, write: DiskWrite): void {
  if (write.hardState !== null) {
    disk.currentTerm = write.hardState.currentTerm;
    disk.votedFor = write.hardState.votedFor;
  }
  if (write.truncateFrom !== null) truncateFrom(disk.log, write.truncateFrom);
  if (write.snapshot !== null) {
    disk.snapshot = write.snapshot;
    compactLog(disk.log, write.snapshot.lastIncludedIndex, write.snapshot.lastIncludedTerm);
  }
  for (const entry of write.append) putEntry(disk.log, entry);
}
