/** From two whole numbers from 0 on to a third, in typed arrays: a search asks such tables some ten times a step. */
export class PairMap {
  /** First, second, value + 1; a value of 0 marks a free slot. */
  #slots = new Int32Array(3 << 10);
  #mask = (1 << 10) - 1;
  #size = 0;

  /** The value of (`first`, `second`); −1 when there is none. */
  get(first: number, second: number): number {
    const slots = this.#slots;
    for (let at = hashOf(first, second) & this.#mask; ; at = (at + 1) & this.#mask) {
      const value = slots[3 * at + 2] as number;
      if (value === 0 || (slots[3 * at] === first && slots[3 * at + 1] === second)) return value - 1;
    }
  }

  /** Sets the value, from 0 on, of a pair that has none. */
  add(first: number, second: number, value: number): void {
    if (this.#size * 3 > this.#mask * 2) this.#grow();
    this.#size += 1;
    this.#put(first, second, value + 1);
  }

  #put(first: number, second: number, stored: number): void {
    const slots = this.#slots;
    let at = hashOf(first, second) & this.#mask;
    while (slots[3 * at + 2] !== 0) at = (at + 1) & this.#mask;
    slots[3 * at] = first;
    slots[3 * at + 1] = second;
    slots[3 * at + 2] = stored;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) this.#put(old[at] as number, old[at + 1] as number, old[at + 2] as number);
    }
  }
}

/** Keeps an answer for each pair of numbers. */
export class PairMemo<Answer> {
  readonly #map = new PairMap();
  readonly #answers: Answer[] = [];

  /** The answer for the pair, made by `make` the first time. */
  of(first: number, second: number, make: (first: number, second: number) => Answer): Answer {
    const known = this.#map.get(first, second);
    if (known >= 0) return this.#answers[known] as Answer;
    const answer = make(first, second);
    this.#answers.push(answer);
    this.#map.add(first, second, this.#answers.length - 1);
    return answer;
  }
}

function hashOf(first: number, second: number): number {
  let hash = Math.imul(first, 0x85ebca6b) ^ Math.imul(second + 0x9e3779b9, 0xc2b2ae35);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
