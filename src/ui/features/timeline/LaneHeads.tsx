import type { NodeFrame } from '../../../session/frame.ts';
import { isOldLeader } from '../../../session/selectors/cluster.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { useNodesFrame } from '../../state/useNodesFrame.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { RoleMark } from '../../components/RoleMark.tsx';
import type { Layout } from './layout.ts';
import styles from './Timeline.module.css';

function roleOf(node: NodeFrame, oldLeader: boolean): string {
  if (node.status !== 'up') return node.status;
  return oldLeader ? 'old leader' : node.role;
}

/** The nodes' names and what each of them is at the cursor, at the left end of their lanes. */
export function LaneHeads({ layout }: { layout: Layout }) {
  const session = useSession();
  const frame = useNodesFrame();
  const selected = useSessionState(({ selection }) =>
    selection?.kind === 'node' || selection?.kind === 'entry' ? selection.node : null,
  );
  // Many lanes leave room for the names alone, and at last for some of them.
  const tight = layout.pitch < 13;
  const every = Math.ceil(10 / layout.pitch);
  return (
    <div className={styles.heads} data-tight={tight || undefined} style={{ width: layout.left - 4 }}>
      {frame.nodes.map((node, lane) => {
        const old = isOldLeader(node, frame);
        const role = `${node.id}, ${roleOf(node, old)} in term ${node.currentTerm}`;
        return (
          <button
            key={node.id}
            type="button"
            className={styles.head}
            style={{ top: (layout.lanes[lane] ?? 0) - layout.pitch / 2, height: layout.pitch }}
            aria-label={role}
            aria-pressed={selected === node.id}
            title={role}
            onClick={() => session.select({ kind: 'node', node: node.id })}
          >
            {!tight && <RoleMark node={node} oldLeader={old} />}
            {lane % every === 0 && <span>{node.id}</span>}
          </button>
        );
      })}
    </div>
  );
}
