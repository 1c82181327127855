/** What somebody asks of a run: commands, some of them in sessions and retried; reads; changes of members; transfers. */
import { nextBelow, type Prng } from '../../base/prng.ts';
import type { DictCommand, NodeId, SessionStamp } from '../../raft/types.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { ClientSettings } from '../../trace/client.ts';
import type { RequestCommand, RunCommand } from '../../trace/command.ts';
import { randomNode } from './randomCommand.ts';
import { chance, pick, trustsClocks } from './randomSetup.ts';

const KEYS = ['x', 'y', 'z'];
const MOST_NODES = 9;

/** A request, for the leader as a rule. */
export function randomRequest(prng: Prng, simulation: Simulation): RunCommand {
  const to = asked(prng, simulation);
  const draw = nextBelow(prng, 100);
  if (draw < 45) return { type: 'propose', to, command: randomDictCommand(prng, simulation, to) };
  if (draw < 57) return inSession(prng, simulation, to);
  if (draw < 75) return randomRead(prng, simulation, to);
  if (draw < 82) return { type: 'transfer', from: to, to: randomNode(prng, simulation) };
  if (draw < 85 && simulation.observed.length < MOST_NODES) {
    return { type: 'addNode', node: `S${simulation.observed.length + 1}` };
  }
  if (draw < 88) return randomClient(prng, simulation);
  return randomChange(prng, simulation, to);
}

/** A client that acts by itself comes, changes its ways, or goes. */
function randomClient(prng: Prng, simulation: Simulation): RunCommand {
  const client = pick(prng, ['k1', 'k2', 'k3']);
  if (chance(prng, 0.3)) return { type: 'stopClient', client };
  const modes = trustsClocks(simulation.setup) ? (['lease', null] as const) : (['readIndex', 'log', null] as const);
  const settings: ClientSettings = {
    does: pick(prng, ['append', 'set', 'mixed']),
    key: pick(prng, ['k', 'l']),
    reads: pick(prng, modes),
    session: chance(prng, 0.8),
    thinkMs: pick(prng, [[5, 20], [50, 100], [0, 300]] as const),
    latencyMs: pick(prng, [[1, 2], [5, 50]] as const),
    loss: pick(prng, [0, 0.1, 0.4]),
    timeoutMs: pick(prng, [30, 200, 1000]),
  };
  return { type: 'startClient', client, settings };
}

/** A leader most of the time. */
function asked(prng: Prng, simulation: Simulation): NodeId {
  const leaders = simulation.observed.filter(({ node }) => node?.role === 'leader');
  return leaders.length > 0 && chance(prng, 0.9) ? pick(prng, leaders).id : randomNode(prng, simulation);
}

/** Values are never repeated, so each can be found again. */
function randomDictCommand(prng: Prng, simulation: Simulation, to: NodeId, stamp: SessionStamp = {}): DictCommand {
  const value = `v${simulation.requests.length + 1}`;
  const key = pick(prng, KEYS);
  const held = simulation.observed.find(({ id }) => id === to)?.node?.dict.get(key);
  return pick<DictCommand>(prng, [
    { set: [key, value], ...stamp },
    { append: ['list', value], ...stamp },
    { delete: key, ...stamp },
    { cas: [key, typeof held === 'string' ? held : null, value], ...stamp },
  ]);
}

/** A client's next command; or its last one again, if that wasn't answered, or just so. */
function inSession(prng: Prng, simulation: Simulation, to: NodeId): RequestCommand {
  const client = pick(prng, ['c1', 'c2', 'c3']);
  const last = simulation.requests.findLast(
    (request) => request.op === 'propose' && request.command?.client === client,
  );
  const before = last?.op === 'propose' ? last.command : null;
  if (before !== null && (!answeredFor(simulation, before) || chance(prng, 0.2))) {
    return { type: 'propose', to, command: before };
  }
  const seq = (before?.seq ?? 0) + 1;
  return { type: 'propose', to, command: randomDictCommand(prng, simulation, to, { client, seq }) };
}

/** Has any try of this command been answered? */
function answeredFor(simulation: Simulation, { client, seq }: DictCommand): boolean {
  return simulation.requests.some(
    (request) =>
      request.op === 'propose' &&
      request.command?.client === client &&
      request.command?.seq === seq &&
      request.status === 'ok',
  );
}

function randomRead(prng: Prng, simulation: Simulation, to: NodeId): RunCommand {
  const modes = trustsClocks(simulation.setup)
    ? (['lease', 'lease', 'readIndex', 'log', 'local'] as const)
    : (['readIndex', 'readIndex', 'log', 'local'] as const);
  return { type: 'read', to, key: pick(prng, [...KEYS, 'list']), mode: pick(prng, modes) };
}

/** Mostly one step from the configuration in force, sometimes anything. */
function randomChange(prng: Prng, simulation: Simulation, via: NodeId): RunCommand {
  const all = simulation.observed.map(({ id }) => id);
  const config = simulation.observed.find(({ id }) => id === via)?.node?.config ?? { voters: all, learners: [] };
  if (chance(prng, 0.3)) {
    const roles = all.map((id) => ({ id, as: nextBelow(prng, 3) }));
    const having = (as: number): NodeId[] => roles.filter((one) => one.as === as).map(({ id }) => id);
    return { type: 'change', via, voters: having(0), learners: having(1) };
  }
  const moved = pick(prng, all);
  const voters = config.voters.filter((id) => id !== moved);
  const learners = config.learners.filter((id) => id !== moved);
  const draw = nextBelow(prng, 3);
  if (draw === 0) return { type: 'change', via, voters: [...voters, moved], learners };
  if (draw === 1) return { type: 'change', via, voters, learners: [...learners, moved] };
  return { type: 'change', via, voters, learners };
}
