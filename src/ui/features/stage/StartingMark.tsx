import type { StageGeometry } from '../../viz/ring.ts';
import styles from './Node.module.css';

/** Where a node will stand, while its worker starts. */
export function StartingMark({ id, geometry }: { id: string; geometry: StageGeometry }) {
  const place = geometry.nodes.find((node) => node.id === id);
  if (place === undefined) return null;
  const { label } = place;
  return (
    <g role="img" aria-label={`${id}: its worker starts`}>
      <circle cx={place.x} cy={place.y} r={geometry.disc} className={styles.starting} />
      <g className={styles.label}>
        <text x={label.x} y={label.nameY} textAnchor={label.anchor} className={styles.name}>
          {id}
        </text>
        {!geometry.terse && (
          <text x={label.x} y={label.detailY} textAnchor={label.anchor} className={styles.detail}>
            its worker starts
          </text>
        )}
      </g>
    </g>
  );
}
