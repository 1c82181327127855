/** The virtual clock, for motion that goes through refs and never through React. */
import { useEffect, useRef } from 'react';
import type { VirtualMs } from '../../trace/event.ts';
import { useSession } from './SessionProvider.tsx';

/**
 * Calls `listener` once after mounting, once per animation frame while time
 * moves, and once after each jump. The newest listener is used, so it may close
 * over props. Write to refs in it; a setState here would render every frame.
 */
export function useClock(listener: (now: VirtualMs) => void): void {
  const { clock } = useSession();
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => {
    newest.current(clock.now());
    return clock.subscribe((now) => newest.current(now));
  }, [clock]);
}
