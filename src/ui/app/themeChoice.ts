/** The theme choice in the browser's storage, and on the document. */
import type { ThemeChoice } from '../../session/state.ts';

const KEY = 'raft-playground.theme';

/** The remembered choice; `system` when there is none, or storage is forbidden. */
export function rememberedTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

export function rememberTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Private windows may forbid storage; the choice then lasts as long as the page.
  }
}

/** Puts the choice in force. */
export function applyTheme(choice: ThemeChoice, systemIsDark: boolean): void {
  const dark = choice === 'dark' || (choice === 'system' && systemIsDark);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
