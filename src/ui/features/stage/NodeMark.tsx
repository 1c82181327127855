import { memo } from 'react';
import { termVars } from '../../components/term.ts';
import type { NodePlace, StageGeometry } from '../../viz/ring.ts';
import { MemberBadge } from './MemberBadge.tsx';
import { NodeDisc, RestartBadge } from './NodeDisc.tsx';
import { NodeLabel } from './NodeLabel.tsx';
import styles from './Node.module.css';
import { spokenNode, type NodeView } from './nodeView.ts';
import { VotePips } from './VotePips.tsx';

export interface NodeMarkProps {
  readonly view: NodeView;
  readonly place: NodePlace;
  readonly geometry: StageGeometry;
  readonly selected: boolean;
  /** The one of the nodes that Tab goes to; arrow keys go on from there. */
  readonly tabbable: boolean;
}

/** One node with its label. Pointer and keys are heard by the stage. */
export const NodeMark = memo(function NodeMark({ view, place, geometry, selected, tabbable }: NodeMarkProps) {
  const { disc } = geometry;
  return (
    <g
      role="button"
      tabIndex={tabbable ? 0 : -1}
      aria-label={spokenNode(view)}
      aria-pressed={selected}
      data-testid={`node-${view.id}`}
      data-node={view.id}
      data-focus="node"
      data-form={view.form}
      data-membership={view.membership}
      data-status={view.form === 'crashed' ? 'down' : view.paused ? 'paused' : 'up'}
      data-term={view.term}
      className={styles.node}
      style={termVars(view.term)}
    >
      <NodeLabel view={view} label={place.label} strips={geometry.strips} terse={geometry.terse} />
      <g transform={`translate(${place.x} ${place.y})`}>
        <circle r={Math.max(22, disc + 8)} className={styles.reach} />
        <NodeDisc view={view} radius={disc} />
        <MemberBadge membership={view.membership} radius={disc} />
        <VotePips view={view} geometry={geometry} />
        <circle r={disc + 15} className={selected ? styles.selected : styles.unselected} />
        <circle r={disc + 18.5} className={styles.focus} />
        {view.form === 'crashed' && <RestartBadge radius={disc} />}
      </g>
    </g>
  );
});
