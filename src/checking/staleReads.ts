/** Local reads needn't be linearizable, so they violate nothing: those that were stale are counted. T6.4 */
import type { ClientReply, NodeId, RequestId } from '../raft/types.ts';
import type { EventId, RequestRecord, TraceEvent } from '../trace/event.ts';
import { fits, markOf, type Replica } from './replica.ts';

/** A local read that was answered with something older than what was committed by then. */
export interface StaleRead {
  readonly request: RequestId;
  readonly event: EventId;
  readonly node: NodeId;
  /** One sentence with both values. */
  readonly detail: string;
}

export interface StaleReads {
  readonly count: number;
  readonly latest: StaleRead | null;
}

export const noStaleReads: StaleReads = { count: 0, latest: null };

/** What `before` becomes with the replies of `event`; itself as a rule. */
export function countStaleReads(
  before: StaleReads,
  event: TraceEvent,
  requests: readonly RequestRecord[],
  { dict }: Replica,
): StaleReads {
  let seen = before;
  for (const { request, status, result } of event.replies) {
    const record = requests[request - 1];
    if (status !== 'ok' || record?.op !== 'read' || record.mode !== 'local') continue;
    const committed = dict.get(record.key);
    if (isSame(result, committed)) continue;
    const detail = `${record.to} answered ${show(result)} for ${record.key} from its own dict, while the committed entries make it ${show(committed ?? null)}.`;
    seen = { count: seen.count + 1, latest: { request, event: event.id, node: record.to, detail } };
  }
  return seen;
}

type Result = ClientReply['result'];

function isSame(result: Result, committed: Parameters<typeof markOf>[0]): boolean {
  return typeof result !== 'number' && typeof result !== 'boolean' && fits(result ?? undefined, markOf(committed));
}

function show(value: Result): string {
  return value === null ? 'nothing' : JSON.stringify(value);
}
