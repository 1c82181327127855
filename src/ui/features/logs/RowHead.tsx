import { memo } from 'react';
import type { NodeFrame } from '../../../session/frame.ts';
import type { Membership } from '../../../session/members/membership.ts';
import { RoleMark } from '../../components/RoleMark.tsx';
import { roleWords } from './words.ts';
import styles from './RowHead.module.css';

/** Form, name and role of the node that the row belongs to; a button that selects it. */
export const RowHead = memo(
  function RowHead({ node, oldLeader, membership, selected, onSelect }: {
    node: NodeFrame;
    membership: Membership;
    oldLeader: boolean;
    selected: boolean;
    onSelect: (node: NodeFrame['id']) => void;
  }) {
    const words = roleWords(node, oldLeader, membership);
    return (
      <button
        type="button"
        tabIndex={-1}
        className={styles.head}
        aria-pressed={selected}
        aria-label={`${node.id}, ${words}, term ${node.currentTerm}`}
        title={node.error ?? undefined}
        onClick={() => onSelect(node.id)}
      >
        <RoleMark node={node} oldLeader={oldLeader} />
        <span className={styles.name}>{node.id}</span>
        <span className={styles.role}>{words}</span>
      </button>
    );
  },
  (before, now) =>
    before.oldLeader === now.oldLeader &&
    before.membership === now.membership &&
    before.selected === now.selected &&
    before.onSelect === now.onSelect &&
    before.node.role === now.node.role &&
    before.node.status === now.node.status &&
    before.node.error === now.node.error &&
    before.node.currentTerm === now.node.currentTerm,
);
