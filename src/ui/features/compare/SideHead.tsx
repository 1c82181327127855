import type { ReactNode } from 'react';
import styles from './SideHead.module.css';

/** Which of the two clusters this is: its letter, and its value of what differs. `children`: at the other end. */
export function SideHead({ side, title, children }: { side: 'A' | 'B'; title: string; children?: ReactNode }) {
  return (
    <header className={styles.head}>
      <span className={styles.letter}>{side}</span>
      <h2 className="clip" title={title}>
        {title}
      </h2>
      {children}
    </header>
  );
}
