/**
 * A number or string that carries the name of what it measures.
 *
 * Plain literals fit (so `term + 1` stays readable), but two different flavors
 * don't mix: passing a LogIndex where a Term is asked for is a type error.
 */
export type Flavor<Base, Name extends string> = Base & { readonly __flavor?: Name };
