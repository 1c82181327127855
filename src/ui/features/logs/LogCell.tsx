import * as m from 'framer-motion/m';
import { memo, useState } from 'react';
import type { Entry, NodeId } from '../../../raft/types.ts';
import { termVars } from '../../components/term.ts';
import { cellStamp, cellText, cellTitle } from './cellText.ts';
import type { CellFate } from './fates.ts';
import styles from './LogCell.module.css';
import type { MotionGate } from '../../state/motionGate.ts';

export interface LogCellProps {
  node: NodeId;
  entry: Entry;
  fate: CellFate;
  /** Position in px from the left end of the axis, and the cell's width. */
  x: number;
  width: number;
  down: boolean;
  selected: boolean;
  /** An invariant was broken by this entry. */
  broken: boolean;
  gate: MotionGate;
}

const FILL_S = 0.18;
const isCommitted = (fate: CellFate) => fate === 'committed' || fate === 'committedHere';

/** One entry of one node. Becoming committed fills it from left to right. */
export const LogCell = memo(function LogCell(props: LogCellProps) {
  const { node, entry, fate, x, width, down, selected, broken, gate } = props;
  const [shown, setShown] = useState(fate);
  // While a cell fills, what it was stays visible beneath.
  const [fillingFrom, setFillingFrom] = useState<CellFate | null>(null);
  if (shown !== fate) {
    setShown(fate);
    setFillingFrom(gate.open && isCommitted(fate) && !isCommitted(shown) ? shown : null);
  }
  return (
    <div
      role="gridcell"
      id={`log-${node}-${entry.index}`}
      data-testid={`cell-${node}-${entry.index}`}
      data-index={entry.index}
      data-node={node}
      data-fate={fate}
      aria-selected={selected}
      title={cellTitle(node, entry, fate, down)}
      className={styles.cell}
      data-down={down || undefined}
      data-selected={selected || undefined}
      data-broken={broken || undefined}
      style={{ ...termVars(entry.term), left: x, width }}
    >
      <CellFace entry={entry} fate={fillingFrom ?? fate} />
      {fillingFrom !== null && (
        <m.div
          className={styles.fill}
          aria-hidden
          initial={{ clipPath: 'inset(0% 100% 0% 0%)' }}
          animate={{ clipPath: 'inset(0% 0% 0% 0%)' }}
          transition={{ duration: FILL_S, ease: 'linear' }}
          onAnimationComplete={() => setFillingFrom(null)}
        >
          <CellFace entry={entry} fate={fate} />
        </m.div>
      )}
    </div>
  );
});

/** What the cell looks like; also used for the ghost of a removed one. */
export function CellFace({ entry, fate }: { entry: Entry; fate: CellFate }) {
  return (
    <div className={styles.face} data-fate={fate} data-config={(entry.command !== null && 'config' in entry.command) || undefined}>
      <span className={styles.term}>
        t{entry.term} {cellStamp(entry.command)}
      </span>
      <span className={styles.command} data-noop={entry.command === null || undefined}>
        {cellText(entry.command)}
      </span>
    </div>
  );
}
