/**
 * Runs with random faults: everything that can happen to a cluster, drawn from
 * one seed. What a run does is a pure function of its setup and seed, so a
 * seed that fails names the failure.
 */
import { createPrng, nextBelow, nextUnit, type Prng } from '../base/prng.ts';
import { bootInline, commandNow, runOne } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { DictCommand, NodeId } from '../raft/types.ts';
import { type EventListener, Simulation } from '../simulation/simulation.ts';
import type { LinkEnd, RunCommand } from '../trace/command.ts';
import { freshCluster, type PreparedNode, type RunSetup } from '../trace/run.ts';

export interface RandomRun {
  readonly simulation: Simulation;
  readonly host: InlineHost;
  /** Carries out the next event or the next random command; false when nothing will ever happen again. */
  advance(): boolean;
}

export interface RandomRunOptions {
  readonly seed: number;
  readonly rules?: Rules;
  readonly size?: number;
  /** How the nodes stand at the start, instead of fresh. */
  readonly nodes?: readonly PreparedNode[];
  /** Hears of every event, from the first on. */
  readonly listener?: (simulation: Simulation) => EventListener;
}

/** A run from `seed`, booted and at time 0. */
export function createRandomRun(options: RandomRunOptions): RandomRun {
  const { seed, rules = paperRules, nodes, listener } = options;
  const prng = createPrng(seed, 0x66757a7a);
  const setup = randomSetup(prng, seed, options.size ?? nodes?.length ?? 2 + nextBelow(prng, 4), nodes);
  const simulation = Simulation.create(setup);
  const host = new InlineHost(rules);
  bootInline(simulation, host);
  if (listener !== undefined) simulation.onEvent(listener(simulation));
  // Some runs are nearly quiet, some are all trouble.
  const trouble = pick(prng, [0.01, 0.03, 0.1]);
  return {
    simulation,
    host,
    advance: () => {
      if (nextUnit(prng) < trouble) give(simulation, host, randomCommand(prng, simulation));
      else if (nextUnit(prng) < 0.05) give(simulation, host, proposal(prng, simulation));
      else if (!runOne(simulation, host, Infinity)) give(simulation, host, randomCommand(prng, simulation));
      return true;
    },
  };
}

function give(simulation: Simulation, host: InlineHost, command: RunCommand): void {
  if (simulation.whyNot(command) === null) commandNow(simulation, host, command);
}

function pick<T>(prng: Prng, from: readonly T[]): T {
  return from[nextBelow(prng, from.length)] as T;
}

function randomSetup(
  prng: Prng,
  seed: number,
  size: number,
  nodes: readonly PreparedNode[] | undefined,
): RunSetup {
  const some = [0, 0, 0.05, 0.3];
  const cluster = freshCluster(size, {
    electionTimeoutMs: pick(prng, [[150, 300], [60, 120], [20, 60]] as const),
    heartbeatMs: pick(prng, [20, 50]),
    noOpOnElection: nextUnit(prng) < 0.6,
    fastBacktracking: nextUnit(prng) < 0.5,
    maxEntriesPerAppend: pick(prng, [null, 1, 3]),
    maxInflightAppends: pick(prng, [null, 1, 2]),
  });
  return {
    seed,
    cluster: { ...cluster, nodes: nodes ?? cluster.nodes },
    network: {
      mode: 'timed',
      latencyMs: pick(prng, [[10, 15], [1, 60], [0, 0], [0, 200]] as const),
      loss: pick(prng, some),
      duplicate: pick(prng, some),
      reorder: nextUnit(prng) < 0.8,
    },
    disk: { fsyncMs: pick(prng, [[0, 0], [0, 5], [5, 80]] as const) },
  };
}

function randomNode(prng: Prng, simulation: Simulation): NodeId {
  return pick(prng, simulation.observed).id;
}

function randomLink(prng: Prng, simulation: Simulation): LinkEnd {
  return { from: randomNode(prng, simulation), to: randomNode(prng, simulation) };
}

function proposal(prng: Prng, simulation: Simulation): RunCommand {
  const leaders = simulation.observed.filter(({ node }) => node?.role === 'leader');
  const to = leaders.length > 0 && nextUnit(prng) < 0.9 ? pick(prng, leaders).id : randomNode(prng, simulation);
  const key = pick(prng, ['x', 'y']);
  const value = String(nextBelow(prng, 1000));
  const commands: DictCommand[] = [
    { set: [key, value] },
    { append: ['list', value] },
    { delete: key },
    { cas: [key, null, value] },
  ];
  return { type: 'propose', to, command: pick(prng, commands) };
}

function randomCommand(prng: Prng, simulation: Simulation): RunCommand {
  const node = randomNode(prng, simulation);
  const flying = simulation.inFlight();
  const message = flying.length === 0 ? 0 : pick(prng, flying).id;
  const down = simulation.observed.filter(({ status }) => status === 'down');
  const paused = simulation.observed.filter(({ status }) => status === 'paused');
  const commands: RunCommand[] = [
    { type: 'campaign', node },
    { type: 'campaign', node },
    { type: 'heartbeat', node },
    { type: 'crash', node },
    { type: 'restart', node: down.length > 0 ? pick(prng, down).id : node },
    { type: 'restart', node: down.length > 0 ? pick(prng, down).id : node },
    { type: 'pause', node },
    { type: 'resume', node: paused.length > 0 ? pick(prng, paused).id : node },
    { type: 'resume', node: paused.length > 0 ? pick(prng, paused).id : node },
    { type: 'partition', groups: randomGroups(prng, simulation) },
    { type: 'cut', links: [randomLink(prng, simulation), randomLink(prng, simulation)] },
    { type: 'heal', links: null },
    { type: 'heal', links: null },
    { type: 'drop', message },
    { type: 'duplicate', message },
    { type: 'delay', message, byMs: nextBelow(prng, 500) },
    { type: 'delay', message, byMs: nextBelow(prng, 5000) },
    { type: 'hold', message },
    { type: 'deliver', message },
    { type: 'clockRate', node, rate: pick(prng, [0.5, 1, 1, 2]) },
  ];
  return pick(prng, commands);
}

function randomGroups(prng: Prng, simulation: Simulation): NodeId[][] {
  const groups: NodeId[][] = [[], []];
  for (const { id } of simulation.observed) groups[nextBelow(prng, 2)]?.push(id);
  return groups.filter((group) => group.length > 0);
}
