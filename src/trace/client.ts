/** Clients that act by themselves: what they are told to do, how they stand, and what they have done. T6.3 */
import type { ClientId, ClientReply, ClientRequest, NodeId, ReadMode, RequestId } from '../raft/types.ts';
import type { EventId, VirtualMs } from './event.ts';

/** How a client goes about it. Times in virtual ms. */
export interface ClientSettings {
  /** What it asks for, over and over: one of these at a time. */
  readonly does: 'append' | 'set' | 'mixed';
  /** The key it works on; several clients may share one. */
  readonly key: string;
  /** How every second operation reads; null: it only writes. */
  readonly reads: ReadMode | null;
  /** Numbers its commands, so that a retry takes effect once (T6.3). Off: a retry is another command. */
  readonly session: boolean;
  /** Rest between an answer and the next operation. */
  readonly thinkMs: readonly [low: number, high: number];
  /** One way between it and any node. */
  readonly latencyMs: readonly [low: number, high: number];
  /** Probability that a request, or an answer, is lost. */
  readonly loss: number;
  /** Without an answer for so long, it asks another node. */
  readonly timeoutMs: number;
}

export const defaultClient: ClientSettings = {
  does: 'append',
  key: 'list',
  reads: null,
  session: true,
  thinkMs: [100, 300],
  latencyMs: [5, 10],
  loss: 0,
  timeoutMs: 500,
};

/**
 * `thinks`: between two operations. `sends`: a request is on its way to
 * `target`. `waits`: it is there, or was lost. `hears`: the answer is on its way
 * back. `stopped`: it asks for nothing any more.
 */
export type ClientPhase = 'thinks' | 'sends' | 'waits' | 'hears' | 'stopped';

/** One operation, from the first request to the answer that ended it: an interval of the history. */
export interface ClientOperation {
  readonly client: ClientId;
  /** Counts the client's operations from 1; with sessions on, the seq of its commands. */
  readonly number: number;
  readonly asks: ClientRequest;
  readonly begunAt: VirtualMs;
  /** Null: it goes on. */
  readonly endedAt: VirtualMs | null;
  /** `gaveUp`: its session has expired, or the client was stopped. */
  readonly outcome: 'open' | 'ok' | 'gaveUp';
  readonly result: ClientReply['result'];
  /** Every request that was made for it and reached a node, oldest first. */
  readonly requests: readonly RequestId[];
  /** How often it was sent, the lost ones included. */
  readonly attempts: number;
}

/** A client as it can be seen. Plain data. */
export interface ClientActor {
  readonly id: ClientId;
  readonly settings: ClientSettings;
  readonly phase: ClientPhase;
  /** The node it believes to lead. */
  readonly target: NodeId;
  /** When it does the next thing; null: never. */
  readonly wakeAt: VirtualMs | null;
  /** When it gives up waiting for the answer to its latest request, which it sent `settings.timeoutMs` before. */
  readonly timeoutAt: VirtualMs;
  /** Its latest operation's place in the list of operations; null: none yet. */
  readonly operation: number | null;
  /** The request whose answer it waits for; null: none has reached a node. */
  readonly request: RequestId | null;
}

/** What a client did in an event of its own. */
export interface ClientStep {
  readonly client: ClientId;
  /** `sends`: to `node`. `loses`: sends, and the network loses it. `hears`: an answer of `node`. `timesOut`: waiting for `node`. */
  readonly did: 'sends' | 'loses' | 'hears' | 'timesOut';
  readonly node: NodeId;
  readonly number: number;
  readonly attempt: number;
  /** What is asked for. */
  readonly asks: ClientRequest;
  /** The answer it hears. */
  readonly reply: ClientReply | null;
  /** When what it sends arrives; null where nothing does. */
  readonly arrivesAt: VirtualMs | null;
  /** The event that led to it: its own last, or the answer's. */
  readonly after: EventId | null;
}
