import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { axisOf } from '../../../session/selectors/timeline.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import styles from './PlayButtons.module.css';

const MANUAL = 'Nothing happens by itself in this run: deliver messages and let timers fire by hand';

/** To the event before, play or pause, to the next event. */
export function PlayButtons() {
  const session = useSession();
  const playing = useSessionState((state) => state.playing);
  const atStart = useSessionState((state) => state.frame.eventCount === 0);
  const manual = useSessionState((state) => axisOf(state) === 'events');
  const label = playing ? 'Pause' : 'Play';
  const off = manual && !playing;
  return (
    <div className={styles.buttons}>
      <IconButton
        label="Previous event"
        shortcut="←"
        disabledReason={atStart ? 'This is the beginning of the run' : null}
        onClick={() => session.stepBack()}
      >
        <SkipBack size={16} fill="currentColor" />
      </IconButton>
      <button
        type="button"
        className={styles.play}
        aria-label={label}
        aria-disabled={off || undefined}
        title={off ? MANUAL : `${label} (Space)`}
        onClick={() => {
          if (!off) session.toggle();
        }}
      >
        {playing ? <Pause size={16} fill="currentColor" strokeWidth={1} /> : <Play size={16} fill="currentColor" />}
      </button>
      <IconButton label="Next event" shortcut="→" onClick={() => session.stepForward()}>
        <SkipForward size={16} fill="currentColor" />
      </IconButton>
    </div>
  );
}
