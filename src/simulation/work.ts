/** What a node has to do for an event that the simulation named. */
import type { NodeStart } from '../raft/node.ts';
import type { NodeId, NodeInput } from '../raft/types.ts';

export type Work =
  /** Nothing: no node is concerned. */
  | { readonly op: 'none' }
  | { readonly op: 'step'; readonly id: NodeId; readonly input: NodeInput }
  /** A process starts from its disk. */
  | { readonly op: 'start'; readonly id: NodeId; readonly start: NodeStart }
  /** A process is killed. */
  | { readonly op: 'stop'; readonly id: NodeId };

export const NO_WORK: Work = { op: 'none' };
