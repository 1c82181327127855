import { memo } from 'react';
import type { LogIndex } from '../../../raft/types.ts';
import styles from './ColumnHead.module.css';

const PIPS_WIDTH = 36;

/** An index, and under it one pip for every voter: filled where a copy counts. */
export const ColumnHead = memo(function ColumnHead({ index, x, width, committed, copies, title }: {
  index: LogIndex;
  x: number;
  width: number;
  committed: boolean;
  /** `1` and `0`, a letter for each voter in cluster order; empty: no pips. */
  copies: string;
  title: string;
}) {
  return (
    <div
      role="columnheader"
      className={styles.head}
      data-committed={committed || undefined}
      data-index={index}
      style={{ left: x, width }}
      title={title}
    >
      {index}
      {copies !== '' && <Pips copies={copies} />}
    </div>
  );
});

function Pips({ copies }: { copies: string }) {
  const pitch = Math.min(7, PIPS_WIDTH / copies.length);
  const width = Math.max(2.5, pitch - 1.5);
  return (
    <svg className={styles.pips} width={pitch * copies.length} height="8" aria-hidden>
      {[...copies].map((copy, i) => (
        <rect
          key={i}
          x={i * pitch + 0.75}
          y="0.5"
          width={width}
          height="7"
          rx="1"
          data-filled={copy === '1' || undefined}
        />
      ))}
    </svg>
  );
}
