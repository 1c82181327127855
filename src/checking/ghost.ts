/**
 * Ghost state: what the checkers remember of the whole run and no node knows.
 * Who led each term, whom each node voted for, every entry that ever stood in
 * a log, and what was committed.
 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import { CowArray, CowMap } from './cow.ts';
import type { SeenConfig, SeenEntry } from './logView.ts';
import { type Effect, Replica } from './replica.ts';

/** A leader, and where its log ended when it was elected (its first own entry included). */
export interface LedTerm {
  readonly node: NodeId;
  readonly lastIndex: LogIndex;
  readonly lastTerm: Term;
}

/**
 * An entry that stood in some log. Index, term and prevTerm fix the whole log
 * up to it, by induction: that is Log Matching, and what makes a log's last
 * (index, term) enough to remember all of it.
 */
export interface KnownEntry {
  readonly entry: SeenEntry;
  readonly prevTerm: Term;
  /** The log in which it was seen first. */
  readonly node: NodeId;
  /** Another entry with the same index and a different term. */
  readonly sibling: KnownEntry | null;
}

/** What was committed at one index, and the lowest term in which a node held it committed. */
export interface CommittedEntry {
  readonly entry: SeenEntry;
  readonly commitTerm: Term;
  readonly node: NodeId;
}

/** The text of a snapshot through one index, as whoever had it first had it. */
export interface KnownSnapshot {
  readonly hash: string;
  readonly node: NodeId;
  readonly config: SeenConfig;
  readonly configIndex: LogIndex;
}

export class Ghost {
  /** Who led each term. */
  leaders = new CowMap<Term, LedTerm>();
  highestLedTerm: Term = 0;
  /** Per node, by its position: its binding vote of each term. */
  votes: CowMap<Term, NodeId>[];
  /** By index. */
  committed = new CowArray<CommittedEntry>();
  /** By index: what each committed entry did. */
  effects = new CowArray<Effect>();
  /** By lastIncludedIndex. */
  snapshots = new CowMap<LogIndex, KnownSnapshot>();
  /** Configuration entries that have been judged, by `index.term`. */
  configurations = new CowMap<string, NodeId>();
  /** The state that everything committed makes. */
  replica: Replica;
  /** What is in force before any configuration entry. */
  readonly bootConfig: SeenConfig;
  readonly maxSessions: number | null;
  #known = new CowArray<KnownEntry>();

  constructor(nodes: number, bootConfig: SeenConfig, maxSessions: number | null) {
    this.votes = Array.from({ length: nodes }, () => new CowMap<Term, NodeId>());
    this.bootConfig = bootConfig;
    this.maxSessions = maxSessions;
    this.replica = new Replica(bootConfig, maxSessions);
  }

  /** A node joins. */
  grow(): void {
    this.votes = [...this.votes, new CowMap<Term, NodeId>()];
  }

  /** Applies what has been committed since. */
  advanceReplica(): void {
    const { committed, effects, replica } = this;
    for (;;) {
      const next = committed.get(replica.index + 1);
      if (next === undefined) return;
      const effect = replica.apply({ index: replica.index + 1, command: next.entry.command });
      effects.set(replica.index, effect);
    }
  }

  /** The entry with this index and term, if it ever stood in a log. */
  known(index: LogIndex, term: Term): KnownEntry | null {
    let known = this.#known.get(index) ?? null;
    while (known !== null && known.entry.term !== term) known = known.sibling;
    return known;
  }

  /** Remembers an entry of which `known` says null. */
  remember(entry: SeenEntry, index: LogIndex, prevTerm: Term, node: NodeId): void {
    const sibling = this.#known.get(index) ?? null;
    this.#known.set(index, { entry, prevTerm, node, sibling });
  }

  /** The term at `index` of the log that ends in (lastIndex, lastTerm); null beyond its end or where nothing is known. O(lastIndex − index) */
  termInLog(lastIndex: LogIndex, lastTerm: Term, index: LogIndex): Term | null {
    let term = lastTerm;
    for (let at = lastIndex; at > index; at -= 1) {
      const known = this.known(at, term);
      if (known === null) return null;
      term = known.prevTerm;
    }
    return index > lastIndex ? null : term;
  }

  /** The entries from `from` to `last` of any log that holds (last, term), in order; fewer where not all are known. O(last − from) */
  entriesOf(last: LogIndex, term: Term, from: LogIndex): SeenEntry[] {
    const entries: SeenEntry[] = [];
    let at = term;
    for (let index = last; index >= from; index -= 1) {
      const known = this.known(index, at);
      if (known === null) return [];
      entries.push(known.entry);
      at = known.prevTerm;
    }
    return entries.reverse();
  }

  /** A copy that goes on by itself; history is shared until one side adds to it. */
  clone(): Ghost {
    const copy = new Ghost(0, this.bootConfig, this.maxSessions);
    copy.replica = this.replica.clone();
    copy.leaders = this.leaders.clone();
    copy.highestLedTerm = this.highestLedTerm;
    copy.votes = this.votes.map((votes) => votes.clone());
    copy.committed = this.committed.clone();
    copy.effects = this.effects.clone();
    copy.snapshots = this.snapshots.clone();
    copy.configurations = this.configurations.clone();
    copy.#known = this.#known.clone();
    return copy;
  }
}
