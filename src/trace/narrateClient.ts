/** What a client did by itself, in words. P8, T6.3 */
import { unreachable } from '../base/assert.ts';
import type { ClientRequest } from '../raft/types.ts';
import type { ClientStep } from './client.ts';
import { formatCommand } from './narrateCommand.ts';
import { clip } from './narrateWords.ts';

/** One sentence about a client's step. */
export function narrateClient(step: ClientStep): string {
  const { client, node, attempt, reply } = step;
  const what = clip(describeAsked(step.asks));
  switch (step.did) {
    case 'sends':
      return attempt === 1 ? `${client} asks ${node}: ${what}.` : `${client} asks again, now ${node}: ${what} (try ${attempt}).`;
    case 'loses':
      return `${client} asks ${node}: ${what}, but the request is lost.`;
    case 'timesOut':
      return `${client} has heard nothing of “${what}” from ${node} and will try another node.`;
    case 'hears':
      return reply?.status === 'ok'
        ? `${client} hears from ${node}: “${what}” is done.`
        : `${client} hears from ${node}: ${reply?.reason ?? 'no'}. ${nextMove(step)}`;
    default:
      return unreachable(step.did);
  }
}

function nextMove({ reply, node }: ClientStep): string {
  const leader = reply?.leader ?? null;
  if (reply?.status === 'refused' && leader !== null && leader !== node) return `It asks ${leader} next.`;
  return 'It will ask another node.';
}

/** What a client asks for, as short as on the stage: `append list ← c1.3`. */
export function describeAsked(asks: ClientRequest): string {
  switch (asks.op) {
    case 'propose':
      return formatCommand(asks.command);
    case 'read':
      return `read ${asks.key}`;
    case 'change':
      return 'change the members';
    case 'transfer':
      return `hand over to ${asks.target}`;
    default:
      return unreachable(asks);
  }
}
