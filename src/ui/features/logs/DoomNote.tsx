import { termVars } from '../../components/term.ts';
import type { DoomedRun } from '../../../session/selectors/doomedRuns.ts';
import type { Term } from '../../../raft/types.ts';
import { doomWords } from './words.ts';
import styles from './DoomNote.module.css';

/** The bracket beside rows whose last entries will be removed, and why they will be. */
export function DoomNote({ run, term, x, top, height }: {
  run: DoomedRun;
  term: Term;
  x: number;
  top: number;
  height: number;
}) {
  return (
    <div className={styles.note} style={{ ...termVars(term), left: x, top, height }}>
      <i className={styles.bracket} aria-hidden />
      <p>
        <strong>
          {run.copies} of {run.voters} copies:
        </strong>
        <span>{doomWords(run)}</span>
      </p>
    </div>
  );
}
