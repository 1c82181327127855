import type { NodeFrame } from '../../../session/frame.ts';
import { configLabel, counted } from '../../../trace/narrateWords.ts';
import { FactTable, TermValue } from './FactTable.tsx';
import styles from './FactTable.module.css';
import { grouped } from './words.ts';

/** What stands for the compacted entries. P7 */
export function SnapshotTable({ node: { snapshot, snapshotDurable, snapshotIndex, snapshotTerm } }: { node: NodeFrame }) {
  if (snapshotIndex === 0) return null;
  const rows = [
    { label: 'last entry', hint: 'lastIncludedIndex and lastIncludedTerm', values: [<span key="i">{snapshotIndex}, term <TermValue term={snapshotTerm} /></span>] },
  ];
  if (snapshot === null) return <FactTable title="Snapshot" columns={['']} rows={rows} />;
  const { bytes, keys, sessions, config } = snapshot;
  const row = (label: string, value: string) => ({ label, values: [<span key="v">{value}</span>] });
  return (
    <FactTable
      title="Snapshot"
      columns={['']}
      rows={[
        ...rows,
        row('size', counted(bytes, 'character').replace(String(bytes), grouped(bytes))),
        row('on disk', snapshotDurable ? 'yes' : 'not yet'),
        row('holds', `${counted(keys, 'key')}, ${counted(sessions, 'session')}`),
        row('configuration', configLabel(config)),
      ]}
    />
  );
}

/** A snapshot that comes in, chunk by chunk; a crash loses what is there so far. P7 */
export function IncomingTable({ node: { incoming } }: { node: NodeFrame }) {
  if (incoming === null) return null;
  const { leader, lastIncludedIndex, lastIncludedTerm, bytes, total } = incoming;
  return (
    <FactTable
      title="Incoming snapshot"
      columns={[`from ${leader}`]}
      rows={[
        { label: 'last entry', values: [<span key="i">{lastIncludedIndex}, term <TermValue term={lastIncludedTerm} /></span>] },
        {
          label: 'received',
          hint: 'In memory only: after a crash it begins anew',
          values: [
            <span key="b">
              {grouped(bytes)}
              {total !== null && ` of ${grouped(total)}`}
              {total !== null && <progress className={styles.bar} max={total} value={bytes} aria-label="Received" />}
            </span>,
          ],
        },
      ]}
    />
  );
}
