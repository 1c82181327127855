/** Layout by the window's width, and the user's wish for less motion. */
import { useCallback, useSyncExternalStore } from 'react';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

export type LayoutName = 'mobile' | 'tablet' | 'laptop' | 'desktop';

/** `desktop` from 1280 px, `laptop` from 1024, `tablet` from 768, else `mobile`. */
export function useLayout(): LayoutName {
  const desktop = useMediaQuery('(min-width: 1280px)');
  const laptop = useMediaQuery('(min-width: 1024px)');
  const tablet = useMediaQuery('(min-width: 768px)');
  if (desktop) return 'desktop';
  if (laptop) return 'laptop';
  return tablet ? 'tablet' : 'mobile';
}

export function useReducedMotion(): boolean {
  return useMediaQuery('(prefers-reduced-motion: reduce)');
}
