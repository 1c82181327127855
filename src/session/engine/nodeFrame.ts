/** A node as the screen shows it, made from what is observed. */
import { configAt, type ConfigInForce } from '../../raft/configAt.ts';
import { lastIndex } from '../../raft/log.ts';
import type { Entry, Progress } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import type { NodeFrame } from '../frame.ts';
import { changeFrame, incomingFrame, leaseOf, snapshotFrame, transferFrame } from './nodeParts.ts';

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
    dict: sameMap(before?.dict, node?.dict) ?? new Map(node?.dict),
    sessions: sameMap(before?.sessions, node?.sessions) ?? new Map(node?.sessions),
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
  | 'snapshotDurable'
  | 'commitIndex'
  | 'lastApplied'
  | 'durableIndex'
  | 'diskTerm'
  | 'diskVotedFor'
  | 'config'
  | 'configIndex'
>;

/** What the process remembers of what is stored; of a node that is down, the disk itself. */
function storedFacts(simulation: Simulation, observed: ObservedNode, before: NodeFrame | null): StoredFacts {
  const { node, disk } = observed;
  const log = node === null ? disk.log : node.log;
  const entries = sameEntries(before?.entries, log.entries);
  const unchanged = entries !== null && before?.snapshotIndex === log.snapshotIndex;
  const { config, index } = configOf(simulation, observed, unchanged ? before : null);
  return {
    currentTerm: node?.currentTerm ?? disk.currentTerm,
    votedFor: node === null ? disk.votedFor : node.votedFor,
    entries: entries ?? log.entries.slice(),
    snapshotIndex: log.snapshotIndex,
    snapshotTerm: log.snapshotTerm,
    snapshot: snapshotFrame(node === null ? disk.snapshot : node.snapshot),
    snapshotDurable: disk.log.snapshotIndex >= log.snapshotIndex,
    commitIndex: node?.commitIndex ?? log.snapshotIndex,
    lastApplied: node?.lastApplied ?? log.snapshotIndex,
    durableIndex: node?.durableIndex ?? lastIndex(disk.log),
    diskTerm: disk.currentTerm,
    diskVotedFor: disk.votedFor,
    config,
    configIndex: index,
  };
}

/** A disk's configuration is looked for in its log, unless that is the same as `before`, when it was down as well. P6 */
function configOf({ setup }: Simulation, { node, disk }: ObservedNode, before: NodeFrame | null): ConfigInForce {
  if (node !== null) return { config: node.config, index: node.configIndex };
  if (before?.status === 'down') return { config: before.config, index: before.configIndex };
  const { voters, learners } = setup.cluster;
  return configAt(disk.log, disk.snapshot, { voters, votersOutgoing: [], learners }, lastIndex(disk.log));
}

function progressOf(simulation: Simulation, { id, node }: ObservedNode): NodeFrame['progress'] {
  const progress: Record<string, Progress> = {};
  for (const [peer, known] of Object.entries(node?.progress ?? {})) {
    progress[peer] = {
      ...known,
      inflight: known.inflight.slice(),
      heardAt: simulation.virtualTimeOf(id, known.heardAt) as number,
    };
  }
  return progress;
}

function sameEntries(before: readonly Entry[] | undefined, now: readonly Entry[]): readonly Entry[] | null {
  if (before?.length !== now.length) return null;
  return now.every((entry, i) => entry === before[i]) ? before : null;
}

/** `before`, if it says the same; a node that is down (undefined) holds nothing. */
function sameMap<K, V>(
  before: ReadonlyMap<K, V> | undefined,
  now: ReadonlyMap<K, V> = new Map<K, V>(),
): ReadonlyMap<K, V> | null {
  if (before?.size !== now.size) return null;
  for (const [key, value] of now) if (before.get(key) !== value) return null;
  return before;
}
