/** Thrown when something that must hold does not. It is a bug of ours, never of the user. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/**
 * States what must hold here. Stays on in production: a node that breaks an
 * assertion becomes a crashed node whose message the user can read.
 *
 * @throws AssertionError with `message`
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}

/** The value, which must be there. @throws AssertionError with `what` */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AssertionError(`missing: ${what}`);
  return value;
}

/** Closes an exhaustive switch: the compiler shows a case that was forgotten. */
export function unreachable(value: never): never {
  throw new AssertionError(`unexpected value: ${JSON.stringify(value)}`);
}
