/** Which rows the feed shows. Heartbeats fold into one row a run of them; the cursor is a row of its own. */
import type { NodeId } from '../../../raft/types.ts';
import type { EventId, TraceEvent } from '../../../trace/event.ts';
import { interestOf, type Interest } from '../../../trace/narrateRoutine.ts';

export interface FeedFilter {
  /** Only events of this node; null: of all. */
  readonly node: NodeId | null;
  readonly decisionsOnly: boolean;
  readonly foldHeartbeats: boolean;
}

/** Heartbeats in a row, told as one. */
export interface HeartbeatFold {
  readonly kind: 'fold';
  readonly first: TraceEvent;
  readonly last: TraceEvent;
  /** Heartbeats that were sent, one per leader and beat. */
  readonly beats: number;
  /** Events that are hidden. */
  readonly events: number;
  /** Of these, heartbeats that reached nobody: never hidden without being counted. */
  readonly lost: number;
}

export type FeedRow =
  | { readonly kind: 'event'; readonly event: TraceEvent }
  | HeartbeatFold
  /** Between what has happened at the cursor and what is known to come. */
  | { readonly kind: 'cursor' };

/** Rows for the window of events, oldest first; the row `cursor` is there once. Folds never span it. */
export function feedRows(events: readonly TraceEvent[], eventCount: EventId, filter: FeedFilter): FeedRow[] {
  const rows: FeedRow[] = [];
  let run: TraceEvent[] = [];
  let crossed = false;
  const close = (): void => {
    const fold = foldOf(run);
    if (fold !== null) rows.push(fold);
    run = [];
  };
  for (const event of events) {
    if (!crossed && event.id > eventCount) {
      close();
      rows.push({ kind: 'cursor' });
      crossed = true;
    }
    if (filter.node !== null && event.node !== filter.node) continue;
    const interest = interestOfCached(event);
    if (filter.decisionsOnly && interest !== 'decision') continue;
    if (filter.foldHeartbeats && interest === 'heartbeat') {
      run.push(event);
      continue;
    }
    close();
    rows.push({ kind: 'event', event });
  }
  close();
  if (!crossed) rows.push({ kind: 'cursor' });
  return rows;
}

function foldOf(run: readonly TraceEvent[]): HeartbeatFold | null {
  const first = run[0];
  const last = run.at(-1);
  if (first === undefined || last === undefined) return null;
  const lost = run.reduce((sum, event) => sum + lostIn(event), 0);
  const beats = run.filter((event) => event.kind === 'timer').length;
  return { kind: 'fold', first, last, beats, events: run.length, lost };
}

function lostIn(event: TraceEvent): number {
  return (event.kind === 'lost' ? 1 : 0) + event.sent.filter((envelope) => envelope.lost !== null).length;
}

const interests = new WeakMap<TraceEvent, Interest>();

function interestOfCached(event: TraceEvent): Interest {
  let interest = interests.get(event);
  if (interest === undefined) interests.set(event, (interest = interestOf(event)));
  return interest;
}

/** Where a row stands in React's eyes: the same row keeps its key while others come. */
export function rowKey(row: FeedRow): string {
  switch (row.kind) {
    case 'event':
      return `e${row.event.id}`;
    case 'fold':
      return `f${row.first.id}`;
    case 'cursor':
      return 'cursor';
  }
}
