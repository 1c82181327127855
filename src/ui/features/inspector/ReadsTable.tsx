import type { NodeFrame } from '../../../session/frame.ts';
import { readModeWord } from '../../../trace/narrateWords.ts';
import { FactTable } from './FactTable.tsx';
import { confirmations } from './words.ts';

/** Reads that wait until a majority has confirmed their leader, and until enough is applied. T6.4 */
export function ReadsTable({ node }: { node: NodeFrame }) {
  if (node.reads.length === 0) return null;
  return (
    <FactTable
      title="Reads that wait"
      columns={['at index', 'confirmed']}
      rows={node.reads.map(({ request, key, mode, readIndex, round }) => ({
        label: `${key} (${readModeWord(mode)})`,
        hint: `Request ${request}: answered once heartbeat round ${round} is confirmed and index ${readIndex ?? '?'} is applied (T6.4)`,
        values: [readIndex ?? 'waits for own term', readIndex === null ? '' : confirmations(node, round)],
      }))}
    />
  );
}
