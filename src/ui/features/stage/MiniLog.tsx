import { termVars } from '../../components/term.ts';
import type { LabelPlace } from '../../viz/ring.ts';
import { fineHatchFill } from './Hatches.tsx';
import styles from './Node.module.css';
import type { NodeView } from './nodeView.ts';

const PITCH = 12;
const DIGIT = 6.6;

/** The last six entries by fate, the snapshot before them where they begin with it, and the last index. */
export function MiniLog({ view, label }: { view: NodeView; label: LabelPlace }) {
  const { squares, compacted, lastIndex } = view;
  const before = compacted === null ? 0 : 1;
  if (lastIndex === 0) {
    return (
      <text x={label.x} y={label.stripY + 4} textAnchor={label.anchor} className={styles.detail}>
        log empty
      </text>
    );
  }
  const marks = (squares.length + before) * PITCH;
  const width = marks + 3 + String(lastIndex).length * DIGIT;
  const left = label.anchor === 'start' ? label.x : label.x - (label.anchor === 'end' ? width : width / 2);
  return (
    <g transform={`translate(${left} ${label.stripY})`} className={styles.strip}>
      {compacted !== null && (
        <g style={termVars(compacted)}>
          <rect x={0.5} y={-4.5} width={9} height={9} rx={1.5} className={styles.square} data-fate="committed" />
          <path d="M3 -3V3M5.2 -3V3" className={styles.compacted} />
        </g>
      )}
      {squares.map(({ index, term, fate }, i) => (
        <rect
          key={index}
          x={(i + before) * PITCH + 0.5}
          y={-4.5}
          width={9}
          height={9}
          rx={1.5}
          className={styles.square}
          data-fate={fate}
          style={fate === 'doomed' ? { ...termVars(term), fill: fineHatchFill(term) } : termVars(term)}
        />
      ))}
      <text x={marks + 3} y={4} className={styles.index}>
        {lastIndex}
      </text>
    </g>
  );
}
