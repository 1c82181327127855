/** Copying a whole node, for checkpoints. Entries, messages and configurations never change, so they are shared. */
import { clonePrng } from '../base/prng.ts';
import { cloneLog } from './log.ts';
import type { NodeId, Progress, RaftNode } from './types.ts';

/** A copy of `node` that goes on by itself. */
export function cloneNode(node: Readonly<RaftNode>): RaftNode {
  const progress: Record<NodeId, Progress> = {};
  for (const [peer, known] of Object.entries(node.progress)) {
    progress[peer] = { ...known, inflight: known.inflight.slice() };
  }
  return {
    ...node,
    log: cloneLog(node.log),
    dict: new Map(node.dict),
    sessions: new Map(node.sessions),
    votes: { ...node.votes },
    progress,
    proposals: node.proposals.slice(),
    reads: node.reads.slice(),
    roundsBegan: node.roundsBegan.slice(),
    writes: node.writes.map((write) => ({ ...write })),
    prng: clonePrng(node.prng),
  };
}
