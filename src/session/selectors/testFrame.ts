/** Frames for tests: say only what the test is about. */
import type { Command, Configuration, Entry, NodeId, Term } from '../../raft/types.ts';
import { defaultNetwork } from '../../trace/run.ts';
import { noOperations } from '../clientFrames.ts';
import { noFigures, startMoment } from '../figures.ts';
import type { Frame, NodeFrame } from '../frame.ts';

/** Entries from `after + 1` on, one per term given, with commands where given (no-ops elsewhere). */
export function entriesOf(terms: readonly Term[], after = 0, commands: readonly Command[] = []): Entry[] {
  return terms.map((term, i) => ({ index: after + 1 + i, term, command: commands[i] ?? null }));
}

/** Voters S1…Sn. */
export function votersOf(size: number): Configuration {
  return { voters: namesOf(size), votersOutgoing: [], learners: [] };
}

function namesOf(size: number): NodeId[] {
  return Array.from({ length: size }, (_, i) => `S${i + 1}`);
}

/** A follower that is up; its log is durable to the end unless the test says otherwise. */
export function nodeFrame(id: NodeId, is: Partial<NodeFrame> = {}): NodeFrame {
  const entries = is.entries ?? [];
  return {
    id,
    status: 'up',
    error: null,
    role: 'follower',
    currentTerm: 1,
    votedFor: null,
    leaderId: null,
    entries,
    snapshotIndex: 0,
    snapshotTerm: 0,
    commitIndex: 0,
    lastApplied: is.commitIndex ?? 0,
    durableIndex: (is.snapshotIndex ?? 0) + entries.length,
    diskTerm: is.currentTerm ?? 1,
    diskVotedFor: null,
    config: votersOf(3),
    configIndex: 0,
    snapshot: null,
    snapshotDurable: true,
    incoming: null,
    votes: {},
    progress: {},
    dict: new Map(),
    sessions: new Map(),
    transfer: null,
    change: null,
    reads: [],
    round: 0,
    leaseSince: null,
    leaseUntil: null,
    leaderHeardAt: null,
    quorumDeadline: null,
    electionAt: null,
    electionTimeoutMs: 200,
    heartbeatAt: null,
    clockRate: 1,
    ...is,
  };
}

/** A quiet frame of these nodes. */
export function frameOf(nodes: readonly NodeFrame[], is: Partial<Frame> = {}): Frame {
  return {
    time: 0,
    eventCount: 0,
    nextEventAt: null,
    endTime: 0,
    endEvents: 0,
    nodes,
    inFlight: [],
    inFlightCount: 0,
    cuts: [],
    network: defaultNetwork,
    fsyncMs: [0, 0],
    requests: [],
    clients: [],
    operations: noOperations,
    invariants: [],
    figures: noFigures,
    moment: startMoment,
    branches: [],
    branch: 0,
    committedEver: null,
    ...is,
  };
}
