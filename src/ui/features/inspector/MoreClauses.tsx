import type { Clause } from '../../../trace/narrate.ts';
import { TermText } from '../../components/TermText.tsx';
import styles from './Clauses.module.css';

/** What else followed from one event, with the numbers compared. */
export function MoreClauses({ clauses }: { clauses: readonly Clause[] }) {
  return (
    <section aria-label="What followed">
      <h3 className={styles.heading}>In the same moment</h3>
      <ul>
        {clauses.map((clause, i) => (
          <li key={i} className={styles.row}>
            <span>
              <TermText text={clause.text} />
            </span>
            {clause.comparison !== undefined && <span className={styles.value}>{clause.comparison}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
