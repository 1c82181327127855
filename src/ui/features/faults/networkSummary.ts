/** Network and disk settings in few words. */
export function formatMsRange([low, high]: readonly [number, number]): string {
  return low === high ? `${low} ms` : `${low}–${high} ms`;
}

/** A probability as percent, as exact as it was set: 0.025 is `2.5 %`. */
export function formatPercent(probability: number): string {
  return `${Math.round(probability * 10_000) / 100} %`;
}

/**
 * The top of a slider that shows `value`: a round number above it, so that a
 * value typed elsewhere (a preset, a scenario) has its place on the track.
 */
export function sliderMax(value: number, least: number): number {
  let max = least;
  while (max < value) max *= 2;
  return max;
}
