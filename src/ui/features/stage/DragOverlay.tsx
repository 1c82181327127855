import { allLinks, crossedBy } from '../../viz/cutLines.ts';
import { cross } from '../../viz/glyphPaths.ts';
import { shortened } from '../../viz/point.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import styles from './Links.module.css';
import type { MessageDrag, SliceDrag } from './stageGestures.ts';

/** The line being drawn, dashed until it is released, and the links it will cut. */
export function SliceOverlay({ slice, geometry }: { slice: SliceDrag; geometry: StageGeometry }) {
  const links = allLinks(geometry);
  const crossed = new Set(crossedBy(slice, links));
  return (
    <g className={styles.overlay} data-testid="slice">
      {links
        .filter((link) => crossed.has(link.key))
        .map((link) => {
          const { a, b } = shortened(link.line, geometry.disc + 8, geometry.disc + 8);
          return <line key={link.key} x1={a.x} y1={a.y} x2={b.x} y2={b.y} className={styles.sliced} />;
        })}
      <line x1={slice.a.x} y1={slice.a.y} x2={slice.b.x} y2={slice.b.y} className={styles.slice} />
      <circle cx={slice.a.x} cy={slice.a.y} r={3.5} className={styles.sliceStart} />
      <circle cx={slice.b.x} cy={slice.b.y} r={3.5} className={styles.sliceEnd} />
    </g>
  );
}

/** Where a message in hand would go, and what letting go does. */
export function MessageDragOverlay({ drag: { at, outcome, track } }: { drag: MessageDrag }) {
  const word = outcome.kind === 'drop' ? 'drop' : outcome.kind === 'delay' ? `delay by ${outcome.byMs} ms` : 'back to delay, off the link to drop';
  return (
    <g className={styles.overlay} data-testid="message-drag">
      <line x1={track.a.x} y1={track.a.y} x2={track.b.x} y2={track.b.y} className={styles.dragLine} />
      <circle cx={at.x} cy={at.y} r={12.5} className={styles.dragDot} />
      {outcome.kind === 'drop' && <path d={cross(5)} className={styles.dragCross} transform={`translate(${at.x} ${at.y})`} />}
      <text x={at.x} y={at.y - 20} textAnchor="middle" className={styles.dragWord}>
        {word}
      </text>
    </g>
  );
}
