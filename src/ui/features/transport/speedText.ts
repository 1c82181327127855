/** Speeds in figures and in words, and where they stand on the slider. */
import { SPEED_MAX, SPEED_MIN } from '../../../session/state.ts';

/** A tenth of a decade or so per step. */
const STEPS_PER_DECADE = 20;
export const SLIDER_MIN = Math.round(Math.log10(SPEED_MIN) * STEPS_PER_DECADE);
/** The last notch, a little apart from 100×: as fast as it can. */
export const SLIDER_MAX = Math.round(Math.log10(SPEED_MAX) * STEPS_PER_DECADE) + 3;

/** Offered by name. */
export const presets: readonly number[] = [1 / 1000, 1 / 100, 1 / 20, 1 / 10, 1 / 2, 1, 10, 100, Infinity];

/** `1/20×`, `2.5×`, `max`. */
export function speedText(speed: number): string {
  if (speed === Infinity) return 'max';
  return speed < 1 ? `1/${twoDigits(1 / speed)}×` : `${twoDigits(speed)}×`;
}

/** Where a speed stands on the slider. */
export function sliderOf(speed: number): number {
  if (speed === Infinity) return SLIDER_MAX;
  const at = Math.round(Math.log10(speed) * STEPS_PER_DECADE);
  return Math.min(SLIDER_MAX - 3, Math.max(SLIDER_MIN, at));
}

/** The speed at a place of the slider, a round one. */
export function speedAt(slider: number): number {
  if (slider > SLIDER_MAX - 2) return Infinity;
  const speed = 10 ** (Math.min(slider, SLIDER_MAX - 3) / STEPS_PER_DECADE);
  return speed < 1 ? 1 / twoDigits(1 / speed) : twoDigits(speed);
}

/** What a speed means: for the clock, and for a message of `latencyMs`. */
export function speedSentence(speed: number, latencyMs: number): string {
  if (speed === Infinity) return 'As fast as it can: no waiting between events.';
  const clock =
    speed === 1
      ? 'virtual time runs like real time'
      : speed < 1
        ? `one virtual second takes ${duration(1000 / speed)}`
        : `each second shows ${twoDigits(speed)} virtual seconds`;
  const flight = `a ${twoDigits(latencyMs)} ms message flies for ${duration(latencyMs / speed)}`;
  return `${speedText(speed)}: ${clock}; ${flight}.`;
}

/** Real time: `0.6 s`, `20 seconds`, `17 minutes`, `3 ms`. */
export function duration(ms: number): string {
  if (ms < 95) return `${twoDigits(ms)} ms`;
  if (ms < 9950) return `${twoDigits(ms / 1000)} s`;
  if (ms < 120_000) return `${Math.round(ms / 1000)} seconds`;
  return `${twoDigits(ms / 60_000)} minutes`;
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(value >= 100 ? 3 : 2));
}
