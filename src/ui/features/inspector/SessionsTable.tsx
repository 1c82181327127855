import type { NodeFrame } from '../../../session/frame.ts';
import { FactTable } from './FactTable.tsx';

/** More than these aren't looked at one by one. */
const LISTED = 12;

/** The client sessions that the applied entries have made, the one that was used last on top. T6.3 */
export function SessionsTable({ node: { sessions } }: { node: NodeFrame }) {
  if (sessions.size === 0) return null;
  const newest = [...sessions].sort(([, a], [, b]) => b.usedAt - a.usedAt);
  const more = newest.length - LISTED;
  return (
    <FactTable
      title="Sessions"
      columns={['last', 'returned', 'entry']}
      rows={[
        ...newest.slice(0, LISTED).map(([client, { seq, result, usedAt, expired }]) => ({
          label: client,
          hint: `The latest command of ${client} that was applied, and what it returned: a retry gets the same answer (T6.3)`,
          values: expired ? ['expired', '', usedAt] : [`#${seq}`, result === null ? 'ok' : String(result), usedAt],
        })),
        ...(more > 0 ? [{ label: `and ${more} more`, values: ['', '', ''] }] : []),
      ]}
    />
  );
}
