/** Short messages to the user, and what their buttons do. */
import type { StoreApi } from 'zustand/vanilla';
import type { Notice, SessionState } from './state.ts';

/** More than this many at once and the oldest goes. */
const LIMIT = 5;

export class Notices {
  readonly #store: StoreApi<SessionState>;
  readonly #actions = new Map<number, () => void>();
  #lastId = 0;

  constructor(store: StoreApi<SessionState>) {
    this.#store = store;
  }

  /** Shows a notice; the same words are not shown twice at once. */
  add(tone: Notice['tone'], text: string, action: { label: string; run: () => void } | null): void {
    this.#lastId += 1;
    const id = this.#lastId;
    if (action !== null) this.#actions.set(id, action.run);
    const notice: Notice = { id, tone, text, action: action?.label ?? null };
    this.#store.setState(({ notices }) => ({
      notices: [...notices.filter((other) => other.text !== text), notice].slice(-LIMIT),
    }));
  }

  remove(id: number): void {
    this.#actions.delete(id);
    this.#store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  }

  /** Does what the notice's button says, and closes it. */
  act(id: number): void {
    const run = this.#actions.get(id);
    this.remove(id);
    run?.();
  }
}
