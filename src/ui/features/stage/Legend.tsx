import { memo, type ReactNode } from 'react';
import { bolt, check, chunkPage, chunkStack, cross, diamond, page, spine } from '../../viz/glyphPaths.ts';
import type { LegendMark } from '../../viz/messageKind.ts';
import styles from './Legend.module.css';

const PITCH = 17.8;
/** Room for one column of the key. */
export const LEGEND_COLUMN = 96;

/** What the marks on screen mean; `rows` before it begins another column. */
export const Legend = memo(
  function Legend({ items, rows }: { items: readonly { mark: LegendMark; label: string }[]; rows: number }) {
    return (
      <g className={styles.legend} aria-hidden>
        {items.map(({ mark, label }, i) => (
          <g key={mark} transform={`translate(${26 + Math.floor(i / rows) * LEGEND_COLUMN} ${11 + (i % rows) * PITCH})`}>
            <Mark mark={mark} />
            <text x={16} y={4}>
              {label}
            </text>
          </g>
        ))}
      </g>
    );
  },
  (before, after) => before.rows === after.rows && before.items.map(({ mark }) => mark).join() === after.items.map(({ mark }) => mark).join(),
);

function Mark({ mark }: { mark: LegendMark }): ReactNode {
  switch (mark) {
    case 'request':
      return <path d={diamond(6)} className={styles.hollow} />;
    case 'granted':
      return (
        <>
          <path d={diamond(6.5)} className={styles.solid} />
          <path d={check} className={styles.on} transform="scale(.75)" />
        </>
      );
    case 'denied':
      return (
        <>
          <path d={diamond(6.5)} className={styles.hollow} />
          <path d={cross(1.8)} className={styles.hollow} />
        </>
      );
    case 'preRequest':
      return <path d={diamond(6)} className={styles.unreal} />;
    case 'preGranted':
      return (
        <>
          <path d={diamond(6.5)} className={styles.unreal} />
          <path d={check} className={styles.hollow} transform="scale(.75)" />
        </>
      );
    case 'preDenied':
      return (
        <>
          <path d={diamond(6.5)} className={styles.unreal} />
          <path d={cross(1.8)} className={styles.hollow} />
        </>
      );
    case 'snapshot':
      return (
        <g transform="scale(.66)">
          <path d={page} className={styles.solid} />
          <path d={spine} className={styles.spine} />
        </g>
      );
    case 'chunk':
      return (
        <g transform="scale(.72)">
          <path d={chunkStack} className={styles.hollow} />
          <path d={chunkPage} className={styles.solid} />
        </g>
      );
    case 'timeoutNow':
      return <path d={bolt} className={styles.solid} transform="scale(.75)" />;
    case 'entries':
      return <rect x={-5.5} y={-5.5} width={11} height={11} rx={1.5} className={styles.solid} />;
    case 'heartbeat':
      return <circle r={3.5} className={styles.solid} />;
    case 'ack':
      return <circle r={4} className={styles.hollow} />;
    case 'refusal':
      return (
        <>
          <circle r={5.8} className={styles.hollow} />
          <path d={cross(2.1)} className={styles.hollow} />
        </>
      );
    case 'lost':
      return <path d={cross(3.6)} className={styles.lost} />;
  }
}
