import type { NodeFrame } from '../../session/frame.ts';
import { termColours } from './term.ts';

/** A node's form in small: ring, filled disc for a leader, hollow for an old one, dashed for a candidate, with a dot for one that only asks. */
export function RoleMark({ node, oldLeader }: { node: NodeFrame; oldLeader: boolean }) {
  const { fill, line } = termColours(node.currentTerm);
  return (
    <svg width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden>
      {node.status === 'down' ? (
        <g fill="none" stroke="var(--n-5)" strokeWidth="1.25">
          <circle r="5.5" />
          <path d="M-3.6-3.6 3.6 3.6M3.6-3.6-3.6 3.6" />
        </g>
      ) : (
        <g fill="none" stroke={line} strokeWidth="1.5">
          <Disc node={node} oldLeader={oldLeader} fill={fill} line={line} />
          {node.status === 'paused' && <path d="M-1.75-2.5v5M1.75-2.5v5" stroke="var(--n-8)" />}
        </g>
      )}
    </svg>
  );
}

function Disc({ node, oldLeader, fill, line }: { node: NodeFrame; oldLeader: boolean; fill: string; line: string }) {
  if (oldLeader) {
    return (
      <>
        <circle r="6.5" />
        <circle r="3.75" />
      </>
    );
  }
  switch (node.role) {
    case 'leader':
      return (
        <>
          <circle r="6.5" />
          {node.status === 'up' && <circle r="4.25" fill={fill} stroke="none" />}
        </>
      );
    case 'candidate':
      return <circle r="5.5" strokeDasharray="2.6 1.72" />;
    case 'preCandidate':
      return (
        <>
          <circle r="5.5" strokeDasharray="2.6 1.72" strokeWidth="1.25" />
          <circle r="1.25" fill={line} stroke="none" />
        </>
      );
    case 'learner':
      return <circle r="5.5" strokeDasharray="1 1.9" />;
    case 'follower':
      return <circle r="5.5" />;
  }
}
