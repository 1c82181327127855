import { useRef } from 'react';
import type { LabelPlace } from '../../viz/ring.ts';
import { MiniLog } from './MiniLog.tsx';
import styles from './Node.module.css';
import { countdownText, type NodeView } from './nodeView.ts';
import { useMotion } from '../../state/useMotion.ts';

/** Name and role, what it waits for, and its log. */
export function NodeLabel({ view, label, strips, terse }: { view: NodeView; label: LabelPlace; strips: boolean; terse: boolean }) {
  if (terse) {
    return (
      <g className={styles.label}>
        <title>{`${view.id}, ${view.role}`}</title>
        <text x={label.x} y={label.nameY} textAnchor={label.anchor} className={styles.short}>
          {view.id}
        </text>
      </g>
    );
  }
  return (
    <g className={styles.label}>
      <text x={label.x} y={label.nameY} textAnchor={label.anchor}>
        <tspan className={styles.name}>{view.id}</tspan>
        <tspan className={styles.role} data-leads={view.form === 'leader' || undefined} dx={6}>
          {view.role}
        </tspan>
      </text>
      <Detail view={view} label={label} />
      {strips && <MiniLog view={view} label={label} />}
    </g>
  );
}

function Detail({ view: { detail, countdown }, label }: { view: NodeView; label: LabelPlace }) {
  const line = useRef<SVGTextElement>(null);
  const written = useRef('');
  useMotion((now) => {
    const text = countdown === null ? detail : countdownText(detail, countdown, now);
    if (text === written.current || line.current === null) return;
    written.current = text;
    line.current.textContent = text;
  });
  return <text ref={line} x={label.x} y={label.detailY} textAnchor={label.anchor} className={styles.detail} />;
}
