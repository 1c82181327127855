/**
 * What has been sent to one node so far. A message is never taken out: it may
 * arrive at any later time, again and again, or never. So one set stands for
 * every delay, overtaking, loss and duplication there is, without a bound on
 * any of them; and sending the same message again changes nothing.
 */
import { Interner } from './interner.ts';


export class Inboxes {
  readonly #all = new Interner<Inbox>(({ messages }) => messages.join());
  readonly #bundles = new Interner<readonly number[]>((messages) => messages.join());

  /** The messages of `inbox`, by their numbers in rising order. */
  messagesOf(inbox: number): readonly number[] {
    return this.#all.get(inbox).messages;
  }

  /** The number of the inbox that holds `messages`. */
  of(messages: readonly number[]): number {
    return this.#all.numberOf({ messages: inOrder(messages), withBundle: new Map() });
  }

  /** The number under which some messages to one node are sent together. */
  bundle(messages: readonly number[]): number {
    return this.#bundles.numberOf(inOrder(messages));
  }

  /** The inbox that `inbox` becomes when `bundle` is sent. */
  add(inbox: number, bundle: number): number {
    const { withBundle, messages } = this.#all.get(inbox);
    const known = withBundle.get(bundle);
    if (known !== undefined) return known;
    const added = this.of([...messages, ...this.#bundles.get(bundle)]);
    withBundle.set(bundle, added);
    return added;
  }
}

interface Inbox {
  readonly messages: readonly number[];
  /** The inbox with a bundle added, by the bundle's number. */
  readonly withBundle: Map<number, number>;
}

function inOrder(messages: readonly number[]): number[] {
  return [...new Set(messages)].sort((a, b) => a - b);
}
