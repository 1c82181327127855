/** What chance does to a run, one command at a time. */
import { nextBelow, type Prng } from '../../base/prng.ts';
import type { NodeId } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { LinkEnd, RunCommand } from '../../trace/command.ts';
import type { MessageId } from '../../trace/event.ts';
import { chance, pick, trustsClocks } from './randomSetup.ts';

/** A fault, a repair, or a hand on a message. Not all can be carried out at any time. */
export function randomFault(prng: Prng, simulation: Simulation): RunCommand {
  const makers = [processFault, processFault, linkFault, messageFault, messageFault, otherFault];
  return pick(prng, makers)(prng, simulation);
}

function processFault(prng: Prng, simulation: Simulation): RunCommand {
  const node = randomNode(prng, simulation);
  const down = simulation.observed.filter(({ status }) => status === 'down');
  const paused = simulation.observed.filter(({ status }) => status === 'paused');
  // Repairs are as likely as faults, so that something goes on.
  const repairs: RunCommand[] = [
    ...down.map(({ id }): RunCommand => ({ type: 'restart', node: id })),
    ...paused.map(({ id }): RunCommand => ({ type: 'resume', node: id })),
  ];
  if (repairs.length > 0 && chance(prng, 0.5)) return pick(prng, repairs);
  const early: RunCommand[] = trustsClocks(simulation.setup)
    ? []
    : [
        { type: 'campaign', node },
        { type: 'campaign', node },
      ];
  return pick<RunCommand>(prng, [
    { type: 'crash', node },
    { type: 'crash', node },
    { type: 'pause', node },
    { type: 'heartbeat', node },
    ...early,
  ]);
}

function linkFault(prng: Prng, simulation: Simulation): RunCommand {
  const links: LinkEnd[] = Array.from({ length: 1 + nextBelow(prng, 3) }, () => randomLink(prng, simulation));
  const groups: NodeId[][] = [[], [], []];
  for (const { id } of simulation.observed) groups[nextBelow(prng, 3)]?.push(id);
  return pick<RunCommand>(prng, [
    { type: 'partition', groups: groups.filter((group) => group.length > 0) },
    { type: 'cut', links },
    { type: 'heal', links },
    { type: 'heal', links: null },
  ]);
}

function messageFault(prng: Prng, simulation: Simulation): RunCommand {
  const flying = simulation.inFlight();
  const message: MessageId = flying.length === 0 ? 0 : pick(prng, flying).id;
  return pick<RunCommand>(prng, [
    { type: 'drop', message },
    { type: 'duplicate', message },
    { type: 'delay', message, byMs: nextBelow(prng, 100) },
    { type: 'delay', message, byMs: nextBelow(prng, 3000) },
    { type: 'hold', message },
    { type: 'deliver', message },
    { type: 'deliver', message },
  ]);
}

function otherFault(prng: Prng, simulation: Simulation): RunCommand {
  const node = randomNode(prng, simulation);
  const link = chance(prng, 0.5) ? randomLink(prng, simulation) : null;
  const { clockDriftBound } = simulation.setup.cluster.options;
  const clocks: RunCommand[] = trustsClocks(simulation.setup)
    ? [{ type: 'clockRate', node, rate: pick(prng, [1, 1, 1 + clockDriftBound]) }]
    : [
        { type: 'clockRate', node, rate: pick(prng, [0.3, 0.5, 1, 1, 2, 5]) },
        { type: 'advance', node, byMs: nextBelow(prng, 400) },
      ];
  return pick<RunCommand>(prng, [
    ...clocks,
    { type: 'compact', node, upTo: chance(prng, 0.5) ? null : nextBelow(prng, 30) },
    { type: 'disk', settings: { fsyncMs: pick(prng, [[0, 0], [0, 20], [10, 150]] as const) } },
    { type: 'network', link, settings: { loss: pick(prng, [0, 0, 0.1, 0.5]) } },
    { type: 'network', link, settings: { reorder: chance(prng, 0.5), duplicate: pick(prng, [0, 0, 0.2]) } },
    { type: 'network', link, settings: { latencyMs: pick(prng, [[0, 0], [5, 10], [1, 100]] as const) } },
  ]);
}

export function randomNode(prng: Prng, simulation: Simulation): NodeId {
  return pick(prng, simulation.observed).id;
}

function randomLink(prng: Prng, simulation: Simulation): LinkEnd {
  return { from: randomNode(prng, simulation), to: randomNode(prng, simulation) };
}
