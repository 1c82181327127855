import { useCallback } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import type { Frame, NodeFrame } from '../../../session/frame.ts';
import { clusterConfig, membershipIn } from '../../../session/members/membership.ts';
import { isOldLeader } from '../../../session/selectors/cluster.ts';
import type { Selection } from '../../../session/state.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import type { Axis, ColumnWindow, MatrixSizes } from './geometry.ts';
import { LeaderMarks, PinnedMatch } from './LeaderMarks.tsx';
import styles from './LogMatrix.module.css';
import { LogCells } from './LogRow.tsx';
import { brokenIndexes } from './matrixModel.ts';
import type { MotionGate } from '../../state/motionGate.ts';
import { RowHead } from './RowHead.tsx';

/** One node: its head, which stays while the cells scroll, its cells, and what the leader believes of it. */
export function MatrixRow({ frame, node, leader, axis, sizes, columns, fates, selection, gate }: {
  frame: Frame;
  node: NodeFrame;
  leader: NodeFrame | null;
  axis: Axis;
  sizes: MatrixSizes;
  columns: ColumnWindow;
  fates: string;
  selection: Selection | null;
  gate: MotionGate;
}) {
  const session = useSession();
  const select = useCallback((id: NodeId) => session.select({ kind: 'node', node: id }), [session]);
  const progress = leader === null ? undefined : leader.progress[node.id];
  const outOfView = progress !== undefined && progress.matchIndex < Math.max(axis.base + 1, columns.firstVisible);
  return (
    <div role="row" className={styles.row} style={{ height: sizes.pitch }}>
      <div role="rowheader" className={styles.head} style={{ width: sizes.head }}>
        <RowHead
          node={node}
          oldLeader={isOldLeader(node, frame)}
          membership={membershipIn(clusterConfig(frame).config, node.id)}
          selected={selection?.kind === 'node' && selection.node === node.id}
          onSelect={select}
        />
        {leader !== null && outOfView && (
          <PinnedMatch leader={leader.id} term={leader.currentTerm} peer={node.id} match={progress.matchIndex} />
        )}
      </div>
      <div role="presentation" className={styles.cells}>
        <LogCells
          node={node}
          axis={axis}
          sizes={sizes}
          first={columns.first}
          last={columns.last}
          fates={fates}
          selected={selection?.kind === 'entry' && selection.node === node.id ? selection.index : null}
          broken={brokenIndexes(frame, node.id)}
          gate={gate}
        />
        {leader !== null && progress !== undefined && (
          <LeaderMarks
            leader={leader.id}
            term={leader.currentTerm}
            peer={node.id}
            axis={axis}
            sizes={sizes}
            match={progress.matchIndex}
            next={progress.nextIndex}
          />
        )}
      </div>
    </div>
  );
}
