import { memo } from 'react';
import type { LogIndex, NodeId, Term } from '../../../raft/types.ts';
import { termVars } from '../../components/term.ts';
import { type Axis, columnX, type MatrixSizes } from './geometry.ts';
import styles from './LeaderMarks.module.css';

interface MarkProps {
  leader: NodeId;
  term: Term;
  peer: NodeId;
  axis: Axis;
  sizes: MatrixSizes;
}

/** What the newest leader believes of one follower: matchIndex as a dot, nextIndex as a triangle. */
export const LeaderMarks = memo(function LeaderMarks({ leader, term, peer, axis, sizes, match, next }: MarkProps & {
  match: LogIndex;
  next: LogIndex;
}) {
  const middle = (index: LogIndex) => columnX(axis, sizes, index) + sizes.cell / 2;
  return (
    <div className={styles.lane} style={termVars(term)}>
      {match > axis.base && (
        <i className={styles.dot} style={{ left: middle(match) }} title={matchTitle(leader, peer, match)} />
      )}
      <i
        className={styles.triangle}
        style={{ left: middle(Math.max(next, axis.base + 1)) }}
        title={`${leader}’s nextIndex[${peer}] = ${next}: the entry it sends next`}
      >
        <Triangle />
      </i>
    </div>
  );
});

/** matchIndex when its column is out of view to the left: a dot with its number beside the row head. */
export const PinnedMatch = memo(function PinnedMatch({ leader, term, peer, match }: {
  leader: NodeId;
  term: Term;
  peer: NodeId;
  match: LogIndex;
}) {
  return (
    <span className={styles.pinned} style={termVars(term)} title={matchTitle(leader, peer, match)}>
      {match}
      <i className={styles.dot} />
    </span>
  );
});

export function Triangle() {
  return (
    <svg width="12" height="10" viewBox="-6 -5.5 12 10" aria-hidden>
      <path d="M0-4 4.75 3.75H-4.75Z" fill="var(--bg)" stroke="var(--term-line)" strokeWidth="1.5" />
    </svg>
  );
}

function matchTitle(leader: NodeId, peer: NodeId, match: LogIndex): string {
  return match === 0
    ? `${leader}’s matchIndex[${peer}] = 0: it knows of no entry there`
    : `${leader}’s matchIndex[${peer}] = ${match}: known to be on ${peer}’s disk up to there`;
}
