import { check, cross } from '../../viz/glyphPaths.ts';
import type { StageGeometry } from '../../viz/ring.ts';
import styles from './Node.module.css';
import type { NodeView } from './nodeView.ts';

/** A candidate's answers, each facing the node that gives it; its own vote faces outward. */
export function VotePips({ view, geometry }: { view: NodeView; geometry: StageGeometry }) {
  const self = geometry.nodes.find((node) => node.id === view.id);
  if (self === undefined) return null;
  // A pre-vote is no vote yet: its yes is outlined.
  const asked = view.form === 'preCandidate';
  const reach = geometry.disc + 10;
  return view.pips.map(({ voter, granted }) => {
    const other = geometry.nodes.find((node) => node.id === voter);
    if (other === undefined) return null;
    const own = voter === view.id;
    const dx = own ? self.x - geometry.centre.x : other.x - self.x;
    const dy = own ? self.y - geometry.centre.y : other.y - self.y;
    const length = Math.hypot(dx, dy) || 1;
    return (
      <g key={voter} transform={`translate(${(dx / length) * reach} ${(dy / length) * reach})`}>
        <title>{`${voter}: ${granted === null ? 'no answer yet' : granted ? (asked ? 'would vote for it' : 'granted') : asked ? 'would not' : 'refused'}`}</title>
        <circle r={granted === true ? 6 : 5} className={granted === true ? (asked ? styles.pipNo : styles.pipYes) : granted === false ? styles.pipNo : styles.pip} />
        {granted === true && <path d={check} className={asked ? styles.pipCross : styles.pipCheck} transform="scale(.85)" />}
        {granted === false && <path d={cross(2)} className={styles.pipCross} />}
      </g>
    );
  });
}
