/**
 * The network: one link per direction, each with its latency range, loss,
 * duplication and order, and whether it is cut. It decides what becomes of a
 * message; the simulation's queue carries it.
 */
import { createPrng, nextMs, nextUnit, type Prng } from '../base/prng.ts';
import type { Message, NodeId } from '../raft/types.ts';
import type { LinkEnd, LinkSettings, NetworkSettings } from '../trace/command.ts';
import type { Envelope, EventId, MessageId, VirtualMs } from '../trace/event.ts';
import { toMicros } from './clock.ts';

/** The network's whole state, plain data. Links are numbered from × size + to, by position in the cluster. */
export interface Network {
  ids: readonly NodeId[];
  position: ReadonlyMap<NodeId, number>;
  settings: NetworkSettings;
  /** What one link has of its own; null: as the network. */
  own: (LinkSettings | null)[];
  cut: boolean[];
  /** Last arrival per link, for links that keep the order. */
  lastArrival: VirtualMs[];
  nextMessageId: MessageId;
  prng: Prng;
}

/** A network with every link whole. */
export function createNetwork(
  ids: readonly NodeId[],
  settings: NetworkSettings,
  seed: number,
): Network {
  const links = ids.length * ids.length;
  return {
    ids,
    position: new Map(ids.map((id, i) => [id, i])),
    settings,
    own: new Array<LinkSettings | null>(links).fill(null),
    cut: new Array<boolean>(links).fill(false),
    lastArrival: new Array<VirtualMs>(links).fill(0),
    nextMessageId: 1,
    prng: createPrng(seed, 0x6e65),
  };
}

/** One more node, linked with everybody: the links keep what they have. */
export function addMember(network: Network, id: NodeId): void {
  const before = network.ids.length;
  const size = before + 1;
  const grown = <T>(links: readonly T[], fresh: T): T[] =>
    Array.from({ length: size * size }, (_, at) => {
      const from = Math.floor(at / size);
      const to = at % size;
      return from < before && to < before ? (links[from * before + to] ?? fresh) : fresh;
    });
  network.own = grown(network.own, null);
  network.cut = grown(network.cut, false);
  network.lastArrival = grown(network.lastArrival, 0);
  network.ids = [...network.ids, id];
  network.position = new Map(network.ids.map((one, at) => [one, at]));
}

/** A copy that goes on by itself. */
export function cloneNetwork(network: Network): Network {
  return {
    ...network,
    own: network.own.slice(),
    cut: network.cut.slice(),
    lastArrival: network.lastArrival.slice(),
    prng: { ...network.prng },
  };
}

function linkIndex(network: Network, from: NodeId, to: NodeId): number {
  const { ids, position } = network;
  return (position.get(from) ?? 0) * ids.length + (position.get(to) ?? 0);
}

/** Is the way from one node to another cut? */
export function isCut(network: Network, from: NodeId, to: NodeId): boolean {
  return network.cut[linkIndex(network, from, to)] === true;
}

/** Every direction that is cut, in cluster order. */
export function cutLinks(network: Network): LinkEnd[] {
  const { ids } = network;
  return ids.flatMap((from) =>
    ids.filter((to) => isCut(network, from, to)).map((to) => ({ from, to })),
  );
}

/** Cuts or heals directions; null heals every one. */
export function setCut(network: Network, links: readonly LinkEnd[] | null, cut: boolean): void {
  if (links === null) network.cut.fill(cut);
  else for (const { from, to } of links) network.cut[linkIndex(network, from, to)] = cut;
}

/** Cuts between groups and nowhere else. A node in no group is alone. */
export function partition(network: Network, groups: readonly (readonly NodeId[])[]): void {
  const groupOf = new Map(groups.flatMap((group, i) => group.map((id) => [id, i] as const)));
  for (const from of network.ids) {
    for (const to of network.ids) {
      const together = groupOf.has(from) && groupOf.get(from) === groupOf.get(to);
      network.cut[linkIndex(network, from, to)] = from !== to && !together;
    }
  }
}

/** Changes the settings of one direction, or of the whole network (null), which then holds for every link. */
export function setLink(network: Network, link: LinkEnd | null, settings: LinkSettings): void {
  if (link === null) {
    network.settings = { ...network.settings, ...settings };
    network.own.fill(null);
    return;
  }
  const index = linkIndex(network, link.from, link.to);
  network.own[index] = { ...network.own[index], ...settings };
}

/**
 * Puts `message` on its link at `now`; the envelope says what becomes of it. In
 * manual mode it waits in the link and chance plays no part.
 */
export function post(
  network: Network,
  message: Message,
  now: VirtualMs,
  sentBy: EventId,
): Envelope {
  const link = linkIndex(network, message.from, message.to);
  const cut = network.cut[link] === true;
  if (network.settings.mode === 'manual') {
    return envelope(network, message, now, sentBy, cut ? now : null, cut ? 'cut' : null, null);
  }
  const settings = settingsOf(network, link);
  const arrival = arrivalTime(network, link, settings, now);
  const lost = cut ? 'cut' : happens(network, settings.loss) ? 'loss' : null;
  return envelope(network, message, now, sentBy, arrival, lost, null);
}

/** The copy that chance makes of a message just posted, on a network that duplicates; null: none this time. */
export function strayCopy(network: Network, first: Envelope, now: VirtualMs): Envelope | null {
  const { message } = first;
  const link = linkIndex(network, message.from, message.to);
  const settings = settingsOf(network, link);
  if (settings.mode === 'manual' || !happens(network, settings.duplicate)) return null;
  const arrival = arrivalTime(network, link, settings, now);
  const lost = network.cut[link] === true ? 'cut' : null;
  return envelope(network, message, now, first.sentBy, arrival, lost, first.id);
}

/** Does something of this probability happen? Draws only when it might. */
function happens(network: Network, probability: number): boolean {
  return probability > 0 && nextUnit(network.prng) < probability;
}

function settingsOf(network: Network, link: number): NetworkSettings {
  const own = network.own[link];
  return own === null || own === undefined ? network.settings : { ...network.settings, ...own };
}

/** One more copy of `original`, arriving when the link lets it. */
export function duplicate(network: Network, original: Envelope, now: VirtualMs): Envelope {
  const { message } = original;
  const link = linkIndex(network, message.from, message.to);
  const settings = settingsOf(network, link);
  const arrival = settings.mode === 'manual' ? null : arrivalTime(network, link, settings, now);
  return envelope(network, message, now, original.sentBy, arrival, null, original.id);
}

function arrivalTime(
  network: Network,
  link: number,
  settings: NetworkSettings,
  now: VirtualMs,
): VirtualMs {
  const [low, high] = settings.latencyMs;
  let arrival = toMicros(now + nextMs(network.prng, low, high));
  if (!settings.reorder) arrival = Math.max(arrival, network.lastArrival[link] ?? 0);
  network.lastArrival[link] = arrival;
  return arrival;
}

function envelope(
  network: Network,
  message: Message,
  sentAt: VirtualMs,
  sentBy: EventId,
  deliverAt: VirtualMs | null,
  lost: Envelope['lost'],
  copyOf: MessageId | null,
): Envelope {
  const id = network.nextMessageId;
  network.nextMessageId = id + 1;
  return { id, message, sentBy, sentAt, deliverAt, lost, copyOf };
}
