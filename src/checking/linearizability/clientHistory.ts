/**
 * The history of a run's clients, read from its trace: requests are
 * invocations, replies are returns. P8, T6.3
 */
import { present } from '../../base/assert.ts';
import type { Entry, NodeId } from '../../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../../trace/event.ts';
import type { ClusterSetup } from '../../trace/run.ts';
import { type DictCall, dictModel, keyOfCall } from './dictModel.ts';
import { createLinearizability, type Linearizability, type LinearizabilityVerdict, type Outcome } from './linearizability.ts';

/** What a client was told that no order explains. */
export interface ClientFinding {
  readonly sentence: string;
  /** Who told it; empty for an entry that was there from the start. */
  readonly nodes: readonly NodeId[];
}

const NOTHING: readonly ClientFinding[] = [];

export class ClientHistory {
  readonly #check: Linearizability<DictCall>;
  /** How many requests have been taken in; they are numbered from 1. */
  #seen: number;

  private constructor(check: Linearizability<DictCall>, seen: number) {
    this.#check = check;
    this.#seen = seen;
  }

  /** The empty history of clients of `cluster`. */
  static of(cluster: ClusterSetup): ClientHistory {
    const committed = committedEntries(cluster);
    const states = statesAfter(committed);
    const check = createLinearizability(dictModel, { startOf: (key) => states.get(key) ?? dictModel.start });
    openEntries(cluster, committed.length).forEach(({ index, term, command }, i) => {
      if (command === null) return;
      // Somebody asked for it before the run began, and nobody will hear whether it commits.
      check.invoke(-1 - i, keyOfCall(command), command, `entry ${index} of term ${term}`);
      check.return(-1 - i, { status: 'unknown' });
    });
    return new ClientHistory(check, 0);
  }

  /** Whether the history so far is linearizable; `unknown` when that would cost too much. */
  get verdict(): LinearizabilityVerdict {
    return this.#check.verdict();
  }

  /** Takes in what `event` did to `requests`, which are all requests of the run. What it shows that wasn't shown before. */
  afterEvent(event: TraceEvent, requests: readonly RequestRecord[]): readonly ClientFinding[] {
    if (requests.length === this.#seen && event.replies.length === 0) return NOTHING;
    for (; this.#seen < requests.length; this.#seen += 1) this.#begin(present(requests[this.#seen], 'a request'));
    let found = NOTHING;
    for (const { request, status, result } of event.replies) {
      const outcome: Outcome = status === 'ok' ? { status, answer: result } : { status };
      const finding = this.#check.return(request, outcome);
      const to = requests[request - 1]?.to;
      if (finding !== null) found = [...found, { sentence: finding.sentence, nodes: to === undefined ? [] : [to] }];
    }
    return found;
  }

  /** A history that goes on from here by itself. */
  clone(): ClientHistory {
    return new ClientHistory(this.#check.clone(), this.#seen);
  }

  #begin(record: RequestRecord): void {
    const call = callOf(record);
    if (call !== null) this.#check.invoke(record.id, keyOfCall(call), call, `request ${record.id} to ${record.to}`);
  }
}

/** What a request asks of the dict; null: nothing, or (a local read) nothing that has to be linearizable. */
function callOf(record: RequestRecord): DictCall | null {
  if (record.op === 'propose') return record.command;
  return record.op === 'read' && record.mode !== 'local' ? { read: record.key } : null;
}

/** The longest log of a node that a prepared start counts as committed. */
function committedEntries({ nodes }: ClusterSetup): readonly Entry[] {
  const furthest = nodes.reduce((a, b) => (b.commitIndex > a.commitIndex ? b : a), present(nodes[0], 'a node'));
  return furthest.log.slice(0, furthest.commitIndex);
}

/** What each key holds once `entries` are applied. Not by the nodes' own code, in which there may be a mistake. */
function statesAfter(entries: readonly Entry[]): Map<string, string | null> {
  const states = new Map<string, string | null>();
  for (const { command } of entries) {
    if (command === null) continue;
    const key = keyOfCall(command);
    states.set(key, dictModel.apply(states.get(key) ?? dictModel.start, command).next);
  }
  return states;
}

/** Prepared entries that may or may not commit, each once however many logs hold it. */
function openEntries({ nodes }: ClusterSetup, committed: number): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { log } of nodes) {
    for (const entry of log.slice(committed)) {
      entries.set(JSON.stringify([entry.index, entry.term, entry.command]), entry);
    }
  }
  return [...entries.values()];
}
