/**
 * Ghost state: what the checkers remember of the whole run and no node knows.
 * Who led each term, whom each node voted for, every entry that ever stood in
 * a log, and what was committed.
 */
import type { LogIndex, NodeId, Term } from '../raft/types.ts';
import { CowArray, CowMap } from './cow.ts';
import type { SeenEntry } from './logView.ts';

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

export class Ghost {
  /** Who led each term. */
  leaders = new CowMap<Term, LedTerm>();
  highestLedTerm: Term = 0;
  /** Per node, by its position: its binding vote of each term. */
  votes: CowMap<Term, NodeId>[];
  /** By index. */
  committed = new CowArray<CommittedEntry>();
  #known = new CowArray<KnownEntry>();

  constructor(nodes: number) {
    this.votes = Array.from({ length: nodes }, () => new CowMap<Term, NodeId>());
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

  /** A copy that goes on by itself; history is shared until one side adds to it. */
  clone(): Ghost {
    const copy = new Ghost(0);
    copy.leaders = this.leaders.clone();
    copy.highestLedTerm = this.highestLedTerm;
    copy.votes = this.votes.map((votes) => votes.clone());
    copy.committed = this.committed.clone();
    copy.#known = this.#known.clone();
    return copy;
  }
}
