/** What a client asks of the cluster, as a request and as the command that sends it. */
import { unreachable } from '../../../base/assert.ts';
import type { ClientId, ClientRequest, DictCommand, NodeId } from '../../../raft/types.ts';
import type { Frame } from '../../../session/frame.ts';
import type { RequestCommand } from '../../../trace/command.ts';
import type { RequestRecord } from '../../../trace/event.ts';

/** What the client bar sends. */
export type Asked = Extract<ClientRequest, { op: 'propose' | 'read' }>;

/** The request, sent to `to`. */
export function commandOf(asked: ClientRequest, to: NodeId): RequestCommand {
  switch (asked.op) {
    case 'propose':
      return { type: 'propose', to, command: asked.command };
    case 'read':
      return { type: 'read', to, key: asked.key, mode: asked.mode };
    case 'change':
      return { type: 'change', via: to, voters: asked.voters, learners: asked.learners };
    case 'transfer':
      return { type: 'transfer', from: to, to: asked.target };
    default:
      return unreachable(asked);
  }
}

/** What a request asked for, to be asked again: the same client and number with it. */
export function askedBy(request: RequestRecord): ClientRequest {
  switch (request.op) {
    case 'propose':
      return { op: 'propose', command: request.command };
    case 'read':
      return { op: 'read', key: request.key, mode: request.mode };
    case 'change':
      return { op: 'change', voters: request.voters, learners: request.learners };
    case 'transfer':
      return { op: 'transfer', target: request.target };
    default:
      return unreachable(request);
  }
}

/** Do both ask for the same? */
export function sameAsked(a: ClientRequest, b: ClientRequest): boolean {
  return JSON.stringify(commandOf(a, '')) === JSON.stringify(commandOf(b, ''));
}

/** The command as the next of this client's session; an empty name is no session. T6.3 */
export function inSession(command: DictCommand, client: ClientId, frame: Pick<Frame, 'nodes' | 'requests'>): DictCommand {
  return client === '' ? command : { ...command, client, seq: nextSeq(client, frame) };
}

/** One more than any number of this client that was sent, or that some node has applied. */
export function nextSeq(client: ClientId, { nodes, requests }: Pick<Frame, 'nodes' | 'requests'>): number {
  let last = 0;
  for (const { sessions } of nodes) last = Math.max(last, sessions.get(client)?.seq ?? 0);
  for (const request of requests) {
    if (request.op !== 'propose' || request.command?.client !== client) continue;
    last = Math.max(last, request.command.seq ?? 0);
  }
  return last + 1;
}
