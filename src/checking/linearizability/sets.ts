/** Small sets of numbers, each kept once, so that equal sets are the same object and a step to another set is one look-up. */

export interface SmallSet {
  /** Unique among the sets of one table. */
  readonly id: number;
  /** Ascending. */
  readonly elements: readonly number[];
  readonly plus: Map<number, SmallSet>;
  readonly minus: Map<number, SmallSet>;
}

export class SetTable {
  readonly empty: SmallSet;
  readonly #byText = new Map<string, SmallSet>();

  constructor() {
    this.empty = this.of([]);
  }

  /** How many sets there are. */
  get size(): number {
    return this.#byText.size;
  }

  /** The set of `elements`, which ascend. */
  of(elements: readonly number[]): SmallSet {
    const text = elements.join();
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const made: SmallSet = { id: this.#byText.size, elements, plus: new Map(), minus: new Map() };
    this.#byText.set(text, made);
    return made;
  }

  /** `set` and `element`. */
  with(set: SmallSet, element: number): SmallSet {
    const known = set.plus.get(element);
    if (known !== undefined) return known;
    const elements = set.elements.includes(element) ? set.elements : [...set.elements, element].sort((a, b) => a - b);
    const made = this.of(elements);
    set.plus.set(element, made);
    return made;
  }

  /** `set` but not `element`. */
  without(set: SmallSet, element: number): SmallSet {
    const known = set.minus.get(element);
    if (known !== undefined) return known;
    const made = this.of(set.elements.filter((each) => each !== element));
    set.minus.set(element, made);
    return made;
  }
}

/** Is every element of `a` in `b`? */
export function isSubset(a: SmallSet, b: SmallSet): boolean {
  if (a === b || a.elements.length === 0) return true;
  if (a.elements.length >= b.elements.length) return false;
  let at = 0;
  for (const element of a.elements) {
    while (at < b.elements.length && (b.elements[at] as number) < element) at += 1;
    if (b.elements[at] !== element) return false;
  }
  return true;
}
