import { memo } from 'react';
import type { LogIndex } from '../../../raft/types.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import { entryAt, lastLogIndex } from '../../../session/selectors/cluster.ts';
import { termVars } from '../../components/term.ts';
import { fateIn } from './fates.ts';
import { type Axis, columnX, lineX, type MatrixSizes } from './geometry.ts';
import { Ghosts } from './Ghosts.tsx';
import { LogCell } from './LogCell.tsx';
import styles from './LogRow.module.css';
import type { MotionGate } from '../../state/motionGate.ts';

export interface LogRowProps {
  node: NodeFrame;
  axis: Axis;
  sizes: MatrixSizes;
  first: LogIndex;
  last: LogIndex;
  /** One letter a column from `first` on; see fates.ts. */
  fates: string;
  selected: LogIndex | null;
  /** Indexes of this node's entries that broke an invariant, joined by commas. */
  broken: string;
  gate: MotionGate;
}

/** The cells of one node: snapshot, entries, and the rule under what is applied. */
export const LogCells = memo(function LogCells(props: LogRowProps) {
  const { node, axis, sizes, first, last, fates, selected, broken, gate } = props;
  const brokenAt = new Set(broken.split(','));
  const cells = [];
  for (let index = first; index <= last; index += 1) {
    const entry = entryAt(node, index);
    const fate = fateIn(fates, index - first);
    if (entry === null || fate === null) continue;
    cells.push(
      <LogCell
        key={`${index} ${entry.term}`}
        node={node.id}
        entry={entry}
        fate={fate}
        x={columnX(axis, sizes, index)}
        width={sizes.cell}
        down={node.status === 'down'}
        selected={selected === index}
        broken={brokenAt.has(String(index))}
        gate={gate}
      />,
    );
  }
  return (
    <>
      {lastLogIndex(node) === 0 && <div className={styles.emptySlot} style={{ left: columnX(axis, sizes, axis.base + 1), width: sizes.cell }} />}
      {node.snapshotIndex > 0 && <Snapshot node={node} axis={axis} sizes={sizes} />}
      {cells}
      <Ghosts
        entries={node.entries}
        first={first}
        last={last}
        xOf={(index) => columnX(axis, sizes, index)}
        width={sizes.cell}
        gate={gate}
      />
      {node.lastApplied > 0 && node.status !== 'down' && (
        <div
          className={styles.applied}
          style={appliedSpan(axis, sizes, node.lastApplied)}
          title={`${node.id} has applied everything up to index ${node.lastApplied}`}
        />
      )}
    </>
  );
}, sameCells);

// A node's timers change all the time; its cells depend on these fields alone.
function sameCells(before: LogRowProps, now: LogRowProps): boolean {
  return (
    before.node.entries === now.node.entries &&
    before.node.snapshotIndex === now.node.snapshotIndex &&
    before.node.lastApplied === now.node.lastApplied &&
    before.node.status === now.node.status &&
    before.axis.base === now.axis.base &&
    before.axis.hasSnapshot === now.axis.hasSnapshot &&
    before.sizes === now.sizes &&
    before.first === now.first &&
    before.last === now.last &&
    before.fates === now.fates &&
    before.selected === now.selected &&
    before.broken === now.broken
  );
}

/** From the left end of the axis to the end of the last applied cell. */
function appliedSpan(axis: Axis, sizes: MatrixSizes, applied: LogIndex): { left: number; width: number } {
  const left = axis.hasSnapshot ? 0 : columnX(axis, sizes, axis.base + 1);
  return { left, width: Math.max(8, lineX(axis, sizes, applied) - left) };
}

// A block of three columns and more has room for the whole words.
const WIDE = 150;

/** What is compacted away, from the slot at the left to the snapshot's last index. */
function Snapshot({ node, axis, sizes }: { node: NodeFrame; axis: Axis; sizes: MatrixSizes }) {
  const width = columnX(axis, sizes, node.snapshotIndex + 1) - (sizes.column - sizes.cell) - 1;
  return (
    <div
      className={styles.snapshot}
      data-down={node.status === 'down' || undefined}
      style={{ ...termVars(node.snapshotTerm), width }}
      title={snapshotTitle(node)}
      data-testid={`snapshot-${node.id}`}
    >
      <i className={styles.spine} aria-hidden />
      {width < WIDE ? (
        <span>
          <span className={styles.snapWord}>snap</span>
          <span>≤{node.snapshotIndex}</span>
        </span>
      ) : (
        <span className={styles.snapWide}>
          <span className={styles.snapWord}>snapshot, term {node.snapshotTerm}</span>
          <span>≤{node.snapshotIndex}</span>
        </span>
      )}
    </div>
  );
}

function snapshotTitle({ id, snapshotIndex, snapshotTerm, snapshot }: NodeFrame): string {
  const size = snapshot === null ? '' : `; ${snapshot.bytes} characters: ${snapshot.keys} keys, ${snapshot.sessions} sessions, the configuration`;
  return `${id}’s snapshot: every entry up to index ${snapshotIndex}, the last one of term ${snapshotTerm}${size}`;
}
