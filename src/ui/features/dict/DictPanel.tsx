import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type CSSProperties, type RefObject } from 'react';
import type { LogIndex } from '../../../raft/types.ts';
import { type DictColumn, dictSummary, type DictTable } from '../../../session/selectors/dictionaries.ts';
import type { MotionGate } from '../../state/motionGate.ts';
import { useLayout } from '../../state/useMediaQuery.ts';
import { useMotionGate } from '../../state/useMotionGate.ts';
import { useNodesFrame } from '../../state/useNodesFrame.ts';
import styles from './DictPanel.module.css';
import { dictCells, DictRow } from './DictRow.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { restoredOf } from './restored.ts';
import { useDictTable } from './useDictTable.ts';

const ROW_PX = 20;
/** Above this many keys only the rows in view are in the document. */
const ALL_ROWS = 100;

/** Every node's dict, side by side: what applying its log has made of it. */
export function DictPanel() {
  const table = useDictTable();
  const gate = useMotionGate(useNodesFrame());
  const mobile = useLayout() === 'mobile';
  const scroller = useRef<HTMLDivElement>(null);
  const shared = mobile || table.columns.length > 5;
  const restored = useSessionState(restoredOf, 'shallow');
  const summary = dictSummary(table);
  return (
    <section className={styles.panel} aria-labelledby="dict-title">
      <header className={styles.header}>
        <h2 id="dict-title">Dictionary</h2>
        <span>applied entries only</span>
        <span className={styles.summary} data-tone={summary.tone}>
          {summary.text}
        </span>
      </header>
      <div
        ref={scroller}
        className={styles.scroller}
        role="table"
        aria-labelledby="dict-title"
        aria-rowcount={table.keys.length + 1}
        tabIndex={0}
        style={{ '--columns': table.columns.length } as CSSProperties}
        data-shared={shared || undefined}
      >
        <Heads table={table} shared={shared} />
        {table.keys.length > ALL_ROWS ? (
          <VirtualRows table={table} shared={shared} gate={gate} scroller={scroller} />
        ) : (
          <div role="rowgroup">
            {table.keys.map((key) => (
              <DictRow key={key} name={key} cells={dictCells(table, key)} shared={shared} gate={gate} />
            ))}
          </div>
        )}
        <Feet table={table} shared={shared} restored={restored} />
      </div>
    </section>
  );
}

function VirtualRows({ table, shared, gate, scroller }: {
  table: DictTable;
  shared: boolean;
  gate: MotionGate;
  scroller: RefObject<HTMLDivElement | null>;
}) {
  const rows = useVirtualizer({
    count: table.keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  return (
    <div role="rowgroup" className={styles.virtual} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start }) => {
        const key = table.keys[index];
        if (key === undefined) return null;
        const style = { position: 'absolute', transform: `translateY(${start}px)` } as const;
        return (
          <DictRow key={key} name={key} cells={dictCells(table, key)} shared={shared} gate={gate} style={style} />
        );
      })}
    </div>
  );
}

function Heads({ table, shared }: { table: DictTable; shared: boolean }) {
  return (
    <div role="row" className={styles.heads}>
      <span role="columnheader" className={shared ? styles.sharedKey : 'spoken'}>
        {shared ? 'applied' : 'key'}
      </span>
      {table.columns.map((column) => (
        <span key={column.node} role="columnheader" className={styles.columnHead}>
          <strong>{column.node}</strong>
          <span>{headWords(column, shared)}</span>
        </span>
      ))}
    </div>
  );
}

function headWords(column: DictColumn, shared: boolean): string {
  if (column.down) return 'down';
  return shared ? String(column.applied) : `applied ${column.applied}`;
}

/** Under each column: how far it is behind, whether a snapshot has just made it, or why it is empty. */
function Feet({ table, shared, restored }: { table: DictTable; shared: boolean; restored: readonly (LogIndex | null)[] }) {
  const words = table.columns.map((column, i) => footWords(column, restored[i] ?? null));
  if (table.keys.length === 0 && words.every((each) => each === '')) {
    return <p className={styles.empty}>No entry that was applied has set a key yet.</p>;
  }
  return (
    <div className={styles.feet}>
      {shared && <span />}
      {table.columns.map((column, i) => (
        <span key={column.node} data-wrong={column.wrong || undefined} title={footTitle(column, restored[i] ?? null)}>
          {words[i]}
        </span>
      ))}
    </div>
  );
}

function footWords(column: DictColumn, restored: LogIndex | null): string {
  if (column.down) return 'memory lost';
  if (column.wrong) return 'differs';
  const behind = column.behind > 0 ? `${column.behind} behind` : '';
  if (restored === null) return behind;
  return behind === '' ? `restored ≤${restored}` : `restored ≤${restored}, ${behind}`;
}

function footTitle({ node }: DictColumn, restored: LogIndex | null): string | undefined {
  return restored === null ? undefined : `${node}’s dict is restored from the snapshot ≤${restored}; it has applied nothing since`;
}
