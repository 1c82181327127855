import type { ReactNode } from 'react';
import type { Term } from '../../../raft/types.ts';
import { termVars } from '../../components/term.ts';
import styles from './FactTable.module.css';

export interface FactRow {
  readonly label: string;
  /** One per column; null is shown as a dash. */
  readonly values: readonly ReactNode[];
  /** What the field is for, on hover. */
  readonly hint?: string;
}

/** Fields and their values, in one or more columns. Many columns get a narrower label. */
export function FactTable({ title, columns, rows }: { title: string; columns: readonly ReactNode[]; rows: readonly FactRow[] }) {
  return (
    <table aria-label={title} className={columns.length > 3 ? `${styles.table} ${styles.narrow}` : styles.table}>
      <thead>
        <tr>
          <th scope="col" className={styles.title}>
            {title}
          </th>
          {columns.map((column, i) =>
            column === '' ? (
              <td key={i} />
            ) : (
              <th key={i} scope="col" className={styles.column}>
                {column}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} title={row.hint}>
            <th scope="row" className={styles.label}>
              {row.label}
            </th>
            {row.values.map((value, i) => (
              <td key={i} className={styles.value}>
                {value ?? <span className={styles.muted}>–</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A term's number, underlined in the term's colour. */
export function TermValue({ term }: { term: Term }) {
  return (
    <span className={styles.term} style={termVars(term)}>
      {term}
    </span>
  );
}
