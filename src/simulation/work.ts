/** What a node has to do for an event that the simulation named. */
import type { NodeStart } from '../raft/node.ts';
import type { NodeId, NodeInput } from '../raft/types.ts';
import type { MessageId } from '../trace/event.ts';

export type Work =
  /** Nothing: no node is concerned. */
  | { readonly op: 'none' }
  | {
      readonly op: 'step';
      readonly id: NodeId;
      readonly input: NodeInput;
      /** The message whose arrival this is; null: it is something else. */
      readonly message: MessageId | null;
    }
  /** A process starts from its disk. */
  | { readonly op: 'start'; readonly id: NodeId; readonly start: NodeStart }
  /** A process is killed. */
  | { readonly op: 'stop'; readonly id: NodeId };

export const NO_WORK: Work = { op: 'none' };
