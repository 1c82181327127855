import { lazy, Suspense } from 'react';
import { Popover } from '../../components/Popover.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { formatMsRange, formatPercent } from './networkSummary.ts';
import styles from './NetworkPopover.module.css';

// Sliders are heavy and seldom the first thing somebody wants.
const NetworkDials = lazy(async () => ({ default: (await import('./NetworkDials.tsx')).NetworkDials }));

/** Latency and loss as they are now, in the stage's toolbar; a click opens the dials. */
export function NetworkPopover() {
  const latency = useSessionState((state) => formatMsRange(state.frame.network.latencyMs));
  const loss = useSessionState((state) => formatPercent(state.frame.network.loss));
  return (
    <Popover
      label="Network and disks"
      side="top"
      trigger={
        <button type="button" className={styles.readout} aria-label={`Network: latency ${latency}, loss ${loss}`}
          title="Change the network and the disks">
          <span>
            <span className={styles.word}>latency </span>
            <span className={styles.value}>{latency}</span>
          </span>
          <span className={styles.loss}>
            <span className={styles.word}>loss </span>
            <span className={styles.value}>{loss}</span>
          </span>
        </button>
      }
    >
      <Suspense fallback={<div className={styles.room} />}>
        <NetworkDials />
      </Suspense>
    </Popover>
  );
}
