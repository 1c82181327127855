/** What each acting client is about at the cursor: whom it asks, what is on its way, and what went wrong. P8, T6.3 */
import { unreachable } from '../../base/assert.ts';
import type { ClientId, NodeId } from '../../raft/types.ts';
import type { ClientActor, ClientOperation, ClientStep } from '../../trace/client.ts';
import type { RequestRecord, TraceEvent, VirtualMs } from '../../trace/event.ts';
import type { Frame } from '../frame.ts';
import { askedWords, resultMark } from './clientWords.ts';

/** A request or an answer between a client and a node. Times in virtual ms. */
export interface Journey {
  readonly what: 'request' | 'answer';
  readonly from: VirtualMs;
  readonly to: VirtualMs;
  /** It doesn't arrive. */
  readonly lost: boolean;
  /** Answers: whether it says that it is done. */
  readonly good: boolean;
}

export interface ClientView {
  readonly id: ClientId;
  /** The operation that it is at, or was last; null: none yet. */
  readonly operation: ClientOperation | null;
  /** What it asks for: `append list←c1.3`. Empty: nothing yet. */
  readonly asks: string;
  /** The node that it asks now; null: it asks nobody. */
  readonly asking: NodeId | null;
  /** A few words: `asks S2, try 3`. */
  readonly doing: string;
  /** `late`: no answer came in time; whether it was lost nobody knows. */
  readonly tone: 'plain' | 'done' | 'late' | 'lost';
  readonly journey: Journey | null;
}

/** So far back a client's last steps are looked for. */
const LOOK_BACK = 3000;

/** Every client that began, in that order. */
export function clientViews(frame: Frame, events: readonly TraceEvent[]): ClientView[] {
  if (frame.clients.length === 0) return [];
  return frame.clients.map((client) => clientView(client, frame, stepsBefore(client.id, frame, events)));
}

function clientView(client: ClientActor, frame: Frame, [last, before]: readonly ClientStep[]): ClientView {
  const { id, phase, target } = client;
  const { first, list } = frame.operations;
  const operation = client.operation === null ? null : (list[client.operation - first] ?? null);
  const asks = operation === null ? '' : askedWords(operation.asks);
  const view = { id, operation, asks, asking: null, journey: null, tone: 'plain' } as const;
  switch (phase) {
    case 'stopped':
      return { ...view, doing: last?.did === 'hears' && last.reply?.reason?.includes('session') === true ? 'session expired' : 'stopped' };
    case 'thinks':
      return { ...view, ...restWords(operation, last, target) };
    case 'sends':
      return { ...view, asking: target, doing: sendWords(client, operation, before), journey: sent(client, false) };
    case 'waits':
      return { ...view, asking: target, ...waiting(client, operation, requestOf(client, frame)) };
    case 'hears': {
      const request = requestOf(client, frame);
      const good = request?.status === 'ok';
      const journey = { what: 'answer', from: request?.resolvedAt ?? frame.time, to: client.wakeAt ?? frame.time, lost: false, good } as const;
      return { ...view, asking: target, doing: good ? `${target} answers` : `${target} says no`, journey };
    }
    default:
      return unreachable(phase);
  }
}

function restWords(operation: ClientOperation | null, last: ClientStep | undefined, next: NodeId): Pick<ClientView, 'doing' | 'tone'> {
  if (operation === null) return { doing: 'begins', tone: 'plain' };
  if (operation.outcome !== 'open') return { doing: ['done', resultMark(operation)].filter((part) => part !== '').join(' '), tone: 'done' };
  if (last?.did === 'timesOut') return { doing: `timed out; ${next} next`, tone: 'late' };
  return { doing: `${next} next`, tone: 'plain' };
}

function sendWords({ target }: ClientActor, operation: ClientOperation | null, before: ClientStep | undefined): string {
  const number = operation?.attempts ?? 1;
  const redirected = before?.did === 'hears' && before.reply?.status === 'refused' && before.reply.leader === target;
  if (redirected && number > 1) return `sent on to ${target}${tryWords(number)}`;
  return `asks ${target}${tryWords(number)}`;
}

function waiting(client: ClientActor, operation: ClientOperation | null, request: RequestRecord | null): Pick<ClientView, 'doing' | 'tone' | 'journey'> {
  const { target } = client;
  const nth = tryWords(operation?.attempts ?? 1);
  if (client.request === null) return { doing: `request lost${nth}`, tone: 'lost', journey: sent(client, true) };
  if (request === null || request.resolvedAt === null) return { doing: `waits for ${target}${nth}`, tone: 'plain', journey: null };
  const to = request.resolvedAt + meanLatency(client);
  const journey = { what: 'answer', from: request.resolvedAt, to, lost: true, good: request.status === 'ok' } as const;
  return { doing: `answer lost${nth}`, tone: 'lost', journey };
}

function tryWords(attempts: number): string {
  return attempts > 1 ? `, try ${attempts}` : '';
}

function sent(client: ClientActor, lost: boolean): Journey {
  const from = client.timeoutAt - client.settings.timeoutMs;
  return { what: 'request', from, to: lost || client.wakeAt === null ? from + meanLatency(client) : client.wakeAt, lost, good: false };
}

function meanLatency({ settings: { latencyMs } }: ClientActor): number {
  return (latencyMs[0] + latencyMs[1]) / 2;
}

function requestOf({ request }: ClientActor, { requests }: Frame): RequestRecord | null {
  if (request === null) return null;
  return requests[request - (requests[0]?.id ?? 0)] ?? null;
}

/** The client's last two steps up to the cursor, the later first. */
function stepsBefore(id: ClientId, { eventCount }: Frame, events: readonly TraceEvent[]): ClientStep[] {
  const found: ClientStep[] = [];
  const last = Math.min(events.length - 1, eventCount - (events[0]?.id ?? 1));
  for (let i = last; i >= Math.max(0, last - LOOK_BACK) && found.length < 2; i -= 1) {
    const step = events[i]?.client;
    if (step?.client === id) found.push(step);
  }
  return found;
}
