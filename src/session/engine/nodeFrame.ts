/** A node as the screen shows it, made from what is observed. */
import { lastIndex } from '../../raft/log.ts';
import type { Entry, Progress } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import type { NodeFrame } from '../frame.ts';
import { changeFrame, incomingFrame, leaseOf, snapshotFrame, transferFrame } from './nodeParts.ts';

const EMPTY: ReadonlyMap<never, never> = new Map();

/** The node as the screen shows it, sharing what it can with `before`. A node that is down shows its disk. */
export function nodeFrame(simulation: Simulation, observed: ObservedNode, before: NodeFrame | null): NodeFrame {
  const { id, status, error, node, clockRate } = observed;
  const timers = simulation.timersOf(id);
  const heardAt = node?.leaderHeardAt ?? null;
  return {
    id,
    status,
    error,
    ...storedFacts(simulation, observed, before),
    role: node?.role ?? 'follower',
    leaderId: node?.leaderId ?? null,
    votes: { ...node?.votes },
    progress: progressOf(simulation, observed),
    dict: node === null ? EMPTY : sameMap(before?.dict, node.dict) ?? new Map(node.dict),
    sessions: node === null ? EMPTY : sameMap(before?.sessions, node.sessions) ?? new Map(node.sessions),
    incoming: incomingFrame(simulation, node),
    transfer: transferFrame(simulation, node),
    change: changeFrame(simulation, node),
    reads: node?.reads.slice() ?? [],
    round: node?.round ?? 0,
    ...leaseOf(simulation, node),
    leaderHeardAt: heardAt === null ? null : simulation.virtualTimeOf(id, heardAt),
    electionAt: timers.electionAt,
    electionTimeoutMs: node === null ? 0 : node.electionTimeoutMs / clockRate,
    heartbeatAt: timers.heartbeatAt,
    clockRate,
  };
}

type StoredFacts = Pick<
  NodeFrame,
  | 'currentTerm'
  | 'votedFor'
  | 'entries'
  | 'snapshotIndex'
  | 'snapshotTerm'
  | 'snapshot'
  | 'commitIndex'
  | 'lastApplied'
  | 'durableIndex'
  | 'diskTerm'
  | 'diskVotedFor'
  | 'config'
  | 'configIndex'
>;

/** What the process remembers of what is stored; of a node that is down, the disk itself. */
function storedFacts({ setup }: Simulation, { node, disk }: ObservedNode, before: NodeFrame | null): StoredFacts {
  const log = node === null ? disk.log : node.log;
  const { voters, learners } = setup.cluster;
  return {
    currentTerm: node?.currentTerm ?? disk.currentTerm,
    votedFor: node === null ? disk.votedFor : node.votedFor,
    entries: sameEntries(before?.entries, log.entries) ?? log.entries.slice(),
    snapshotIndex: log.snapshotIndex,
    snapshotTerm: log.snapshotTerm,
    snapshot: snapshotFrame(node === null ? disk.snapshot : node.snapshot),
    commitIndex: node?.commitIndex ?? log.snapshotIndex,
    lastApplied: node?.lastApplied ?? log.snapshotIndex,
    durableIndex: node?.durableIndex ?? lastIndex(disk.log),
    diskTerm: disk.currentTerm,
    diskVotedFor: disk.votedFor,
    config: node?.config ?? { voters, votersOutgoing: [], learners },
    configIndex: node?.configIndex ?? 0,
  };
}

function progressOf(simulation: Simulation, { id, node }: ObservedNode): NodeFrame['progress'] {
  const progress: Record<string, Progress> = {};
  for (const [peer, known] of Object.entries(node?.progress ?? {})) {
    progress[peer] = {
      ...known,
      inflight: known.inflight.slice(),
      heardAt: simulation.virtualTimeOf(id, known.heardAt),
    };
  }
  return progress;
}

function sameEntries(before: readonly Entry[] | undefined, now: readonly Entry[]): readonly Entry[] | null {
  if (before?.length !== now.length) return null;
  return now.every((entry, i) => entry === before[i]) ? before : null;
}

function sameMap<K, V>(before: ReadonlyMap<K, V> | undefined, now: ReadonlyMap<K, V>): ReadonlyMap<K, V> | null {
  if (before?.size !== now.size) return null;
  for (const [key, value] of now) if (before.get(key) !== value) return null;
  return before;
}
