/**
 * The history of a run's clients, read from its trace: requests are
 * invocations, replies are returns. The same command of a client's session is
 * one operation however often it is sent: it begins with the first request and
 * ends with the first `ok`. P8, T6.3
 */
import { present } from '../../base/assert.ts';
import type { ClientReply, Entry, LogIndex, NodeId } from '../../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../../trace/event.ts';
import type { ClusterSetup } from '../../trace/run.ts';
import { Replica } from '../replica.ts';
import { answerOf, callOf, callOfEntry } from './clientCalls.ts';
import { type DictCall, dictModel, keyOfCall, stateOfValue } from './dictModel.ts';
import { createLinearizability, type Finding, type Linearizability, type LinearizabilityVerdict } from './linearizability.ts';
import { SessionHistory } from './sessionHistory.ts';

/** What a client was told that no order explains. */
export interface ClientFinding {
  readonly sentence: string;
  /** Who told it; empty for an entry that was there from the start. */
  readonly nodes: readonly NodeId[];
}

const NOTHING: readonly ClientFinding[] = [];

export class ClientHistory {
  readonly #check: Linearizability<DictCall>;
  readonly #sessions: SessionHistory;
  /** How many requests have been taken in; they are numbered from 1. */
  #seen: number;

  private constructor(check: Linearizability<DictCall>, sessions: SessionHistory, seen: number) {
    this.#check = check;
    this.#sessions = sessions;
    this.#seen = seen;
  }

  /** The empty history of clients of `cluster`. */
  static of(cluster: ClusterSetup): ClientHistory {
    const committed = committedEntries(cluster);
    const { voters, learners, options } = cluster;
    const replica = new Replica({ voters, votersOutgoing: [], learners }, options.maxSessions);
    for (const entry of committed) replica.apply(entry);
    const check = createLinearizability(dictModel, {
      startOf: (key) => stateOfValue(replica.dict.get(key) ?? null),
    });
    const sessions = new SessionHistory();
    for (const [client, { seq, result, expired }] of replica.sessions.entries()) {
      if (!expired) sessions.noteDone(client, seq, result);
    }
    openEntries(cluster, committed.length).forEach(({ index, term, command }, i) => {
      const call = callOfEntry(command);
      if (call === null || command === null || 'config' in command || 'read' in command) return;
      // Somebody asked for it before the run began, and nobody will hear whether it commits.
      const name = `entry ${index} of term ${term}`;
      if (command.client === undefined) {
        check.invoke(-1 - i, keyOfCall(call), call, name);
        check.return(-1 - i, { status: 'unknown' });
      } else {
        sessions.begin(check, { id: -1 - i, client: command.client, seq: command.seq ?? 0, call, name });
        sessions.returned(check, -1 - i, 'unknown', null);
      }
    });
    return new ClientHistory(check, sessions, 0);
  }

  /** Whether the history so far is linearizable; `unknown` when that would cost too much. */
  get verdict(): LinearizabilityVerdict {
    return this.#sessions.contradicted ? 'not' : this.#check.verdict();
  }

  /** Takes in what `event` did to `requests`, which are all requests of the run. What it shows that wasn't shown before. */
  afterEvent(event: TraceEvent, requests: readonly RequestRecord[]): readonly ClientFinding[] {
    if (requests.length === this.#seen && event.replies.length === 0) return NOTHING;
    for (; this.#seen < requests.length; this.#seen += 1) this.#begin(present(requests[this.#seen], 'a request'));
    let found = NOTHING;
    for (const reply of event.replies) {
      const record = requests[reply.request - 1];
      const sentence = record === undefined ? null : this.#returned(record, reply);
      if (sentence !== null) found = [...found, { sentence, nodes: record === undefined ? [] : [record.to] }];
    }
    return found;
  }

  /** A history that goes on from here by itself. */
  clone(): ClientHistory {
    return new ClientHistory(this.#check.clone(), this.#sessions.clone(), this.#seen);
  }

  #begin(record: RequestRecord): void {
    const call = callOf(record);
    if (call === null) return;
    const { id } = record;
    const name = `request ${id} to ${record.to}`;
    const stamp = record.op === 'propose' ? record.command : null;
    if (stamp?.client === undefined) this.#check.invoke(id, keyOfCall(call), call, name);
    else this.#sessions.begin(this.#check, { id, client: stamp.client, seq: stamp.seq ?? 0, call, name });
  }

  /** What the reply shows to be wrong. */
  #returned(record: RequestRecord, { request, status, result }: ClientReply): string | null {
    const call = callOf(record);
    if (call === null) return null;
    if (this.#sessions.has(request)) return this.#sessions.returned(this.#check, request, status, answerOf(call, result));
    const finding: Finding | null = this.#check.return(
      request,
      status === 'ok' ? { status, answer: answerOf(call, result) } : { status },
    );
    return finding?.sentence ?? null;
  }
}

/** The longest log of a node that a prepared start counts as committed. */
function committedEntries({ nodes }: ClusterSetup): readonly Entry[] {
  const furthest = nodes.reduce((a, b) => (b.commitIndex > a.commitIndex ? b : a), present(nodes[0], 'a node'));
  return furthest.log.slice(0, furthest.commitIndex);
}

/** Prepared entries that may or may not commit, each once however many logs hold it. */
function openEntries({ nodes }: ClusterSetup, committed: LogIndex): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { log } of nodes) {
    for (const entry of log.slice(committed)) {
      entries.set(JSON.stringify([entry.index, entry.term, entry.command]), entry);
    }
  }
  return [...entries.values()];
}
