import type { ReactNode } from 'react';
import { useTimelineState, type MarkKind } from '../state/timelineStore.ts';
import { bolt } from '../viz/glyphPaths.ts';
import styles from './MarkKey.module.css';

interface Line {
  readonly kinds: readonly MarkKind[];
  readonly text: (seen: ReadonlySet<MarkKind>) => string;
  readonly glyph: ReactNode;
}

const grey = 'var(--n-6)';

function Sample({ width = 22, children }: { width?: number; children: ReactNode }) {
  return (
    <svg width={width} height="14" viewBox={`0 0 ${width} 14`} aria-hidden>
      {children}
    </svg>
  );
}

const hatched = (
  <Sample>
    <g stroke={grey} fill="none">
      <path d="M0 4.5h22M0 9.5h22" />
      <path d="M0 9.5 5 4.5M5.5 9.5l5-5M11 9.5l5-5M16.5 9.5l5-5" strokeWidth="1.4" />
    </g>
  </Sample>
);

const lines: readonly Line[] = [
  { kinds: ['follower'], text: () => 'follower', glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="1.75" /></Sample> },
  { kinds: ['candidate'], text: () => 'candidate', glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="4" strokeDasharray="5 3.5" /></Sample> },
  {
    kinds: ['preCandidate'],
    text: () => 'pre-candidate',
    glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="1.75" strokeDasharray="5 3.5" /></Sample>,
  },
  { kinds: ['leader'], text: () => 'leader', glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="7" /></Sample> },
  {
    kinds: ['election'],
    text: () => 'election timeout',
    glyph: <Sample width={12}><path d="M1.5 3.5h9L6 11Z" fill="none" stroke="var(--n-8)" strokeWidth="1.25" /></Sample>,
  },
  {
    kinds: ['preVote'],
    text: () => 'pre-vote',
    glyph: <Sample width={12}><path d="M1.5 3.5h9L6 11Z" fill="none" stroke="var(--n-5)" /></Sample>,
  },
  {
    kinds: ['snapshot'],
    text: () => 'snapshot',
    glyph: <Sample width={11}><path d="M1 2h9v10H1zM3.5 3.5v7" fill="none" stroke={grey} strokeWidth="1.25" /></Sample>,
  },
  {
    kinds: ['members'],
    text: () => 'members',
    glyph: <Sample width={10}><path d="M1 3h8v8H1z" fill="none" stroke="var(--n-8)" strokeWidth="1.25" /></Sample>,
  },
  {
    kinds: ['handover'],
    text: () => 'TimeoutNow',
    glyph: <Sample width={9}><path d={bolt} transform="translate(4.5 7) scale(.6)" fill={grey} /></Sample>,
  },
  { kinds: ['commit'], text: () => 'entry committed', glyph: <span className={styles.commit}>n</span> },
  {
    kinds: ['crash', 'lost'],
    text: (seen) => ['crash', 'lost'].filter((word) => seen.has(word as MarkKind)).join(', '),
    glyph: <Sample width={10}><path d="m1.5 3.5 7 7m0-7-7 7" stroke="var(--bad)" strokeWidth="1.75" /></Sample>,
  },
  {
    kinds: ['violation'],
    text: () => 'violation',
    glyph: <Sample width={10}><path d="M4 0h2v14H4zM0 0h10L5 7Z" fill="var(--bad)" /></Sample>,
  },
  { kinds: ['oldLeader'], text: () => 'old leader', glyph: hatched },
  { kinds: ['paused'], text: () => 'paused', glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="1.75" opacity=".4" /></Sample> },
  { kinds: ['restart'], text: () => 'restart', glyph: <Sample width={10}><circle cx="5" cy="7" r="3.75" fill="none" stroke="var(--n-8)" strokeWidth="1.5" /></Sample> },
  { kinds: ['learner'], text: () => 'learner', glyph: <Sample><path d="M0 7h22" stroke={grey} strokeWidth="1.75" strokeDasharray="1.75 3.5" /></Sample> },
];

/** The key of the timeline: only the marks that are in view, the commonest first, as many as there is room for. */
export function MarkKey() {
  const marks = useTimelineState((state) => state.marks);
  const seen = new Set(marks);
  return (
    <ul className={styles.key} aria-label="Key of the timeline">
      {lines
        .filter(({ kinds }) => kinds.some((kind) => seen.has(kind)))
        .map(({ kinds, text, glyph }) => (
          <li key={kinds[0]} className={styles.line}>
            {glyph}
            {text(seen)}
          </li>
        ))}
    </ul>
  );
}
