import * as m from 'framer-motion/m';
import { memo, useState, type CSSProperties } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import { dictMark, type DictMark, type DictTable, formatDictValue } from '../../../session/selectors/dictionaries.ts';
import type { MotionGate } from '../../state/motionGate.ts';
import styles from './DictPanel.module.css';

// Longer texts can't be seen in a cell and need not be laid out; the title has them whole.
const SHOWN = 60;
const FLASH_S = 0.6;

interface DictCellValue {
  readonly node: NodeId;
  readonly down: boolean;
  readonly value: string;
  readonly mark: DictMark;
}

/** What a row shows of one key, per node. */
export function dictCells(table: DictTable, key: string): DictCellValue[] {
  return table.columns.map((column) => ({
    node: column.node,
    down: column.down,
    value: column.down ? '' : formatDictValue(column.dict.get(key)),
    mark: dictMark(table, column, key),
  }));
}

export interface DictRowProps {
  name: string;
  cells: readonly DictCellValue[];
  /** The key stands once at the left instead of in every cell. */
  shared: boolean;
  gate: MotionGate;
  style?: CSSProperties;
}

/** One key and what every node has for it. */
export const DictRow = memo(
  function DictRow({ name, cells, shared, gate, style }: DictRowProps) {
    return (
      <div role="row" className={styles.row} style={style}>
        <span role="rowheader" className={shared ? styles.sharedKey : 'spoken'} title={name}>
          {name.slice(0, SHOWN)}
        </span>
        {cells.map((cell) => (
          <DictCell key={cell.node} name={name} cell={cell} shared={shared} gate={gate} />
        ))}
      </div>
    );
  },
  (before, now) =>
    before.name === now.name &&
    before.shared === now.shared &&
    before.style?.transform === now.style?.transform &&
    before.cells.length === now.cells.length &&
    before.cells.every((cell, i) => sameCell(cell, now.cells[i])),
);

function sameCell(a: DictCellValue, b: DictCellValue | undefined): boolean {
  return a.node === b?.node && a.down === b.down && a.value === b.value && a.mark === b.mark;
}

function DictCell({ name, cell, shared, gate }: {
  name: string;
  cell: DictCellValue;
  shared: boolean;
  gate: MotionGate;
}) {
  const [shown, setShown] = useState(cell.value);
  const [flashing, setFlashing] = useState(false);
  if (shown !== cell.value) {
    setShown(cell.value);
    setFlashing(gate.open && !cell.down);
  }
  return (
    <span
      role="cell"
      className={styles.cell}
      data-testid={`dict-${cell.node}-${name}`}
      data-mark={cell.mark}
      data-down={cell.down || undefined}
      title={cell.down ? undefined : `${cell.node}: ${name} = ${cell.value}`}
    >
      {flashing && (
        <m.i
          className={styles.flash}
          aria-hidden
          initial={{ opacity: 1 }}
          animate={{ opacity: 0 }}
          transition={{ duration: FLASH_S }}
          onAnimationComplete={() => setFlashing(false)}
        />
      )}
      {!shared && !cell.down && (
        <span className={styles.key} aria-hidden>
          {name.slice(0, SHOWN)}
        </span>
      )}
      <span className={styles.value}>{cell.value.slice(0, SHOWN)}</span>
    </span>
  );
}
