/** A random cluster: sizes, options, network and disk, drawn so that extremes and plain ones both come up. */
import { nextBelow, nextUnit, type Prng } from '../../base/prng.ts';
import type { NodeId } from '../../raft/types.ts';
import { freshCluster, type ClusterSetup, type RunSetup } from '../../trace/run.ts';

/** One of `from`. */
export function pick<T>(prng: Prng, from: readonly T[]): T {
  return from[nextBelow(prng, from.length)] as T;
}

/** True with this probability. */
export function chance(prng: Prng, probability: number): boolean {
  return nextUnit(prng) < probability;
}

/** One to seven nodes, sometimes with learners among them. */
function randomCluster(prng: Prng): ClusterSetup {
  const size = pick(prng, [1, 2, 3, 3, 3, 4, 5, 5, 5, 6, 7]);
  const electionTimeoutMs = pick(prng, [[150, 300], [150, 300], [60, 120], [20, 60], [500, 1500]] as const);
  const cluster = freshCluster(size, {
    electionTimeoutMs,
    heartbeatMs: electionTimeoutMs[0] / pick(prng, [2.5, 5, 10]),
    noOpOnElection: chance(prng, 0.6),
    fastBacktracking: chance(prng, 0.6),
    maxEntriesPerAppend: pick(prng, [null, null, 1, 3]),
    maxInflightAppends: pick(prng, [null, null, 1, 2, 4]),
    probeWithEntries: chance(prng, 0.8),
    preVote: chance(prng, 0.4),
    checkQuorum: chance(prng, 0.4),
    snapshotThreshold: pick(prng, [null, null, null, 1, 3, 20]),
    snapshotChunkBytes: pick(prng, [null, 1024, 100, 17]),
    membership: pick(prng, ['joint', 'single'] as const),
    // 0: clocks run as they like, and nobody reads by lease.
    clockDriftBound: pick(prng, [0, 0.1, 1]),
    maxSessions: pick(prng, [null, null, 2]),
  });
  const ids: NodeId[] = cluster.nodes.map(({ id }) => id);
  const learners = size > 2 && chance(prng, 0.2) ? ids.slice(-1) : [];
  // Nobody has heard of an outsider until a change brings it in.
  const outsiders = size > 3 && chance(prng, 0.2) ? ids.slice(2, 3) : [];
  return { ...cluster, voters: ids.filter((id) => !learners.includes(id) && !outsiders.includes(id)), learners };
}

/**
 * In such a run leases are read from, so what they rely on holds: clocks within
 * the drift bound, and nobody campaigns before its time (T6.4.1).
 */
export function trustsClocks({ cluster }: RunSetup): boolean {
  return cluster.options.checkQuorum && cluster.options.clockDriftBound > 0;
}

/** The setup of the run with this seed, for `prng` at its start. */
export function randomSetup(prng: Prng, seed: number): RunSetup {
  const someTimes = [0, 0, 0.02, 0.1, 0.3];
  return {
    seed,
    cluster: randomCluster(prng),
    network: {
      mode: 'timed',
      latencyMs: pick(prng, [[10, 15], [1, 5], [1, 60], [0, 0], [0, 200]] as const),
      loss: pick(prng, someTimes),
      duplicate: pick(prng, someTimes),
      reorder: chance(prng, 0.7),
    },
    disk: { fsyncMs: pick(prng, [[0, 0], [0, 5], [5, 80], [0, 300]] as const) },
  };
}
