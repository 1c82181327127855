/** The page's end of the line to the network worker: a call is a promise. */
import type { PlayedRun } from './compare/change.ts';
import type {
  EngineAnswer,
  EngineLine,
  EngineRequest,
  EngineUpdate,
  UpdateRequest,
  Verified,
} from './engine/protocol.ts';

/** What was asked for can't be done; the message is a sentence for the user, and nothing has changed. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** The engine is broken or its worker died; the message says how. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}

export interface EngineClient {
  /** @throws RefusedError, EngineFailure */
  update(request: UpdateRequest): Promise<EngineUpdate>;
  /** The run up to the cursor, as a scenario document. */
  exported(): Promise<string>;
  verified(): Promise<Verified>;
  /** The branch at hand, its known future included. */
  played(): Promise<PlayedRun>;
}

/** Calls over `line`, each answered once. */
export function createEngineClient(line: EngineLine): EngineClient {
  const waiting = new Map<
    number,
    { resolve: (answer: EngineAnswer) => void; reject: (failure: Error) => void }
  >();
  let calls = 0;
  let dead: string | null = null;
  line.onAnswer((answer) => {
    const caller = waiting.get(answer.call);
    waiting.delete(answer.call);
    if ('refused' in answer) caller?.reject(new RefusedError(answer.refused));
    else if ('failed' in answer) caller?.reject(new EngineFailure(answer.failed));
    else caller?.resolve(answer);
  });
  line.onDeath((reason) => {
    dead = reason;
    for (const { reject } of waiting.values()) reject(new EngineFailure(reason));
    waiting.clear();
  });
  const ask = (request: EngineRequest): Promise<EngineAnswer> =>
    new Promise((resolve, reject) => {
      if (dead !== null) {
        reject(new EngineFailure(dead));
        return;
      }
      calls += 1;
      waiting.set(calls, { resolve, reject });
      line.send({ call: calls, request });
    });
  const pick = async <K extends 'update' | 'exported' | 'verified' | 'played'>(
    request: EngineRequest,
    key: K,
  ): Promise<Extract<EngineAnswer, Record<K, unknown>>[K]> => {
    const answer = await ask(request);
    if (key in answer) return (answer as Extract<EngineAnswer, Record<K, unknown>>)[key];
    throw new EngineFailure(`the engine answered ${request.op} with something else`);
  };
  return {
    update: (request) => pick(request, 'update'),
    exported: () => pick({ op: 'export' }, 'exported'),
    verified: () => pick({ op: 'verify' }, 'verified'),
    played: () => pick({ op: 'played' }, 'played'),
  };
}
