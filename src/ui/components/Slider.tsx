import { lazy, Suspense } from 'react';
import styles from './Slider.module.css';
import type { TrackProps } from './SliderTrack.tsx';

// Every slider is in a popover, so the library behind it can come later than the page.
const LazyTrack = lazy(async () => ({ default: (await import('./SliderTrack.tsx')).SliderTrack }));

type Common = Omit<TrackProps, 'thumbs' | 'values' | 'onChange' | 'onCommit'>;

function Track(props: TrackProps) {
  return (
    <Suspense fallback={<div className={styles.root} />}>
      <LazyTrack {...props} />
    </Suspense>
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
