/** What a linearizability check has to know of the object whose history it judges. */

/** An answer, as far as answers are compared: by `===`. */
export type Answer = string | number | boolean | null;

/**
 * The sequential specification of one object (of one key). A state is a text
 * that is equal exactly when the states are; null is the state of an object
 * that doesn't exist yet.
 */
export interface Model<Call> {
  readonly start: string | null;
  /** What the call does to `state`, and what it answers. Deterministic. */
  apply(state: string | null, call: Call): Applied;
  /** Equal for calls that do the same. */
  keyOf(call: Call): string;
  /** True if the call has changed nothing when it gave this answer, whatever the state was. */
  changesNothing(call: Call, answer: Answer): boolean;
  /** True if the call never changes a state, so that it is nothing when its answer is unknown. */
  readsOnly(call: Call): boolean;
  /** The call in words, such as `set x "7"`, for a sentence. */
  describe(call: Call): string;
  /** The state in words, such as `"7"` or `absent`. */
  describeState(state: string | null): string;
  /** An answer to the call in words. */
  describeAnswer(call: Call, answer: Answer): string;
}

export interface Applied {
  readonly next: string | null;
  readonly answer: Answer;
}
