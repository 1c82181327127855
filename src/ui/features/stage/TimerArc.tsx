import { useRef } from 'react';
import styles from './Node.module.css';
import { timerShare, type NodeView } from './nodeView.ts';
import { useMotion } from '../../state/useMotion.ts';

/** What is left of the election timer, draining towards 12 o’clock. */
export function TimerArc({ radius, timer }: { radius: number; timer: NonNullable<NodeView['timer']> }) {
  const arc = useRef<SVGCircleElement>(null);
  const around = 2 * Math.PI * radius;
  useMotion((now) => {
    arc.current?.setAttribute('stroke-dasharray', `${(timerShare(timer, now) * around).toFixed(1)} 999`);
  });
  return (
    <g className={styles.timer}>
      <circle r={radius} className={styles.timerTrack} />
      <circle ref={arc} r={radius} className={styles.timerLeft} transform="rotate(-90)" />
    </g>
  );
}
