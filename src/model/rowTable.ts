/**
 * A set of rows of whole numbers, numbered in the order they came, each with
 * the number of the row it came from. Open addressing over typed arrays: a row
 * of seven costs about forty bytes, where a Map of strings would take hundreds.
 */
const ROWS_PER_CHUNK = 1 << 16;

export class RowTable {
  readonly #width: number;
  #chunks: Int32Array[] = [];
  #parents: Int32Array[] = [];
  /** Row number + 1 by hash; 0 is free. Its length is a power of two. */
  #slots = new Int32Array(1 << 12);
  size = 0;

  constructor(width: number) {
    this.#width = width;
  }

  /** Takes `row` in, as found from row `parent` (−1: from nowhere); false when it is there already. */
  add(row: Int32Array, parent: number): boolean {
    if (this.size * 3 > this.#slots.length * 2) this.#grow();
    const mask = this.#slots.length - 1;
    let at = hashOf(row) & mask;
    for (let held = this.#slots[at] as number; held !== 0; held = this.#slots[at] as number) {
      if (this.#equals(held - 1, row)) return false;
      at = (at + 1) & mask;
    }
    const within = this.size % ROWS_PER_CHUNK;
    if (within === 0) {
      this.#chunks.push(new Int32Array(ROWS_PER_CHUNK * this.#width));
      this.#parents.push(new Int32Array(ROWS_PER_CHUNK));
    }
    (this.#chunks.at(-1) as Int32Array).set(row, within * this.#width);
    (this.#parents.at(-1) as Int32Array)[within] = parent;
    this.size += 1;
    this.#slots[at] = this.size;
    return true;
  }

  /** Copies row `at` into `row`. */
  read(at: number, row: Int32Array): void {
    const chunk = this.#chunks[Math.floor(at / ROWS_PER_CHUNK)] as Int32Array;
    const start = (at % ROWS_PER_CHUNK) * this.#width;
    for (let i = 0; i < this.#width; i += 1) row[i] = chunk[start + i] as number;
  }

  /** The row from which row `at` was found first; −1 for the first. */
  parentOf(at: number): number {
    return (this.#parents[Math.floor(at / ROWS_PER_CHUNK)] as Int32Array)[at % ROWS_PER_CHUNK] as number;
  }

  #equals(at: number, row: Int32Array): boolean {
    const chunk = this.#chunks[Math.floor(at / ROWS_PER_CHUNK)] as Int32Array;
    const start = (at % ROWS_PER_CHUNK) * this.#width;
    for (let i = 0; i < this.#width; i += 1) if (chunk[start + i] !== row[i]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    const row = new Int32Array(this.#width);
    for (let number = 0; number < this.size; number += 1) {
      this.read(number, row);
      let at = hashOf(row) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = number + 1;
    }
    this.#slots = slots;
  }
}

function hashOf(row: Int32Array): number {
  let hash = 0x9e3779b9 | 0;
  for (let i = 0; i < row.length; i += 1) {
    hash = Math.imul(hash ^ (row[i] as number), 0x85ebca6b);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
