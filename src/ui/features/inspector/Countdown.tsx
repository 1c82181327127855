import { useRef } from 'react';
import type { VirtualMs } from '../../../trace/event.ts';
import { useClock } from '../../state/useClock.ts';
import { until } from './words.ts';

/** `in 42 ms`, kept up to date by the clock and not by React. */
export function Countdown({ at }: { at: VirtualMs }) {
  const ref = useRef<HTMLSpanElement>(null);
  useClock((now) => {
    if (ref.current !== null) ref.current.textContent = until(at, now);
  });
  return <span ref={ref} />;
}
