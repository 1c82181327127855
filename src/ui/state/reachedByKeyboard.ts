/**
 * How the focus came to where it is. A browser marks whatever has the focus as
 * soon as a key is pressed, so `:focus-visible` during that press says nothing;
 * it tells the truth only at the moment when the focus comes.
 */
let reached: EventTarget | null = null;

/** Keeps watching until the answer is called. */
export function watchFocus(): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    reached = target instanceof Element && target.matches(':focus-visible') ? target : null;
  };
  document.addEventListener('focusin', onFocus);
  return () => document.removeEventListener('focusin', onFocus);
}

/** Whether `element` has the focus, and got it by a key and not by a pointer. */
export function reachedByKeyboard(element: Element): boolean {
  return reached === element && document.activeElement === element;
}
