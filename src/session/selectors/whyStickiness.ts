/** Whether a node takes part in elections now, or heard a leader too short a time ago. P6, T4.2.3 */
import { quorumIndex } from '../../raft/quorum.ts';
import { paperRules } from '../../raft/rules.ts';
import { milliseconds } from '../../trace/narrateWords.ts';
import type { Frame, NodeFrame } from '../frame.ts';
import type { JudgeOptions } from './whyTypes.ts';

export interface Stickiness {
  readonly ignores: boolean;
  /** `20 ms < 150 ms`; null when it knows of no leader. */
  readonly value: string | null;
  /** `it heard S1 lead 20 ms ago, less than 150 ms`. */
  readonly words: string;
}

/** What `node` would say at the cursor to somebody who wants to be elected. */
export function stickinessOf(frame: Frame, node: NodeFrame, { electionTimeoutMs: [leastTimeoutMs] }: JudgeOptions): Stickiness {
  const heardMsAgo = heardAgo(frame, node);
  const ignores = paperRules.ignoresVoteRequest({ heardMsAgo, leastTimeoutMs });
  if (heardMsAgo === null) return { ignores, value: null, words: 'it knows of no leader' };
  const [ago, least] = [milliseconds(heardMsAgo), milliseconds(leastTimeoutMs)];
  const whom =
    node.role === 'leader' ? 'it leads, and a majority answered it' : node.leaderId === null ? 'it heard a leader' : `it heard ${node.leaderId} lead`;
  return {
    ignores,
    value: `${ago} ${ignores ? '<' : '≥'} ${least}`,
    words: `${whom} ${ago} ago, ${ignores ? 'less than' : 'at least'} ${least}`,
  };
}

/** On the node's own clock; a leader is heard as long as a majority answers it; null: it knows of none. */
function heardAgo({ time }: Frame, node: NodeFrame): number | null {
  if (node.role === 'candidate' || node.role === 'preCandidate') return null;
  const heardAt =
    node.role === 'leader'
      ? quorumIndex(paperRules, node.config, (id) => (id === node.id ? time : (node.progress[id]?.heardAt ?? 0)), null)
      : node.leaderHeardAt;
  return heardAt === null ? null : Math.max(0, (time - heardAt) * node.clockRate);
}
