import { memo } from 'react';
import styles from './CommitLine.module.css';

/** The upright line that has everything committed on its left. */
export const CommitLine = memo(function CommitLine({ x, height, need }: { x: number; height: number; need: string }) {
  return (
    <div className={styles.line} style={{ left: x, height }}>
      <span className={styles.committed}>committed</span>
      <span className={styles.need}>{need}</span>
    </div>
  );
});
