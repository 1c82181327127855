/** Thrown for a document that is no valid scenario. One sentence: where, what was expected, what was found. */
export class ScenarioDefect extends Error {
  override readonly name = 'ScenarioDefect';

  constructor(
    /** Where in the document, such as `cluster.nodes[1].log[3]`, or `line 3, column 7` when it isn't JSON. */
    readonly path: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${path}: expected ${expected}, found ${found}`);
  }
}

const TEXT_SHOWN = 60;

/** A value as a message quotes it: short, on one line. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return value.length <= TEXT_SHOWN
      ? JSON.stringify(value)
      : `${JSON.stringify(value.slice(0, TEXT_SHOWN))}… (${value.length} characters)`;
  }
  if (Array.isArray(value)) {
    const text = JSON.stringify(value);
    return text.length <= TEXT_SHOWN ? text : `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return keys.length === 0 ? '{}' : `an object with ${quoteList(keys.slice(0, 8))}`;
  }
  return String(value);
}

/** `"a", "b" and "c"` */
export function quoteList(words: readonly string[], last = 'and'): string {
  const quoted = words.map((word) => JSON.stringify(word));
  const tail = quoted.pop();
  if (tail === undefined) return 'none';
  return quoted.length === 0 ? tail : `${quoted.join(', ')} ${last} ${tail}`;
}
