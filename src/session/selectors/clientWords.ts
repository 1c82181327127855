/** What clients that act by themselves ask for, and what came of it, as short as a mark has room for. P8, T6.3 */
import type { ClientReply, ClientRequest } from '../../raft/types.ts';
import type { ClientOperation } from '../../trace/client.ts';
import { formatCommand } from '../../trace/narrateCommand.ts';
import { clip } from '../../trace/narrateWords.ts';

/** `append list←c1.3`, `set x=c1.4`, `read x`. Whose command it is, its value says. */
export function askedWords(asks: ClientRequest): string {
  if (asks.op === 'propose' && asks.command !== null) {
    const { client: _client, seq: _seq, ...command } = asks.command;
    return formatCommand(command);
  }
  return asks.op === 'read' ? `read ${asks.key}` : asks.op;
}

/** `→ 4`: the list's length, what was read, whether there was something to delete. Empty for what says nothing. */
export function resultMark({ outcome, asks, result }: ClientOperation): string {
  if (outcome !== 'ok') return '';
  if (asks.op === 'read') return `→ ${resultWords(result) || 'nothing'}`;
  const words = resultWords(result);
  return words === '' ? '' : `→ ${words}`;
}

/** The interval's label: `append list←c1.3 → 4`. */
export function operationWords(operation: ClientOperation): string {
  return [askedWords(operation.asks), resultMark(operation)].filter((part) => part !== '').join(' ');
}

function resultWords(result: ClientReply['result']): string {
  if (result === null) return '';
  if (typeof result === 'boolean') return result ? 'was there' : 'was not there';
  return clip(Array.isArray(result) ? `[${result.join(', ')}]` : String(result));
}
