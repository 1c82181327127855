import type { Entry, Line } from './format.ts';
import { termAt } from './format.ts';

/** Every entry that ever stood in a log or in a message, with the term of the one before it: so what is compacted is still known. */
export class History {
  readonly #entries = new Map<string, { readonly command: unknown; readonly termBefore: number }>();

  /** Takes in what this line shows for the first time. */
  see(line: Line, before: Line | null): void {
    for (const [id, node] of Object.entries(line.nodes)) {
      if (before !== null && id !== line.node) continue;
      for (const entry of node.log) this.#add(entry, termAt(node, entry.index - 1));
    }
    for (const { message } of line.sent) {
      let termBefore = message.prevLogTerm;
      for (const entry of message.entries ?? []) {
        this.#add(entry, termBefore);
        termBefore = entry.term;
      }
    }
  }

  #add({ index, term, command }: Entry, termBefore: number | undefined): void {
    const key = `${index} ${term}`;
    if (termBefore !== undefined && !this.#entries.has(key)) this.#entries.set(key, { command, termBefore });
  }

  /** The entries after `from` that lead to the one with this index and term, in order; null when one was never seen. */
  chain(index: number, term: number, from: number): Entry[] | null {
    const found: Entry[] = [];
    for (let at = index, wanted = term; at > from; at -= 1) {
      const entry = this.#entries.get(`${at} ${wanted}`);
      if (entry === undefined) return null;
      found.push({ index: at, term: wanted, command: entry.command });
      wanted = entry.termBefore;
    }
    return found.reverse();
  }
}
