import styles from './SideHead.module.css';

/** Which of the two clusters this is: its letter, and its value of what differs. */
export function SideHead({ side, title }: { side: 'A' | 'B'; title: string }) {
  return (
    <h2 className={styles.head}>
      <span className={styles.letter}>{side}</span>
      <span className="clip" title={title}>
        {title}
      </span>
    </h2>
  );
}
