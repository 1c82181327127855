import styles from './CompareKey.module.css';

/** What the marks of the comparison's timeline mean. */
export function CompareKey() {
  return (
    <ul className={styles.key} aria-label="Key of the timeline">
      <li>
        <svg width={18} height={12} aria-hidden>
          <rect y={1} width={18} height={10} fill="var(--n-6)" />
        </svg>
        a leader
      </li>
      <li>
        <svg width={18} height={12} aria-hidden>
          <line x2={18} y1={6} y2={6} stroke="var(--n-5)" />
        </svg>
        nobody leads
      </li>
      <li>
        <svg width={11} height={12} fill="none" aria-hidden>
          <path d="M1 2h9L5.500 9.500z" stroke="var(--n-6)" strokeWidth={1.5} />
        </svg>
        election
      </li>
      <li>
        <svg width={3} height={12} aria-hidden>
          <rect x={0.5} y={2} width={2} height={8} fill="var(--n-6)" />
        </svg>
        commit
      </li>
      <li>
        <svg width={10} height={12} fill="none" aria-hidden>
          <path d="M1.500 2.500l7 7m0-7l-7 7" stroke="var(--bad)" strokeWidth={1.75} />
        </svg>
        crash
      </li>
    </ul>
  );
}
