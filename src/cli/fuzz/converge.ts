/** The good end of a run: everything is repaired, and then a leader emerges and all become equal. */
import { lastIndex, lastTerm } from '../../raft/log.ts';
import type { LogIndex, NodeId } from '../../raft/types.ts';
import type { ObservedNode } from '../../trace/observed.ts';
import { checkRequests } from './checkRequests.ts';
import type { WatchedRun } from './watchedRun.ts';

/** A leader has to emerge within this many times the longest election timeout. One campaign in a few is split. */
export const TIMEOUTS_TO_LEAD = 40;
/** And within this many more everybody has everything: entries may go one by one, a round trip each. */
export const TIMEOUTS_TO_AGREE = 200;
const MOST_EVENTS = 400_000;

/** Ends what clients do by themselves and mends whatever is broken: links, processes, clocks, disks. Held messages are delivered, late as they are. */
export function healAll(run: WatchedRun): void {
  const { simulation } = run;
  const [low] = simulation.setup.cluster.options.electionTimeoutMs;
  run.try({ type: 'heal', links: null });
  // A message and its answer have to be quick against an election timeout, or nobody could ever lead.
  run.try({ type: 'network', link: null, settings: { loss: 0, duplicate: 0, latencyMs: [0, low / 20] } });
  run.try({ type: 'disk', settings: { fsyncMs: [0, low / 20] } });
  for (const { id } of simulation.clients) run.try({ type: 'stopClient', client: id });
  for (const { id, status } of [...simulation.observed]) {
    run.try({ type: 'clockRate', node: id, rate: 1 });
    if (status === 'down') run.try({ type: 'restart', node: id });
    if (status === 'paused') run.try({ type: 'resume', node: id });
  }
  for (const { id } of simulation.inFlight()) run.try({ type: 'deliver', message: id });
}

/**
 * Whoever is outside the configuration that is in force and committed is shut
 * down, as an operator does: one that never heard that it was removed would
 * campaign for ever, and with neither check-quorum nor pre-vote disturb the
 * others for ever (P6). Whom the newest log counts on is brought back.
 */
function shutOutsidersDown(run: WatchedRun): void {
  const { observed } = run.simulation;
  const furthest = nodeWithMost(observed, ({ commitIndex }) => commitIndex);
  const newest = nodeWithMost(observed, ({ log }) => lastTerm(log) * 1e6 + lastIndex(log));
  if (furthest === null || newest === null) return;
  const committed = furthest.configIndex <= furthest.commitIndex;
  for (const { id, status } of [...observed]) {
    if (status !== 'down' && committed && !isMember(furthest, id) && !isMember(newest, id)) run.try({ type: 'crash', node: id });
    if (status === 'down' && (isMember(furthest, id) || isMember(newest, id))) run.try({ type: 'restart', node: id });
  }
}

type SeenNode = NonNullable<ObservedNode['node']>;

function nodeWithMost(observed: readonly ObservedNode[], measure: (node: SeenNode) => number): SeenNode | null {
  const nodes = observed.flatMap(({ node }) => (node === null ? [] : [node]));
  return nodes.reduce<SeenNode | null>((most, node) => (most === null || measure(node) > measure(most) ? node : most), null);
}

function isMember({ config }: SeenNode, id: NodeId): boolean {
  return config.voters.includes(id) || config.votersOutgoing.includes(id) || config.learners.includes(id);
}

/** Lets the repaired run go on and reports what isn't as it has to become. */
export function converge(run: WatchedRun): void {
  const { simulation } = run;
  const [, high] = simulation.setup.cluster.options.electionTimeoutMs;
  // Writes that were under way take the old disk's time; only then does the bound count.
  if (!run.to(simulation.now + 400, MOST_EVENTS)) return endless(run);
  if (!until(run, TIMEOUTS_TO_LEAD, () => newestLeader(run) !== null)) {
    return run.report('A leader emerges', `nobody leads ${TIMEOUTS_TO_LEAD} election timeouts after all was repaired`);
  }
  // An old leader may still have to hear of its end.
  if (!run.to(simulation.now + 4 * high, MOST_EVENTS)) return endless(run);
  propose(run);
  until(run, TIMEOUTS_TO_AGREE, () => {
    const waits = newestLeader(run)?.node;
    // Without a no-op only a new command commits the old ones, in every term anew.
    if (waits && waits.commitIndex < lastIndex(waits.log) && lastTerm(waits.log) < waits.currentTerm) propose(run);
    return difference(run) === null;
  });
  const left = difference(run);
  if (left !== null) run.report('All become equal', left);
  if (run.finding === null) checkRequests(run);
}

/** A client's last word, to whoever leads. */
function propose(run: WatchedRun): void {
  const leader = newestLeader(run);
  if (leader !== null) run.try({ type: 'propose', to: leader.id, command: { set: ['end', 'last'] } });
}

/** Runs until `done`, for so many of the longest election timeouts; says whether it came to that. */
function until(run: WatchedRun, timeouts: number, done: () => boolean): boolean {
  const [, high] = run.simulation.setup.cluster.options.electionTimeoutMs;
  for (let quarter = 0; quarter < 4 * timeouts && run.finding === null; quarter += 1) {
    shutOutsidersDown(run);
    if (done()) return true;
    if (!run.to(run.simulation.now + high / 4, MOST_EVENTS)) endless(run);
  }
  return run.finding !== null || done();
}

/** The leader that no member of its own configuration has left behind. */
function newestLeader(run: WatchedRun): ObservedNode | null {
  const { observed } = run.simulation;
  const leads = ({ node }: ObservedNode): boolean => {
    if (node?.role !== 'leader') return false;
    const { config, currentTerm } = node;
    const members = [...config.voters, ...config.votersOutgoing, ...config.learners];
    return observed.every((other) => !members.includes(other.id) || (other.node?.currentTerm ?? 0) <= currentTerm);
  };
  return observed.find(leads) ?? null;
}

function endless(run: WatchedRun): void {
  if (run.finding === null) run.report('Time goes on', `more than ${MOST_EVENTS} events at ${run.simulation.now} ms`);
}

/** The first thing that keeps the members from being equal, committed and durable; null when nothing does. */
function difference(run: WatchedRun): string | null {
  const { observed } = run.simulation;
  const first = newestLeader(run)?.node ?? null;
  if (first === null) return 'nobody leads the latest term';
  const { voters, votersOutgoing, learners } = first.config;
  if (votersOutgoing.length > 0) return `${first.id} is still in a joint configuration`;
  for (const { id, node, disk } of observed) {
    if (!voters.includes(id) && !learners.includes(id)) continue;
    if (node === null) return `${id} is down after the repair`;
    const last = node.log.snapshotIndex + node.log.entries.length;
    if (node.commitIndex !== last) return `${id} has committed ${node.commitIndex} of ${last} entries`;
    if (node.lastApplied !== last) return `${id} has applied ${node.lastApplied} of ${last} entries`;
    if (node.currentTerm !== first.currentTerm || node.leaderId !== first.leaderId) {
      return `${id} follows ${node.leaderId} in term ${node.currentTerm}, others ${first.leaderId} in ${first.currentTerm}`;
    }
    if (disk.currentTerm !== node.currentTerm || JSON.stringify(disk.log) !== JSON.stringify(node.log)) {
      return `the disk of ${id} differs from its memory`;
    }
    if (node === first) continue;
    const from = Math.max(node.log.snapshotIndex, first.log.snapshotIndex);
    if (tail(node, from) !== tail(first, from)) return `the log of ${id} differs`;
    if (JSON.stringify(node.config) !== JSON.stringify(first.config)) return `the configuration of ${id} differs`;
    if (JSON.stringify([...node.sessions]) !== JSON.stringify([...first.sessions])) return `the sessions of ${id} differ`;
    if (JSON.stringify([...node.dict].sort()) !== JSON.stringify([...first.dict].sort())) return `the dict of ${id} differs`;
  }
  return null;
}

/** The entries after `from`, as text. */
function tail({ log }: NonNullable<ObservedNode['node']>, from: LogIndex): string {
  return JSON.stringify(log.entries.slice(from - log.snapshotIndex));
}
