import type { Membership } from '../../../session/members/membership.ts';
import styles from './Node.module.css';

const signs: Partial<Record<Membership, { readonly path: string; readonly title: string }>> = {
  joining: { path: 'M-3.6 0H3.6M0 -3.6V3.6', title: 'votes in the new half only' },
  leaving: { path: 'M-3.6 0H3.6', title: 'votes in the old half only' },
};

/** In the middle of a change: a plus for who comes, a minus for who goes. */
export function MemberBadge({ membership, radius }: { membership: Membership; radius: number }) {
  const sign = signs[membership];
  if (sign === undefined) return null;
  return (
    <g transform={`translate(${-radius * 0.86} ${radius * 0.86})`}>
      <title>{sign.title}</title>
      <circle r={8} className={styles.memberDisc} />
      <path d={sign.path} className={styles.memberSign} />
    </g>
  );
}
