import { useRef } from 'react';
import { axisOf } from '../../../session/selectors/timeline.ts';
import { useSession } from '../../state/SessionProvider.tsx';
import { seconds } from '../../state/timeText.ts';
import { useClock } from '../../state/useClock.ts';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './Clock.module.css';

/** Virtual time at the cursor, to the millisecond. In a manual run, where time stands still, the number of events. */
export function Clock() {
  const { store, clock } = useSession();
  const figures = useRef<HTMLSpanElement>(null);
  const manual = useSessionState((state) => axisOf(state) === 'events');
  const count = useSessionState((state) => (axisOf(state) === 'events' ? state.frame.eventCount : 0));
  useClock((now) => {
    const place = figures.current;
    if (place === null || axisOf(store.getState()) === 'events') return;
    const text = seconds(now);
    if (place.textContent !== text) place.textContent = text;
  });
  if (manual) {
    return (
      <span className={styles.clock} data-testid="clock" title="Nothing happens by itself in this run; events are counted instead">
        <span className={styles.unit}>event</span> {count}
      </span>
    );
  }
  return (
    <span className={styles.clock} data-testid="clock" title="Virtual time">
      <span ref={figures}>{seconds(clock.now())}</span>
      <span className={styles.unit}> s</span>
    </span>
  );
}
