/**
 * The clients that act by themselves, as the screen shows them. A run may have
 * thousands of operations: the newest are held, and only what changed is told.
 */
import type { RequestId } from '../raft/types.ts';
import type { ClientActor, ClientOperation } from '../trace/client.ts';

/** So many operations are held: those of a minute, with a few busy clients. */
export const OPERATION_LIMIT = 400;

/** The newest operations up to the cursor, in the order in which they began. */
export interface OperationsFrame {
  /** The place of `list[0]` among all operations of the run, from 0. */
  readonly first: number;
  readonly list: readonly ClientOperation[];
}

export const noOperations: OperationsFrame = { first: 0, list: [] };

/** What is new about the operations that are held. */
export interface OperationsDelta {
  readonly first: number;
  readonly count: number;
  /** By their place among all. Every other one is held already. */
  readonly changed: readonly (readonly [place: number, operation: ClientOperation])[];
}

/** A client without what only the simulation knows of it. */
export function clientFrame(client: ClientActor): ClientActor {
  const { id, settings, phase, target, wakeAt, timeoutAt, operation, request } = client;
  return { id, settings, phase, target, wakeAt, timeoutAt, operation, request };
}

/** The newest of `all`; one that didn't change is the same object as before. */
export function newestOperations(all: readonly ClientOperation[]): OperationsFrame {
  const first = Math.max(0, all.length - OPERATION_LIMIT);
  return { first, list: all.slice(first) };
}

/** What somebody who holds `before` has to be told to hold `after`. */
export function operationsDelta(before: OperationsFrame, after: OperationsFrame): OperationsDelta {
  const { first, list } = after;
  const changed = list.flatMap((operation, i) =>
    before.list[first + i - before.first] === operation ? [] : [[first + i, operation] as const],
  );
  return { first, count: list.length, changed };
}

/** @throws if `held` lacks an operation that is said to be unchanged */
export function applyOperations(held: OperationsFrame, { first, count, changed }: OperationsDelta): OperationsFrame {
  const news = new Map(changed);
  const list = Array.from({ length: count }, (_, i) => {
    const operation = news.get(first + i) ?? held.list[first + i - held.first];
    if (operation === undefined) throw new Error(`the engine says nothing of operation ${first + i}`);
    return operation;
  });
  return { first, list };
}

/** Requests that acting clients have made, as far as their operations are held. */
export function requestsOfClients({ list }: OperationsFrame): ReadonlySet<RequestId> {
  return new Set(list.flatMap(({ requests }) => requests));
}
