import { useMemo, useRef, useState } from 'react';
import type { Frame } from '../../../session/frame.ts';
import type { TraceEvent } from '../../../trace/event.ts';
import { allLinks, cutPicture, cutStates, linkKey, type CutPicture } from '../../viz/cutLines.ts';
import type { Point, Segment } from '../../viz/point.ts';
import type { StageGeometry } from '../../viz/ring.ts';

const KEPT = 6;

/** The cuts as they are drawn. The user’s own lines are remembered in units of the ring, so that they survive another size. */
export function useCuts(frame: Frame, events: readonly TraceEvent[], geometry: StageGeometry) {
  const [drawn, setDrawn] = useState<readonly Segment[]>([]);
  const { cuts, eventCount } = frame;
  const links = useMemo(() => allLinks(geometry), [geometry]);
  const cut = useMemo(() => cutStates(links, cuts), [links, cuts]);
  const picture = useMemo(
    () => cutPicture(geometry, cut, drawn.map((line) => mapped(line, (point) => fromRing(point, geometry)))),
    [geometry, cut, drawn],
  );
  const since = useSince(picture, events, eventCount, cuts);
  /** Remembers a line; `instead` is the one it replaces. */
  const remember = (line: Segment, instead: Segment | null) =>
    setDrawn((old) => {
      const gone = instead === null ? null : mapped(instead, (point) => toRing(point, geometry));
      const kept = old.filter((each) => gone === null || Math.hypot(each.a.x - gone.a.x, each.b.y - gone.b.y) > 1e-6);
      return [...kept, mapped(line, (point) => toRing(point, geometry))].slice(-KEPT);
    });
  return { links, cut, picture, since, remember };
}

/** The time below each line; looked up only when the cuts have changed. */
function useSince(picture: CutPicture, events: readonly TraceEvent[], eventCount: number, cuts: Frame['cuts']): readonly (string | null)[] {
  const known = useRef<{ picture: CutPicture; cuts: Frame['cuts']; times: readonly (string | null)[] } | null>(null);
  if (known.current?.picture !== picture || known.current.cuts !== cuts) {
    const times = picture.lines.map((line) => cutSince(events, eventCount, new Set(line.crosses)));
    known.current = { picture, cuts, times };
  }
  return known.current.times;
}

function mapped({ a, b }: Segment, map: (point: Point) => Point): Segment {
  return { a: map(a), b: map(b) };
}

function toRing({ x, y }: Point, { centre, rx, ry }: StageGeometry): Point {
  return { x: (x - centre.x) / rx, y: (y - centre.y) / ry };
}

function fromRing({ x, y }: Point, { centre, rx, ry }: StageGeometry): Point {
  return { x: centre.x + x * rx, y: centre.y + y * ry };
}

/** When one of these links was last cut, in seconds; null when that event is no longer at hand. */
function cutSince(events: readonly TraceEvent[], eventCount: number, links: ReadonlySet<string>): string | null {
  const first = events[0]?.id ?? 1;
  for (let i = Math.min(events.length, eventCount - first + 1) - 1; i >= 0; i -= 1) {
    const command = events[i]?.command;
    if (command?.type !== 'partition' && command?.type !== 'cut') continue;
    const about = command.type === 'partition' || command.links.some(({ from, to }) => links.has(linkKey(from, to)) || links.has(linkKey(to, from)));
    if (about) return ((events[i]?.time ?? 0) / 1000).toFixed(3);
  }
  return null;
}
