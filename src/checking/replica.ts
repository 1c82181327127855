/**
 * The replicated state as the committed entries make it, worked out here a
 * second time and not by the nodes' own code, in which there may be a mistake.
 * P5.3, T6.3
 */
import type { ClientId, Configuration, DictCommand, DictValue, LogIndex } from '../raft/types.ts';
import { CowMap } from './cow.ts';
import type { SeenCommand, SeenConfig, SeenEntry } from './logView.ts';

/** What an entry returned, as a client is told. */
export type Result = DictValue | number | boolean | null;

/** What an entry has done. */
export interface Effect {
  /** The key that it is about; null: none. */
  readonly key: string | null;
  /** What the key holds after it; of a list its length and last item. */
  readonly value: ValueMark | null;
  /** The session had this command before (T6.3), or has expired: the entry changes nothing. */
  readonly repeated: boolean;
}

/** Enough of a value to see that something came twice or not at all. */
export type ValueMark = string | { readonly length: number; readonly last: string | undefined };

export interface ReplicaSession {
  readonly seq: number;
  readonly result: Result;
  readonly usedAt: LogIndex;
  readonly expired: boolean;
}

/** A command of a client, without a reading or a configuration. */
type Writing = Exclude<SeenCommand, null | { readonly read: string } | { readonly config: Configuration }>;

const NO_EFFECT: Effect = { key: null, value: null, repeated: false };

export class Replica {
  /** The last entry that was applied. */
  index: LogIndex = 0;
  dict = new CowMap<string, DictValue>();
  sessions = new CowMap<ClientId, ReplicaSession>();
  config: SeenConfig;
  configIndex: LogIndex = 0;
  readonly #maxSessions: number | null;

  constructor(config: SeenConfig, maxSessions: number | null) {
    this.config = config;
    this.#maxSessions = maxSessions;
  }

  /** Applies the entry after the last one. */
  apply({ command, index }: Pick<SeenEntry, 'command' | 'index'>): Effect {
    this.index = index;
    if (command === null || 'read' in command) return NO_EFFECT;
    if ('config' in command) {
      this.config = command.config;
      this.configIndex = index;
      return NO_EFFECT;
    }
    const key = keyOfWriting(command);
    const repeated = !this.#takesEffect(command, index);
    if (!repeated) {
      const result = this.#change(command);
      if (command.client !== undefined) this.#use(command.client, command.seq ?? 0, result, index);
    }
    return { key, value: markOf(this.dict.get(key)), repeated };
  }

  /** The text of a snapshot of this state, as snapshotState.ts writes it. */
  text(): string {
    return JSON.stringify({
      config: this.config,
      configIndex: this.configIndex,
      dict: [...this.dict.entries()],
      sessions: [...this.sessions.entries()],
    });
  }

  /** A copy that goes on by itself. */
  clone(): Replica {
    const copy = new Replica(this.config, this.#maxSessions);
    copy.index = this.index;
    copy.dict = this.dict.clone();
    copy.sessions = this.sessions.clone();
    copy.configIndex = this.configIndex;
    return copy;
  }

  #takesEffect({ client, seq = 0 }: Writing, index: LogIndex): boolean {
    const session = client === undefined ? undefined : this.sessions.get(client);
    if (client === undefined || session === undefined) return true;
    if (session.expired) return false;
    if (seq === session.seq) this.sessions.set(client, { ...session, usedAt: index });
    return seq > session.seq;
  }

  #use(client: ClientId, seq: number, result: Result, index: LogIndex): void {
    const isNew = this.sessions.get(client) === undefined;
    this.sessions.set(client, { seq, result, usedAt: index, expired: false });
    if (!isNew || this.#maxSessions === null) return;
    let open = 0;
    let oldest: readonly [ClientId, ReplicaSession] | null = null;
    for (const each of this.sessions.entries()) {
      if (each[1].expired) continue;
      open += 1;
      if (oldest === null || each[1].usedAt < oldest[1].usedAt) oldest = each;
    }
    if (open > this.#maxSessions && oldest !== null) {
      this.sessions.set(oldest[0], { ...oldest[1], result: null, expired: true });
    }
  }

  #change(command: Writing): Result {
    const { dict } = this;
    if ('set' in command) {
      dict.set(command.set[0], command.set[1]);
      return null;
    }
    if ('delete' in command) return dict.delete(command.delete);
    if ('cas' in command) {
      const [key, expected, next] = command.cas;
      const swaps = (dict.get(key) ?? null) === expected;
      if (swaps) dict.set(key, next);
      return swaps;
    }
    const [key, item] = command.append;
    const before = dict.get(key) ?? [];
    if (typeof before === 'string') return null;
    dict.set(key, [...before, item]);
    return before.length + 1;
  }
}

/** The key that a command writes. */
export function keyOfWriting(command: DictCommand | Writing): string {
  if ('set' in command) return command.set[0];
  if ('delete' in command) return command.delete;
  return 'cas' in command ? command.cas[0] : command.append[0];
}

export function markOf(value: DictValue | undefined): ValueMark | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : { length: value.length, last: value[value.length - 1] };
}

/** Does `value` look as `mark` says? O(1) */
export function fits(value: DictValue | undefined, mark: ValueMark | null): boolean {
  if (mark === null || typeof mark === 'string') return (value ?? null) === mark;
  if (value === undefined || typeof value === 'string') return false;
  return value.length === mark.length && value[value.length - 1] === mark.last;
}
