/**
 * Commands of client sessions as operations: all tries of one (client,
 * sequence) are one operation, which takes effect at most once, at any time
 * between the first try and the first `ok`. A refused try took no effect; an
 * earlier one may have. T6.3
 */
import type { ClientId, ClientReply, RequestId } from '../../raft/types.ts';
import { CowMap } from '../cow.ts';
import { type DictCall, dictModel, keyOfCall } from './dictModel.ts';
import type { Linearizability } from './linearizability.ts';
import type { Answer } from './model.ts';

/** One request that carries a command of a session. */
export interface Try {
  readonly id: RequestId;
  readonly client: ClientId;
  readonly seq: number;
  readonly call: DictCall;
  readonly name: string;
}

/** One command of one client; replaced, never changed, so that copies may share it. */
interface Operation {
  /** The request with which it began: its id in the history. */
  readonly id: RequestId;
  readonly client: ClientId;
  readonly seq: number;
  readonly call: DictCall | null;
  /** Tries that haven't been answered. */
  readonly pending: number;
  /** A try may have taken effect, or may yet, though nobody said so. */
  readonly mayHave: boolean;
  /**
   * `open`: the history waits for its answer. `done`: answered. `lost`: it may take effect at any time, and its answers
   * aren't looked at any more, as the client went on or sent something else under the same number.
   */
  readonly state: 'open' | 'done' | 'lost';
  readonly answer: Answer;
}

export class SessionHistory {
  /** A command was answered in two ways. */
  contradicted = false;
  /** By client and sequence; of a command of which every try was refused nothing is kept. */
  #operations = new CowMap<string, Operation>();
  /** The latest sequence of each client. */
  #latest = new CowMap<ClientId, number>();
  /** The operation of each try that hasn't been answered. */
  #tries = new CowMap<RequestId, string>();

  /** Was this request a try that still waits for its answer? */
  has(request: RequestId): boolean {
    return this.#tries.get(request) !== undefined;
  }

  /** A prepared start has applied this command. */
  noteDone(client: ClientId, seq: number, answer: ClientReply['result']): void {
    this.#operations.set(nameOf(client, seq), {
      id: 0, client, seq, call: null, pending: 0, mayHave: true, state: 'done', answer: answer as Answer,
    });
    this.#latest.set(client, seq);
  }

  /** A client sends a command, for the first time or again. */
  begin(check: Linearizability<DictCall>, { id, client, seq, call, name }: Try): void {
    const place = nameOf(client, seq);
    this.#tries.set(id, place);
    this.#goOn(check, client, seq);
    const before = this.#operations.get(place);
    if (before === undefined) {
      check.invoke(id, keyOfCall(call), call, name);
      this.#operations.set(place, { id, client, seq, call, pending: 1, mayHave: false, state: 'open', answer: null });
      return;
    }
    const again = { ...before, pending: before.pending + 1 };
    this.#operations.set(place, again);
    if (before.call === null || dictModel.keyOf(before.call) === dictModel.keyOf(call)) return;
    // Two commands under one number: which of them takes effect, if any, nobody will be told.
    check.invoke(id, keyOfCall(call), call, name);
    check.return(id, { status: 'unknown' });
    if (before.state === 'open') this.#lose(check, place, again);
    else this.#operations.set(place, { ...again, state: 'lost' });
  }

  /** A try was answered. What that shows to be wrong, as a sentence. */
  returned(check: Linearizability<DictCall>, request: RequestId, status: ClientReply['status'], answer: Answer): string | null {
    const place = this.#tries.get(request);
    const before = place === undefined ? undefined : this.#operations.get(place);
    if (place === undefined || before === undefined) return null;
    this.#tries.delete(request);
    const now = { ...before, pending: before.pending - 1, mayHave: before.mayHave || status === 'unknown' };
    this.#operations.set(place, now);
    if (status === 'ok') return this.#answered(check, place, now, answer);
    if (now.state !== 'open' || now.pending > 0) return null;
    if (now.mayHave) {
      if ((this.#latest.get(now.client) ?? 0) > now.seq) this.#lose(check, place, now);
      return null;
    }
    // Nothing of it will ever take effect; should the client try again, that is another operation.
    this.#operations.delete(place);
    return check.return(now.id, { status: 'refused' })?.sentence ?? null;
  }

  /** A copy that goes on by itself. */
  clone(): SessionHistory {
    const copy = new SessionHistory();
    copy.contradicted = this.contradicted;
    copy.#operations = this.#operations.clone();
    copy.#latest = this.#latest.clone();
    copy.#tries = this.#tries.clone();
    return copy;
  }

  #answered(check: Linearizability<DictCall>, place: string, operation: Operation, answer: Answer): string | null {
    if (operation.state === 'lost') return null;
    if (operation.state === 'open') {
      this.#operations.set(place, { ...operation, state: 'done', answer });
      return check.return(operation.id, { status: 'ok', answer })?.sentence ?? null;
    }
    if (operation.answer === answer) return null;
    this.contradicted = true;
    const { client, seq } = operation;
    return `Command ${seq} of ${client} was answered ${String(operation.answer)} first and ${String(answer)} when it came again: it took effect twice.`;
  }

  /** The client sends command `seq`: those before it won't be sent again, so nobody waits for their answers. */
  #goOn(check: Linearizability<DictCall>, client: ClientId, seq: number): void {
    const latest = this.#latest.get(client);
    if (latest !== undefined && latest >= seq) return;
    this.#latest.set(client, seq);
    if (latest === undefined) return;
    const place = nameOf(client, latest);
    const before = this.#operations.get(place);
    if (before?.state === 'open' && before.pending === 0) this.#lose(check, place, before);
  }

  #lose(check: Linearizability<DictCall>, place: string, operation: Operation): void {
    this.#operations.set(place, { ...operation, state: 'lost' });
    check.return(operation.id, { status: 'unknown' });
  }
}

function nameOf(client: ClientId, seq: number): string {
  return `${seq} ${client}`;
}
