/** Numbers values by their keys, so that equal ones are one number and a state is a row of numbers. */
export class Interner<T> {
  readonly values: T[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #keyOf: (value: T) => string;

  constructor(keyOf: (value: T) => string) {
    this.#keyOf = keyOf;
  }

  /** The number of `value`; of two with one key, the first is kept. */
  numberOf(value: T): number {
    const key = this.#keyOf(value);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.values.push(value);
    this.#byKey.set(key, this.values.length - 1);
    return this.values.length - 1;
  }

  get(number: number): T {
    return this.values[number] as T;
  }
}
