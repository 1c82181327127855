/**
 * Copy-on-write containers for the checkers' history. A checkpoint clones them
 * by copying a few pointers; what both sides keep, they share.
 */

const CHUNK_BITS = 8;
const CHUNK_SIZE = 1 << CHUNK_BITS;

interface Chunk<T> {
  /** Who may write into `items`; everybody else copies the chunk first. */
  readonly owner: object;
  readonly items: (T | undefined)[];
}

/** A growing array in chunks of 256. `get` and `set` are O(1), `clone` copies one pointer a chunk. */
export class CowArray<T> {
  #owner: object = {};
  #chunks: Chunk<T>[] = [];
  #length = 0;

  /** One more than the highest place that was ever set. */
  get length(): number {
    return this.#length;
  }

  get(at: number): T | undefined {
    return this.#chunks[at >> CHUNK_BITS]?.items[at & (CHUNK_SIZE - 1)];
  }

  /** Puts `value` at `at` (a whole number from 0 on), which may lie beyond the end. */
  set(at: number, value: T): void {
    const place = at >> CHUNK_BITS;
    while (this.#chunks.length <= place) this.#chunks.push({ owner: this.#owner, items: [] });
    let chunk = this.#chunks[place] as Chunk<T>;
    if (chunk.owner !== this.#owner) {
      chunk = { owner: this.#owner, items: chunk.items.slice() };
      this.#chunks[place] = chunk;
    }
    chunk.items[at & (CHUNK_SIZE - 1)] = value;
    if (at >= this.#length) this.#length = at + 1;
  }

  /** A copy that goes on by itself. */
  clone(): CowArray<T> {
    const copy = new CowArray<T>();
    copy.#chunks = this.#chunks.slice();
    copy.#length = this.#length;
    // Neither side owns the chunks any more.
    this.#owner = {};
    return copy;
  }
}

/** A map whose clone is O(1); the first change of each side after it copies the map once. */
export class CowMap<K, V> {
  #map = new Map<K, V>();
  #shared = false;

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  entries(): Iterable<[K, V]> {
    return this.#map;
  }

  set(key: K, value: V): void {
    this.#own();
    this.#map.set(key, value);
  }

  /** Whether the key was there. */
  delete(key: K): boolean {
    if (!this.#map.has(key)) return false;
    this.#own();
    return this.#map.delete(key);
  }

  /** A copy that goes on by itself. */
  clone(): CowMap<K, V> {
    const copy = new CowMap<K, V>();
    copy.#map = this.#map;
    copy.#shared = true;
    this.#shared = true;
    return copy;
  }

  #own(): void {
    if (!this.#shared) return;
    this.#map = new Map(this.#map);
    this.#shared = false;
  }
}
