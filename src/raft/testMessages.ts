/** Messages of the later features for tests of the core, each complete unless the test says otherwise. */
import { encodeState, type ReplicatedState } from './snapshotState.ts';
import type {
  InstallSnapshot,
  InstallSnapshotReply,
  LogIndex,
  PreVote,
  PreVoteReply,
  Snapshot,
  Term,
  TimeoutNow,
} from './types.ts';

/** S2 asks S1 whether it would vote for it in term 1, with an empty log. */
export function preVote(is: Partial<PreVote> = {}): PreVote {
  return { type: 'PreVote', from: 'S2', to: 'S1', term: 1, lastLogIndex: 0, lastLogTerm: 0, ...is };
}

/** S2, in term 0, would vote for S1 in term 1. */
export function preVoteReply(is: Partial<PreVoteReply> = {}): PreVoteReply {
  return { type: 'PreVoteReply', from: 'S2', to: 'S1', term: 0, forTerm: 1, voteGranted: true, ...is };
}

/** S2, leader of term 1, tells S1 to campaign. */
export function timeoutNow(is: Partial<TimeoutNow> = {}): TimeoutNow {
  return { type: 'TimeoutNow', from: 'S2', to: 'S1', term: 1, ...is };
}

/** A snapshot through `index` whose dict holds `k`; three voters from the start unless told. */
export function snapshotOf(index: LogIndex, term: Term, is: Partial<ReplicatedState> = {}): Snapshot {
  const state: ReplicatedState = {
    dict: new Map([['k', `snapshot ${index}`]]),
    sessions: new Map(),
    config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] },
    configIndex: 0,
    ...is,
  };
  return { lastIncludedIndex: index, lastIncludedTerm: term, data: encodeState(state) };
}

/** S2, leader of term 1, sends S1 the whole of `snapshot` in one chunk. */
export function installSnapshot(snapshot: Snapshot, is: Partial<InstallSnapshot> = {}): InstallSnapshot {
  return { type: 'InstallSnapshot', from: 'S2', to: 'S1', term: 1, ...snapshot, offset: 0, done: true, round: 0, ...is };
}

/** `snapshot` as S2 sends it in chunks of `size` characters. */
export function chunksOf(snapshot: Snapshot, size: number, is: Partial<InstallSnapshot> = {}): InstallSnapshot[] {
  const chunks: InstallSnapshot[] = [];
  for (let offset = 0; offset < snapshot.data.length; offset += size) {
    const data = snapshot.data.slice(offset, offset + size);
    chunks.push(installSnapshot(snapshot, { offset, data, done: offset + size >= snapshot.data.length, ...is }));
  }
  return chunks;
}

/** S2 has installed the snapshot through `lastIncludedIndex` that S1, leader of term 1, sent. */
export function snapshotReply(lastIncludedIndex: LogIndex, is: Partial<InstallSnapshotReply> = {}): InstallSnapshotReply {
  return { type: 'InstallSnapshotReply', from: 'S2', to: 'S1', term: 1, lastIncludedIndex, installed: true, nextOffset: 0, round: 0, ...is };
}
