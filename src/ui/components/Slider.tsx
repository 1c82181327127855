import { Slider as Radix } from 'radix-ui';
import styles from './Slider.module.css';

interface Common {
  label: string;
  min: number;
  max: number;
  step?: number;
  /** Says a value as the reader should hear and see it, such as `20 ms`. */
  format?: (value: number) => string;
}

function Track({ label, thumbs, values, min, max, step, format, onChange, onCommit }: Common & {
  thumbs: readonly string[];
  values: number[];
  onChange: (values: number[]) => void;
  onCommit: (values: number[]) => void;
}) {
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

/** One value. `onCommit` comes once, when the handle is let go. */
export function Slider({ value, onChange, onCommit, ...rest }: Common & {
  value: number;
  onChange: (value: number) => void;
  onCommit?: (value: number) => void;
}) {
  return (
    <Track
      {...rest}
      thumbs={[rest.label]}
      values={[value]}
      onChange={([next = value]) => onChange(next)}
      onCommit={([next = value]) => onCommit?.(next)}
    />
  );
}

export type Range = readonly [low: number, high: number];

/** A low and a high value. */
export function RangeSlider({ value, onChange, onCommit, ...rest }: Common & {
  value: Range;
  onChange: (value: Range) => void;
  onCommit?: (value: Range) => void;
}) {
  return (
    <Track
      {...rest}
      thumbs={[`${rest.label}, lowest`, `${rest.label}, highest`]}
      values={[...value]}
      onChange={([low = value[0], high = value[1]]) => onChange([low, high])}
      onCommit={([low = value[0], high = value[1]]) => onCommit?.([low, high])}
    />
  );
}
