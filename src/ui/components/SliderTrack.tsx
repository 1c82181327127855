import { Slider as Radix } from 'radix-ui';
import styles from './Slider.module.css';

export interface TrackProps {
  label: string;
  min: number;
  max: number;
  step?: number;
  /** Says a value as the reader should hear and see it, such as `20 ms`. */
  format?: (value: number) => string;
  /** The name of each handle, in order. */
  thumbs: readonly string[];
  values: number[];
  onChange: (values: number[]) => void;
  onCommit: (values: number[]) => void;
}

/** The line and its handles; Slider.tsx loads it when the first slider is shown. */
export function SliderTrack({ label, thumbs, values, min, max, step, format, onChange, onCommit }: TrackProps) {
  return (
    <Radix.Root
      className={styles.root}
      aria-label={label}
      value={values}
      min={min}
      max={max}
      step={step ?? 1}
      minStepsBetweenThumbs={0}
      onValueChange={onChange}
      onValueCommit={onCommit}
    >
      <Radix.Track className={styles.track}>
        <Radix.Range className={styles.range} />
      </Radix.Track>
      {thumbs.map((name, i) => (
        <Radix.Thumb
          key={name}
          className={styles.thumb}
          aria-label={name}
          aria-valuetext={format?.(values[i] ?? min)}
        />
      ))}
    </Radix.Root>
  );
}
