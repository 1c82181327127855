import { useMemo } from 'react';
import type { NodeId } from '../../../raft/types.ts';
import type { NodeFrame } from '../../../session/frame.ts';
import { whyNode } from '../../../session/selectors/whyNode.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import { Countdown } from './Countdown.tsx';
import { Gone } from './Gone.tsx';
import { Head } from './Head.tsx';
import styles from './Inspector.module.css';
import { NodeActions } from './NodeActions.tsx';
import { NodeTables } from './NodeTables.tsx';
import { WhyBlock } from './WhyBlock.tsx';
import { nodeTitle } from './words.ts';

/** One node: what it is, the question of the moment, and its state as Figure 2 lists it. */
export function NodeInspector({ id }: { id: NodeId }) {
  const frame = useSessionState((state) => state.frame);
  const events = useSessionState((state) => state.events);
  const node = frame.nodes.find((each) => each.id === id) ?? null;
  const why = useMemo(() => (node === null ? null : whyNode(frame, events, node)), [frame, events, node]);
  if (node === null || why === null) return <Gone kicker="Node" title={id} text="This run has no such node." />;
  return (
    <>
      <Head kicker="Node" title={nodeTitle(node, frame)} meta={<NextTimer node={node} />} actions={<NodeActions node={node} />} />
      <div className={styles.block}>
        <WhyBlock why={why} />
      </div>
      <div className={styles.block}>
        <NodeTables node={node} time={frame.time} />
      </div>
    </>
  );
}

function NextTimer({ node }: { node: NodeFrame }) {
  if (node.status === 'down') return node.error === null ? 'its disk is intact' : <span className={styles.bad}>{node.error}</span>;
  const at = node.role === 'leader' ? node.heartbeatAt : node.electionAt;
  const name = node.role === 'leader' ? 'next heartbeat' : 'election timeout';
  return (
    <>
      {node.status === 'paused' ? 'its clock stands still' : at === null ? 'no timer runs' : <>{name} <Countdown at={at} /></>}
      {node.clockRate !== 1 && ` · clock at ${node.clockRate}×`}
    </>
  );
}
