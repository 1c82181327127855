/** The ways between the discs of one geometry, made once each. */
import type { NodeId } from '../../../raft/types.ts';
import type { Envelope } from '../../../trace/event.ts';
import { linkKey } from '../../viz/cutLines.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import { trackBetween, waitingProgress, type Track } from '../../viz/travel.ts';

export interface Way {
  readonly track: Track;
  /** Which side of it looks out of the ring: 1 is right of travel. */
  readonly outward: 1 | -1;
}

export type Ways = ReadonlyMap<string, Way>;

/** One way for each direction of each link, by `from-to`. */
export function waysOf({ nodes, disc, centre }: StageGeometry): Ways {
  const ways = new Map<string, Way>();
  for (const from of nodes) {
    for (const to of nodes) {
      if (from === to) continue;
      const track = trackBetween(from, to, disc + 14);
      const mx = (track.a.x + track.b.x) / 2 - centre.x;
      const my = (track.a.y + track.b.y) / 2 - centre.y;
      const dx = track.b.x - track.a.x;
      const dy = track.b.y - track.a.y;
      ways.set(linkKey(from.id, to.id), { track, outward: -dy * mx + dx * my >= 0 ? 1 : -1 });
    }
  }
  return ways;
}

export function wayOf(ways: Ways, { from, to }: { readonly from: NodeId; readonly to: NodeId }): Way | null {
  return ways.get(linkKey(from, to)) ?? null;
}

/** Where the messages stand that don’t travel (`all`: none does), by message id: side by side, half-way along. */
export function standingMessages(messages: readonly Envelope[], ways: Ways, all: boolean): ReadonlyMap<number, number> {
  const byWay = new Map<string, Envelope[]>();
  for (const envelope of messages) {
    if (!all && envelope.deliverAt !== null) continue;
    const key = linkKey(envelope.message.from, envelope.message.to);
    byWay.set(key, [...(byWay.get(key) ?? []), envelope]);
  }
  const places = new Map<number, number>();
  for (const [key, waiting] of byWay) {
    const length = ways.get(key)?.track.length ?? 1;
    // The oldest stands nearest to its receiver.
    waiting.forEach(({ id }, i) => places.set(id, waitingProgress(waiting.length - 1 - i, waiting.length, length)));
  }
  return places;
}
