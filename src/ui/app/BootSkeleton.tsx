import styles from './BootSkeleton.module.css';

/** The page's lines while the workers start (a tenth of a second as a rule); words only when it takes longer. */
export function BootSkeleton() {
  return (
    <main className={styles.page} aria-busy="true">
      <h1 className="spoken">Raft Playground</h1>
      <div className={styles.top} />
      <div className={styles.middle}>
        <p className={styles.late}>Starting the cluster: one worker per node.</p>
      </div>
      <div className={styles.bottom} />
    </main>
  );
}
