/** What travels between the network worker and a node worker, over that node's own port. */
import type { NodeStart } from '../../raft/node.ts';
import type { NodeInput, Outcome, RaftNode } from '../../raft/types.ts';
import type { MemoryPatch } from './memoryPatch.ts';

/** The first thing a node worker gets, by its global scope: the port for everything else. */
export interface PortHandover {
  readonly port: MessagePort;
}

export type ToNode =
  | { readonly op: 'start'; readonly start: NodeStart; readonly bugs: readonly string[] }
  | { readonly op: 'adopt'; readonly memory: RaftNode; readonly bugs: readonly string[] }
  | { readonly op: 'step'; readonly input: NodeInput };

/** One answer for each ToNode, in order. After `failed` the node answers nothing any more. */
export type FromNode =
  | { readonly is: 'up'; readonly memory: RaftNode }
  | { readonly is: 'stepped'; readonly outcome: Outcome; readonly patch: MemoryPatch }
  | { readonly is: 'failed'; readonly error: string };
