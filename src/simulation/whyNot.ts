/** Why a command can't be carried out now, in a sentence for the person who gave it. */
import { unreachable } from '../base/assert.ts';
import type { ClientId, LogIndex, NodeId } from '../raft/types.ts';
import type { ClientSettings } from '../trace/client.ts';
import type { LinkEnd, LinkSettings, RunCommand } from '../trace/command.ts';
import type { MessageId } from '../trace/event.ts';
import { NODE_ID_MAX, NODES_MAX } from '../trace/limits.ts';
import { validateCommand } from '../trace/validateCommand.ts';
import { findInFlight } from './queue.ts';
import type { SimulationState } from './state.ts';

/** A sentence that says what and why; null when the command can be carried out. */
export function whyNot(state: SimulationState, command: RunCommand): string | null {
  switch (command.type) {
    case 'campaign':
    case 'heartbeat':
    case 'pause':
      return unlessUp(state, command.node);
    case 'crash':
      return unlessKnown(state, command.node) ?? unlessStatus(state, command.node, 'down', false);
    case 'restart':
      return unlessKnown(state, command.node) ?? unlessStatus(state, command.node, 'down', true);
    case 'resume':
      return unlessKnown(state, command.node) ?? unlessStatus(state, command.node, 'paused', true);
    case 'propose':
    case 'read':
      return unlessKnown(state, command.to);
    case 'change':
      return unlessAllKnown(state, [command.via, ...command.voters, ...command.learners]);
    case 'transfer':
      return unlessAllKnown(state, [command.from, command.to]);
    case 'compact':
      return unlessUp(state, command.node) ?? unlessApplied(state, command.node, command.upTo);
    case 'addNode':
      return unlessNew(state, command.node);
    case 'startClient':
      return unlessTimed(state) ?? unlessClientName(command.client) ?? unlessClientSettings(command.settings);
    case 'stopClient':
      return unlessActing(state, command.client);
    case 'partition':
      return unlessAllKnown(state, command.groups.flat()) ?? unlessOnce(command.groups.flat());
    case 'cut':
      return unlessLinks(state, command.links);
    case 'heal':
      return command.links === null ? null : unlessLinks(state, command.links);
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'hold':
      return unlessInFlight(state, command.message);
    case 'delay':
      return unlessInFlight(state, command.message) ?? unlessAtLeast('a delay', command.byMs, 0);
    case 'network':
      return (
        (command.link === null ? null : unlessLinks(state, [command.link])) ??
        unlessSettings(command.settings)
      );
    case 'disk':
      return unlessRange('fsync delay', command.settings.fsyncMs);
    case 'clockRate':
      return unlessKnown(state, command.node) ?? unlessAtLeast('a clock rate', command.rate, 0.01);
    case 'advance':
      return (
        (command.node === null ? null : unlessKnown(state, command.node)) ??
        unlessAtLeast('an advance', command.byMs, 0)
      );
    default:
      return unreachable(command);
  }
}

function unlessKnown(state: SimulationState, id: NodeId): string | null {
  if (state.slots.some((slot) => slot.id === id)) return null;
  return `There is no node ${id} here; the nodes are ${state.slots.map((slot) => slot.id).join(', ')}.`;
}

function unlessAllKnown(state: SimulationState, ids: readonly NodeId[]): string | null {
  for (const id of ids) {
    const reason = unlessKnown(state, id);
    if (reason !== null) return reason;
  }
  return null;
}

function unlessOnce(ids: readonly NodeId[]): string | null {
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  return twice === undefined ? null : `${twice} is in two groups; a node can be in one.`;
}

function unlessStatus(
  state: SimulationState,
  id: NodeId,
  status: 'paused' | 'down',
  wanted: boolean,
): string | null {
  const is = state.slots.find((slot) => slot.id === id)?.status === status;
  if (is === wanted) return null;
  return wanted ? `${id} is not ${status}.` : `${id} is ${status} already.`;
}

function unlessUp(state: SimulationState, id: NodeId): string | null {
  const unknown = unlessKnown(state, id);
  if (unknown !== null) return unknown;
  const status = state.slots.find((slot) => slot.id === id)?.status;
  return status === 'up' ? null : `${id} is ${String(status)}; it has to be up for that.`;
}

/** A snapshot stands for applied entries only, and never goes back. P7 */
function unlessApplied(state: SimulationState, id: NodeId, upTo: LogIndex | null): string | null {
  const node = state.slots.find((slot) => slot.id === id)?.node ?? null;
  if (node === null) return null;
  const { lastApplied } = node;
  const { snapshotIndex } = node.log;
  const index = upTo ?? lastApplied;
  if (index > lastApplied) {
    return `${id} has applied entries up to ${lastApplied} only; a snapshot can't reach ${index}, as what isn't committed may still change (P7).`;
  }
  if (index > snapshotIndex) return null;
  return snapshotIndex === 0
    ? `${id} has applied nothing yet, so there is nothing to snapshot (P7).`
    : `${id}'s snapshot reaches ${snapshotIndex} already; one through ${index} would bring nothing (P7).`;
}

function unlessNew(state: SimulationState, id: NodeId): string | null {
  if (state.slots.some((slot) => slot.id === id)) return `There is a node ${id} already; a new one needs another name.`;
  if (state.slots.length >= NODES_MAX) return `A cluster has at most ${NODES_MAX} nodes, and all of them are there.`;
  return id.length > 0 && id.length <= NODE_ID_MAX
    ? null
    : `A node's name has 1 to ${NODE_ID_MAX} characters, not ${id.length}.`;
}

function unlessTimed(state: SimulationState): string | null {
  return state.setup.network.mode === 'timed' ? null : 'In manual mode nothing happens by itself, so no client asks by itself.';
}

function unlessClientName(id: ClientId): string | null {
  return id.length > 0 && id.length <= NODE_ID_MAX
    ? null
    : `A client's name has 1 to ${NODE_ID_MAX} characters, not ${id.length}.`;
}

function unlessActing(state: SimulationState, id: ClientId): string | null {
  const client = state.clients.find((one) => one.id === id);
  if (client === undefined) return `There is no client ${id} here.`;
  return client.phase === 'stopped' ? `${id} has stopped already.` : null;
}

function unlessClientSettings({ thinkMs, latencyMs, loss, timeoutMs, key }: ClientSettings): string | null {
  return (
    unlessRange("client's rest", thinkMs) ??
    unlessRange("client's latency", latencyMs) ??
    unlessAtLeast("a client's time-out", timeoutMs, 1) ??
    (thinkMs[1] + latencyMs[1] > 0 ? null : 'A client has to rest, or its messages have to take time: else time would stand still.') ??
    (loss >= 0 && loss <= 1 ? null : `a client's loss has to be a probability from 0 to 1, not ${loss}.`) ??
    validateCommand({ set: [key, ''] })
  );
}

function unlessLinks(state: SimulationState, links: readonly LinkEnd[]): string | null {
  for (const { from, to } of links) {
    const reason = unlessAllKnown(state, [from, to]);
    if (reason !== null) return reason;
    if (from === to) return `${from} has no link to itself.`;
  }
  return null;
}

function unlessInFlight(state: SimulationState, id: MessageId): string | null {
  return findInFlight(state, id) === null ? `Message ${id} is not in flight any more.` : null;
}

function unlessAtLeast(what: string, value: number, least: number): string | null {
  if (Number.isFinite(value) && value >= least) return null;
  return `${what} has to be a number of at least ${least}, not ${value}.`;
}

function unlessRange(what: string, [low, high]: readonly [number, number]): string | null {
  if (Number.isFinite(high) && low >= 0 && low <= high) return null;
  return `the ${what} has to be a range from low to high in ms, not ${low} to ${high}.`;
}

function unlessSettings(settings: LinkSettings): string | null {
  const { latencyMs, loss, duplicate } = settings;
  const chance = (what: string, value: number | undefined): string | null =>
    value === undefined || (value >= 0 && value <= 1)
      ? null
      : `${what} has to be a probability from 0 to 1, not ${value}.`;
  return (
    (latencyMs === undefined ? null : unlessRange('latency', latencyMs)) ??
    chance('loss', loss) ??
    chance('duplication', duplicate)
  );
}
