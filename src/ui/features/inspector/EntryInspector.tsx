import { useMemo } from 'react';
import type { LogIndex, NodeId } from '../../../raft/types.ts';
import { entryAt, entryFate } from '../../../session/selectors/cluster.ts';
import { commandLabel } from '../../../session/selectors/whyCopies.ts';
import { placesOf, whyEntry, type EntryPlace } from '../../../session/selectors/whyEntry.ts';
import { formatCommand } from '../../../trace/narrateCommand.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { FactTable, TermValue } from './FactTable.tsx';
import { Gone } from './Gone.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { WhyBlock } from './WhyBlock.tsx';

const fateWord = {
  committed: 'committed',
  durable: 'on disk, not committed',
  memory: 'not yet on disk',
  doomed: 'will be overwritten',
} as const;

const placeWord: Record<EntryPlace['holds'], string> = {
  disk: 'on disk',
  memory: 'in memory',
  snapshot: 'snapshot',
  other: 'another',
  none: 'none',
};

/** One entry of one log: where it stands in the cluster, and what becomes of it. */
export function EntryInspector({ id, index }: { id: NodeId; index: LogIndex }) {
  const frame = useSessionState((state) => state.frame);
  const events = useSessionState((state) => state.events);
  const node = frame.nodes.find((each) => each.id === id) ?? null;
  const why = useMemo(() => (node === null ? null : whyEntry(frame, events, node, index)), [frame, events, node, index]);
  const kicker = `Entry ${index} of ${id}`;
  if (node === null || why === null) return <Gone kicker={kicker} title={`Nothing at ${index}`} text={`${id} has no entry ${index} at this moment.`} />;
  const entry = entryAt(node, index);
  const title = entry === null ? `Entry ${index}, in the snapshot` : `${commandLabel(node, index)} of term ${entry.term}`;
  return (
    <>
      <Head kicker={`${kicker}, ${fateWord[entryFate(frame, node, index)]}`} title={title} />
      <div className={styles.block}>
        <WhyBlock why={why} />
      </div>
      {entry !== null && (
        <div className={styles.block}>
          <FactTable
            title={`Index ${index}`}
            columns={['there', 'term']}
            rows={placesOf(frame, node, index).map((place) => ({
              label: place.node,
              values: [placeWord[place.holds], place.term === null || place.holds === 'snapshot' ? null : <TermValue key="t" term={place.term} />],
            }))}
          />
          <pre className={styles.quote} tabIndex={0} aria-label="The command in full">
            {formatCommand(entry.command)}
          </pre>
        </div>
      )}
    </>
  );
}
