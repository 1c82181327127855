/** From a key press to an action, as a pure function. */
import { actions, type Action } from './actions.ts';

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The press as the registry writes it: `Mod+k`, `Shift+ArrowLeft`, `Space`, `?`. */
export function keyName(press: KeyPress): string {
  const named = press.key === ' ' ? 'Space' : press.key;
  // A letter is the same with caps lock; shift is already in the sign that a key prints.
  const key = named.length === 1 ? named.toLowerCase() : named;
  if (press.ctrlKey || press.metaKey) return `Mod+${key}`;
  return press.shiftKey && named.length > 1 ? `Shift+${key}` : key;
}

/** The action for a press; null when there is none. Alt belongs to pointers and to the system. */
export function matchAction(press: KeyPress): Action | null {
  if (press.altKey) return null;
  // A shifted letter is left free, except for signs that need shift, such as "?".
  if (press.shiftKey && /^[a-z]$/i.test(press.key) && !press.ctrlKey && !press.metaKey) return null;
  const name = keyName(press);
  return actions.find((action) => action.keys.includes(name)) ?? null;
}

/** What the focused element is, as far as keys are concerned. */
export interface FocusFacts {
  /** In an open window or menu, which keeps every key. */
  readonly inWindow: boolean;
  /** A field that takes text, a slider, a separator. */
  readonly takesKeys: boolean;
  /** A button or link that was reached by keyboard: Space is its own. */
  readonly pressable: boolean;
}

/** Whether the page may act on this press, given where the focus is. A key with Ctrl or ⌘ is never typing. */
export function mayAct(name: string, focus: FocusFacts): boolean {
  if (focus.inWindow) return false;
  if (focus.takesKeys) return name.startsWith('Mod+');
  return !(focus.pressable && name === 'Space');
}
