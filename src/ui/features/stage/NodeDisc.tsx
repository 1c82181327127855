import { crashCross, notches, pauseBars, power } from '../../viz/glyphPaths.ts';
import { hatchFill } from './Hatches.tsx';
import styles from './Node.module.css';
import type { NodeView } from './nodeView.ts';
import { TimerArc } from './TimerArc.tsx';

/** Disc, rings and numeral: form is role, colour is term, and the numeral repeats it. */
export function NodeDisc({ view, radius }: { view: NodeView; radius: number }) {
  const { form, term, paused } = view;
  const around = 2 * Math.PI * radius;
  // The design's dashes, stretched so that they close.
  const dash = around / Math.round(around / 12.57);
  const hatched = form === 'oldLeader';
  return (
    <>
      {view.timer !== null && <TimerArc radius={radius + 7} timer={view.timer} />}
      <circle
        r={radius}
        className={styles.disc}
        style={hatched ? { fill: hatchFill(term) } : undefined}
        strokeDasharray={form === 'candidate' || form === 'preCandidate' ? `${dash * 0.59} ${dash * 0.41}` : undefined}
      />
      <circle r={radius + 6} className={styles.ring} />
      <path d={notches(radius + 6.5)} className={styles.notches} />
      {form === 'learner' && <circle r={radius - 4} className={styles.inner} />}
      {form === 'crashed' && <path d={crashCross(radius)} className={styles.crash} />}
      <text
        className={styles.numeral}
        y={paused ? -4 : 0}
        dy=".355em"
        style={{ fontSize: numeralSize(term, radius, paused), fill: form === 'leader' ? 'var(--term-on)' : undefined }}
      >
        {term}
      </text>
      {paused && <path d={pauseBars} className={styles.bars} data-on={form === 'leader' || undefined} transform={`translate(0 ${radius * 0.47})`} />}
    </>
  );
}

/** A crashed node's button. */
export function RestartBadge({ radius }: { radius: number }) {
  return (
    <g className={styles.badge} transform={`translate(${radius * 0.9} ${radius * 0.9})`} data-restart>
      <title>Restart</title>
      <circle r={16} className={styles.badgeReach} />
      <circle r={10} className={styles.badgeDisc} />
      <path d={power} transform="translate(0 .8)" />
    </g>
  );
}

/** Long terms stay inside of the disc. */
function numeralSize(term: number, radius: number, paused: boolean): number {
  const full = (paused ? 20 : 25) * Math.min(1, radius / 27);
  const digits = String(term).length;
  return digits < 3 ? full : Math.max(10, Math.min(full, (radius * 1.5) / (digits * 0.58)));
}
