/** Client requests from the hand-over to the answer. P8 */
import type { ClientReply, Command, NodeId, RequestId } from '../raft/types.ts';
import type { SimulationState } from './state.ts';

/** A new request, pending. */
export function openRequest(state: SimulationState, to: NodeId, command: Command): RequestId {
  const id = state.requests.length + 1;
  state.requests.push({
    id,
    op: 'propose',
    to,
    command,
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

/** The node that took them is gone: nobody can say whether these requests will take effect. */
export function abandonRequests(state: SimulationState, id: NodeId, reason: string): ClientReply[] {
  const replies: ClientReply[] = state.requests
    .filter((record) => record.status === 'pending' && record.to === id)
    .map((record) => ({
      request: record.id,
      status: 'unknown',
      result: null,
      reason,
      leader: null,
    }));
  resolveRequests(state, replies);
  return replies;
}
