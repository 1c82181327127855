/** Requests from the hand-over to the answer. P8 */
import { unreachable } from '../base/assert.ts';
import type { ClientReply, ClientRequest, LocalMs, NodeId, NodeInput, RequestId } from '../raft/types.ts';
import type { RequestCommand } from '../trace/command.ts';
import type { SimulationState } from './state.ts';

/** The node that is asked. */
export function askedNode(command: RequestCommand): NodeId {
  switch (command.type) {
    case 'propose':
    case 'read':
      return command.to;
    case 'change':
      return command.via;
    case 'transfer':
      return command.from;
    default:
      return unreachable(command);
  }
}

/** What it is asked for. */
export function requestOf(command: RequestCommand): ClientRequest {
  switch (command.type) {
    case 'propose':
      return { op: 'propose', command: command.command };
    case 'read':
      return { op: 'read', key: command.key, mode: command.mode };
    case 'change':
      return { op: 'change', voters: command.voters, learners: command.learners };
    case 'transfer':
      return { op: 'transfer', target: command.to };
    default:
      return unreachable(command);
  }
}

/** How the node hears of it. */
export function requestInput(command: RequestCommand, request: RequestId, now: LocalMs): NodeInput {
  const asked = requestOf(command);
  switch (asked.op) {
    case 'propose':
      return { kind: 'propose', now, request, command: asked.command };
    case 'read':
      return { kind: 'read', now, request, key: asked.key, mode: asked.mode };
    case 'change':
      return { kind: 'change', now, request, voters: asked.voters, learners: asked.learners };
    case 'transfer':
      return { kind: 'transfer', now, request, target: asked.target };
    default:
      return unreachable(asked);
  }
}

/** A new request, pending. */
export function openRequest(state: SimulationState, command: RequestCommand): RequestId {
  const id = state.requests.length + 1;
  state.requests.push({
    id,
    to: askedNode(command),
    ...requestOf(command),
    submittedAt: state.now,
    status: 'pending',
    result: null,
    reason: null,
    leader: null,
    resolvedAt: null,
  });
  return id;
}

/** Writes down what became of requests. */
export function resolveRequests(state: SimulationState, replies: readonly ClientReply[]): void {
  for (const { request, status, result, reason, leader } of replies) {
    const record = state.requests[request - 1];
    if (record?.status !== 'pending') continue;
    state.requests[request - 1] = {
      ...record,
      status,
      result,
      reason,
      leader,
      resolvedAt: state.now,
    };
  }
}

/** The node that took them is gone: nobody can say whether they will take effect; a read took none. */
export function abandonRequests(state: SimulationState, id: NodeId, reason: string): ClientReply[] {
  const replies: ClientReply[] = state.requests
    .filter((record) => record.status === 'pending' && record.to === id)
    .map((record) => ({
      request: record.id,
      status: record.op === 'read' ? 'refused' : 'unknown',
      result: null,
      reason,
      leader: null,
    }));
  resolveRequests(state, replies);
  return replies;
}
