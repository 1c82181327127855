import { committedIndex, highestTerm, newestLeader } from '../../session/selectors/cluster.ts';
import { termColours } from '../components/term.ts';
import { TermNumeral } from '../components/TermNumeral.tsx';
import { useSessionState } from '../state/useSessionState.ts';
import styles from './Facts.module.css';

/** The three facts everybody asks for first. */
export function Facts({ short = false }: { short?: boolean }) {
  const term = useSessionState((state) => highestTerm(state.frame));
  const leader = useSessionState((state) => newestLeader(state.frame)?.id ?? null);
  const leaderTerm = useSessionState((state) => newestLeader(state.frame)?.currentTerm ?? 0);
  const commitIndex = useSessionState((state) => committedIndex(state.frame));
  return (
    <dl className={styles.facts} aria-label="Facts">
      <div>
        <dt>term</dt>
        <dd>
          <TermNumeral term={term} />
        </dd>
      </div>
      <div>
        <dt>leader</dt>
        {leader === null ? (
          <dd className={styles.none}>none</dd>
        ) : (
          <dd style={{ color: termColours(leaderTerm).ink }}>{leader}</dd>
        )}
      </div>
      <div>
        <dt>{short ? 'commit' : 'commit index'}</dt>
        <dd>{commitIndex}</dd>
      </div>
    </dl>
  );
}
