/** The state of a simulation as the command line prints it and as `expect` compares it. */
import { configAt } from '../raft/configAt.ts';
import { lastIndex } from '../raft/log.ts';
import { decodeState } from '../raft/snapshotState.ts';
import type { ClientId, NodeId, Session } from '../raft/types.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { ObservedNode } from '../trace/observed.ts';
import type { ClusterSetup } from '../trace/run.ts';
import type { NodeState, ScenarioState, SessionState } from '../trace/scenario.ts';
import type { ScenarioWorld } from './world.ts';

/** The whole state now; `refusals` are the steps so far that could not be carried out. */
export function stateOf(world: ScenarioWorld, refusals: ScenarioState['refusals']): ScenarioState {
  const { simulation } = world;
  return {
    time: simulation.now,
    nodes: nodeStates(simulation.setup.cluster, simulation.observed),
    inFlight: simulation.inFlight().map(({ id, message: { type, from, to, term } }) => ({ id, type, from, to, term })),
    requests: requestStates(simulation),
    refusals,
    violations: world.violations().map(({ property, time, event, detail }) => ({ property, time, event, detail })),
    linearizable: world.linearizable(),
    traceHash: world.traceHash(),
  };
}

/** Every node by its id, in cluster order. */
export function nodeStates(cluster: ClusterSetup, observed: readonly ObservedNode[]): Record<NodeId, NodeState> {
  return Object.fromEntries(observed.map((each) => [each.id, nodeState(cluster, each)]));
}

function requestStates({ requests }: Simulation): ScenarioState['requests'] {
  return requests.map(({ op, to, status, result, reason }) => ({ op, to, status, result, reason }));
}

function nodeState(cluster: ClusterSetup, { node, disk }: ObservedNode): NodeState {
  return node === null ? diskState(cluster, disk) : memoryState(node);
}

function logState({ entries, snapshotIndex, snapshotTerm }: ObservedNode['disk']['log']) {
  return {
    log: entries.map(({ index, term, command }) => ({ index, term, command })),
    logTerms: entries.map(({ term }) => term),
    firstIndex: snapshotIndex + 1,
    snapshotIndex,
    snapshotTerm,
  };
}

function memoryState(node: NonNullable<ObservedNode['node']>): NodeState {
  const { voters, votersOutgoing, learners } = node.config;
  // A leader also sends to some who aren't in its configuration yet, or any more.
  const members = [...voters, ...votersOutgoing, ...learners];
  const progress = Object.entries(node.progress).filter(([id]) => members.includes(id));
  return {
    up: true,
    role: node.role,
    term: node.currentTerm,
    votedFor: node.votedFor,
    leader: node.leaderId,
    ...logState(node.log),
    commitIndex: node.commitIndex,
    lastApplied: node.lastApplied,
    durableIndex: node.durableIndex,
    config: { voters, votersOutgoing, learners },
    // fromEntries makes own properties of all keys, "__proto__" included.
    state: Object.fromEntries(node.dict),
    sessions: sessionStates(node.sessions),
    votesGranted: Object.keys(node.votes).filter((id) => node.votes[id] === true),
    nextIndex: Object.fromEntries(progress.map(([id, { nextIndex }]) => [id, nextIndex])),
    matchIndex: Object.fromEntries(progress.map(([id, { matchIndex }]) => [id, matchIndex])),
  };
}

/** A crashed node has a disk and nothing else; what is committed beyond its snapshot it will have to learn again. */
function diskState(cluster: ClusterSetup, { currentTerm, votedFor, log, snapshot }: ObservedNode['disk']): NodeState {
  const { snapshotIndex } = log;
  const boot = { voters: cluster.voters, votersOutgoing: [], learners: cluster.learners };
  const { voters, votersOutgoing, learners } = configAt(log, snapshot, boot, lastIndex(log)).config;
  const saved = snapshot === null ? null : decodeState(snapshot);
  return {
    up: false,
    role: 'follower',
    term: currentTerm,
    votedFor,
    leader: null,
    ...logState(log),
    commitIndex: snapshotIndex,
    lastApplied: snapshotIndex,
    durableIndex: lastIndex(log),
    config: { voters, votersOutgoing, learners },
    state: Object.fromEntries(saved?.dict ?? []),
    sessions: sessionStates(saved?.sessions ?? new Map()),
    votesGranted: [],
    nextIndex: {},
    matchIndex: {},
  };
}

function sessionStates(sessions: ReadonlyMap<ClientId, Session>): Record<ClientId, SessionState> {
  return Object.fromEntries(
    Array.from(sessions, ([client, { seq, result, expired }]) => [client, { seq, result, expired }]),
  );
}
