import type { Term } from '../../../raft/types.ts';
import { termVars } from '../../components/term.ts';
import type { CellFate, KeyItem } from './fates.ts';
import { Triangle } from './LeaderMarks.tsx';
import cellStyles from './LogCell.module.css';
import styles from './LogKey.module.css';

const words: Record<KeyItem, string> = {
  committed: 'committed',
  committedHere: 'committed, not yet on this disk',
  durable: 'on disk, not committed',
  memory: 'not yet on disk',
  doomed: 'will be overwritten',
  down: 'crashed',
  applied: 'applied',
  matchIndex: 'matchIndex',
  nextIndex: 'nextIndex',
};

/** Explains the marks that are on screen, and no others. */
export function LogKey({ items, term, doomedTerm }: { items: readonly KeyItem[]; term: Term; doomedTerm: Term }) {
  return (
    <ul className={styles.key} aria-label="Key">
      {items.map((item) => (
        <li key={item} style={termVars(item === 'doomed' ? doomedTerm : term)}>
          <Sample item={item} />
          {words[item]}
        </li>
      ))}
    </ul>
  );
}

function Sample({ item }: { item: KeyItem }) {
  switch (item) {
    case 'applied':
      return <i className={styles.applied} aria-hidden />;
    case 'matchIndex':
      return <i className={styles.dot} aria-hidden />;
    case 'nextIndex':
      return <Triangle />;
    case 'down':
      return <Swatch fate="committed" down />;
    default:
      return <Swatch fate={item} />;
  }
}

function Swatch({ fate, down = false }: { fate: CellFate; down?: boolean }) {
  return (
    <i className={cellStyles.swatch} data-down={down || undefined} aria-hidden>
      <i className={cellStyles.face} data-fate={fate} />
    </i>
  );
}
