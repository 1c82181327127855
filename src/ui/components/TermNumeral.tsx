import type { Term } from '../../raft/types.ts';
import { termColours } from './term.ts';
import styles from './TermNumeral.module.css';

/** A term's number in the term's ink. */
export function TermNumeral({ term }: { term: Term }) {
  return (
    <span className={styles.numeral} style={{ color: termColours(term).ink }}>
      {term}
    </span>
  );
}
