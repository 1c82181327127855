import * as m from 'framer-motion/m';
import { useState } from 'react';
import type { Entry } from '../../../raft/types.ts';
import { termVars } from '../../components/term.ts';
import { CellFace } from './LogCell.tsx';
import styles from './LogCell.module.css';
import type { MotionGate } from '../../state/motionGate.ts';
import { removedEntries } from './removed.ts';

const COLLAPSE_S = 0.24;
const none: readonly Entry[] = [];
const EASE_OUT = [0.2, 0.7, 0.2, 1] as const;

/** Truncated entries collapse leftward where they stood; then they are gone. */
export function Ghosts({ entries, first, last, xOf, width, gate }: {
  entries: readonly Entry[];
  first: number;
  last: number;
  xOf: (index: number) => number;
  width: number;
  gate: MotionGate;
}) {
  const [before, setBefore] = useState(entries);
  const [gone, setGone] = useState(none);
  if (before !== entries) {
    setBefore(entries);
    const removed = gate.open ? removedEntries(before, entries, first, last) : none;
    if (removed.length > 0 || !gate.open) setGone(removed);
  }
  return gone.map((entry) => (
    <div
      key={`${entry.index} ${entry.term}`}
      aria-hidden
      className={styles.ghost}
      style={{ ...termVars(entry.term), left: xOf(entry.index), width }}
    >
      <m.div
        className={styles.collapsing}
        initial={{ scaleX: 1, opacity: 1 }}
        animate={{ scaleX: 0, opacity: 0.6 }}
        transition={{ duration: COLLAPSE_S, ease: EASE_OUT }}
        onAnimationComplete={() => setGone((all) => all.filter((each) => each !== entry))}
      >
        <CellFace entry={entry} fate="doomed" />
      </m.div>
    </div>
  ));
}
