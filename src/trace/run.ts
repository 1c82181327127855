/** A run, whole: from this and nothing else the simulation makes the same trace again. */
import type { Entry, LogIndex, NodeId, RaftOptions, Term } from '../raft/types.ts';
import type { DiskSettings, NetworkSettings, RecordedCommand } from './command.ts';

/** Raised when the same run would no longer give the same trace. */
export const RUN_VERSION = 2;

/** How a node stands when the run begins; what it has counts as durable. */
export interface PreparedNode {
  readonly id: NodeId;
  readonly term: Term;
  readonly votedFor: NodeId | null;
  readonly log: readonly Entry[];
  readonly commitIndex: LogIndex;
  readonly up: boolean;
}

export interface ClusterSetup {
  readonly nodes: readonly PreparedNode[];
  readonly voters: readonly NodeId[];
  readonly learners: readonly NodeId[];
  readonly options: RaftOptions;
  /** Names from the bug zoo that are switched on. */
  readonly bugs: readonly string[];
}

export interface RunSetup {
  readonly seed: number;
  readonly cluster: ClusterSetup;
  readonly network: NetworkSettings;
  readonly disk: DiskSettings;
}

export interface Run extends RunSetup {
  readonly version: typeof RUN_VERSION;
  readonly commands: readonly RecordedCommand[];
}

export const defaultOptions: RaftOptions = {
  electionTimeoutMs: [150, 300],
  heartbeatMs: 50,
  noOpOnElection: true,
  fastBacktracking: true,
  maxEntriesPerAppend: null,
  maxInflightAppends: null,
  probeWithEntries: true,
  preVote: false,
  checkQuorum: false,
  snapshotThreshold: null,
  snapshotChunkBytes: 1024,
  membership: 'joint',
  clockDriftBound: 0.1,
  maxSessions: null,
};

export const defaultNetwork: NetworkSettings = {
  mode: 'timed',
  latencyMs: [10, 15],
  loss: 0,
  duplicate: 0,
  reorder: true,
};

export const defaultDisk: DiskSettings = { fsyncMs: [0, 0] };

/** A fresh node with an empty log. */
export function freshNode(id: NodeId): PreparedNode {
  return { id, term: 0, votedFor: null, log: [], commitIndex: 0, up: true };
}

/** A cluster of `size` fresh voters S1…Sn. */
export function freshCluster(size: number, options: Partial<RaftOptions> = {}): ClusterSetup {
  const ids = Array.from({ length: size }, (_, i) => `S${i + 1}`);
  return {
    nodes: ids.map(freshNode),
    voters: ids,
    learners: [],
    options: { ...defaultOptions, ...options },
    bugs: [],
  };
}
