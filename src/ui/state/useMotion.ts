/** Motion by the virtual clock, written into the DOM and never through React. */
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { VirtualMs } from '../../trace/event.ts';
import { useSession } from './SessionProvider.tsx';

/**
 * Calls `place` after every render, before it is painted (what it writes is
 * not in the JSX, so it would be missing else), and on every tick of the clock.
 */
export function useMotion(place: (now: VirtualMs) => void): void {
  const { clock } = useSession();
  const newest = useRef(place);
  useLayoutEffect(() => {
    newest.current = place;
    place(clock.now());
  });
  useEffect(() => clock.subscribe((now) => newest.current(now)), [clock]);
}
