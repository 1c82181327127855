/** What travels between the network worker and a node worker, over that node's own port. */
import type { NodeStart } from '../../raft/node.ts';
import type { NodeInput, Outcome, RaftNode } from '../../raft/types.ts';
import type { MemoryPatch } from './memoryPatch.ts';

/** The first thing a node worker gets, by its global scope: the port for everything else. */
export interface PortHandover {
  readonly port: MessagePort;
}

/**
 * Starting and adopting go by structured cloning. Steps, of which there are
 * thousands a second, go as JSON text: it costs half as much for objects this
 * small, and they hold nothing that JSON can't say.
 */
export type ToNode =
  | { readonly op: 'start'; readonly start: NodeStart; readonly bugs: readonly string[] }
  | { readonly op: 'adopt'; readonly memory: RaftNode; readonly bugs: readonly string[] }
  /** A list of NodeInputs as JSON. */
  | string;

/** One answer for each ToNode, in order. After `failed` the node answers nothing any more. */
export type FromNode =
  | { readonly is: 'up'; readonly memory: RaftNode }
  | { readonly is: 'failed'; readonly error: string }
  /** A list of Stepped as JSON, one for each input that was handled. */
  | string;

/** What a step gave. */
export interface Stepped {
  readonly outcome: Outcome;
  readonly patch: MemoryPatch;
}

export function encodeInputs(inputs: readonly NodeInput[]): string {
  return JSON.stringify(inputs);
}

export function decodeInputs(text: string): readonly NodeInput[] {
  return JSON.parse(text) as NodeInput[];
}

export function encodeStepped(stepped: readonly Stepped[]): string {
  return JSON.stringify(stepped);
}

export function decodeStepped(text: string): readonly Stepped[] {
  return JSON.parse(text) as Stepped[];
}
