/** The one listener for the page's keys. */
import { useEffect } from 'react';
import { reachedByKeyboard, watchFocus } from '../state/reachedByKeyboard.ts';
import { keyName, matchAction, mayAct, type FocusFacts } from './matchAction.ts';
import { usePageTools } from './usePageTools.ts';

const TAKES_KEYS = [
  'input:not([type=checkbox],[type=radio],[type=button])',
  'textarea',
  'select',
  '[contenteditable=true]',
  '[role=slider]',
  '[role=separator]',
].join(',');

const WINDOWS = '[role=dialog],[role=menu],[role=listbox]';

function focusFacts(target: EventTarget | null): FocusFacts {
  if (!(target instanceof Element)) return { inWindow: false, takesKeys: false, pressable: false };
  return {
    inWindow: target.closest(WINDOWS) !== null,
    takesKeys: target.closest(TAKES_KEYS) !== null,
    // A button that was clicked keeps the focus unseen; Space then plays and doesn't click it again.
    pressable: target.closest('button,a,summary,[role=button],[role=tab]') !== null && reachedByKeyboard(target),
  };
}

/** Runs actions on key presses, except while typing and where a part of the page has used the key itself. */
export function useKeyboard(): void {
  const tools = usePageTools();
  useEffect(watchFocus, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const action = matchAction(event);
      if (action === null || !mayAct(keyName(event), focusFacts(event.target))) return;
      event.preventDefault();
      action.run(tools, event.key);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [tools]);
}
