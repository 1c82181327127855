/** The tries of one operation: every request that was sent for it, and what became of each. P8, T6.3 */
import type { NodeId } from '../../raft/types.ts';
import type { ClientOperation, ClientStep } from '../../trace/client.ts';
import type { EventId, TraceEvent, VirtualMs } from '../../trace/event.ts';

export interface Try {
  /** From 1. */
  readonly attempt: number;
  readonly node: NodeId;
  readonly sentAt: VirtualMs;
  readonly sentBy: EventId;
  /** When that was known to the client; null: it still waits. */
  readonly endedAt: VirtualMs | null;
  readonly outcome: 'waits' | 'lost' | 'ok' | 'redirect' | 'refused' | 'unknown' | 'timesOut';
  /** A clause: `S2 is not the leader; ask S5`. */
  readonly words: string;
}

/** Tries by operation, oldest first, as far as `events` reach back and up to event `until`. */
export function triesOf(operations: readonly ClientOperation[], events: readonly TraceEvent[], until: EventId): ReadonlyMap<ClientOperation, readonly Try[]> {
  const byName = new Map(operations.map((operation) => [nameOf(operation), operation]));
  const tries = new Map<ClientOperation, Try[]>();
  for (const event of events) {
    if (event.id > until) break;
    const operation = event.client === undefined ? undefined : byName.get(nameOf(event.client));
    if (event.client === undefined || operation === undefined) continue;
    const found = tries.get(operation) ?? [];
    tries.set(operation, found);
    takeStep(found, event.client, event);
  }
  return tries;
}

function nameOf({ client, number }: Pick<ClientOperation, 'client' | 'number'>): string {
  return `${number} ${client}`;
}

function takeStep(tries: Try[], step: ClientStep, { id, time }: TraceEvent): void {
  if (step.did === 'sends' || step.did === 'loses') {
    const { attempt, node } = step;
    const lost = step.did === 'loses';
    tries.push({ attempt, node, sentAt: time, sentBy: id, endedAt: null, outcome: lost ? 'lost' : 'waits', words: lost ? 'the request is lost' : 'waiting' });
    return;
  }
  const last = tries.at(-1);
  if (last !== undefined) tries[tries.length - 1] = { ...last, endedAt: time, ...endOf(last, step) };
}

function endOf(last: Try, { did, reply, node }: ClientStep): Pick<Try, 'outcome' | 'words'> {
  if (did === 'timesOut') {
    return last.outcome === 'lost' ? { outcome: 'lost', words: 'the request is lost: timed out' } : { outcome: 'timesOut', words: 'no answer: timed out' };
  }
  if (reply === null || reply.status === 'ok') return { outcome: 'ok', words: 'done' };
  const reason = reply.reason ?? 'no';
  if (reply.status === 'unknown') return { outcome: 'unknown', words: reason };
  const redirects = reply.leader !== null && reply.leader !== node;
  return { outcome: redirects ? 'redirect' : 'refused', words: reason };
}
