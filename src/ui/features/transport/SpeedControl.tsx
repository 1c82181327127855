import { Popover } from '../../components/Popover.tsx';
import { Slider } from '../../components/Slider.tsx';
import { useSession } from '../../state/SessionProvider.tsx';
import { useSessionState } from '../../state/useSessionState.ts';
import { presets, SLIDER_MAX, SLIDER_MIN, sliderOf, speedAt, speedSentence, speedText } from './speedText.ts';
import styles from './SpeedControl.module.css';

/** How fast virtual time runs: a button that opens a slider, presets, and what they mean in words. */
export function SpeedControl() {
  const session = useSession();
  const speed = useSessionState((state) => state.speed);
  const [low, high] = useSessionState((state) => state.frame.network.latencyMs);
  const latency = (low + high) / 2;
  return (
    <Popover
      label="Speed"
      side="top"
      align="start"
      trigger={
        <button type="button" className={styles.button} aria-label={`Speed, ${speedText(speed)}`} title="Speed ([ slower, ] faster)">
          {speedText(speed)}
        </button>
      }
    >
      <div className={styles.panel}>
        <Slider
          label="Speed"
          min={SLIDER_MIN}
          max={SLIDER_MAX}
          value={sliderOf(speed)}
          format={(at) => speedSentence(speedAt(at), latency)}
          onChange={(at) => session.setSpeed(speedAt(at))}
        />
        <div className={styles.ends} aria-hidden>
          <span>1/1000×</span>
          <span>as fast as it can</span>
        </div>
        <p className={styles.sentence}>{speedSentence(speed, latency)}</p>
        <div className={styles.presets}>
          {presets.map((preset) => (
            <button
              key={preset}
              type="button"
              aria-pressed={preset === speed}
              aria-label={preset === Infinity ? 'As fast as it can' : speedText(preset)}
              onClick={() => session.setSpeed(preset)}
            >
              {speedText(preset)}
            </button>
          ))}
        </div>
      </div>
    </Popover>
  );
}
