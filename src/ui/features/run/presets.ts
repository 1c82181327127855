/** Timings that belong together. */
import type { RunForm, Timing } from './runForm.ts';

export interface Preset {
  readonly name: string;
  readonly sentence: string;
  readonly timing: Timing;
}

const ms = (low: number, high: number) => ({ low: String(low), high: String(high) });

export const presets: readonly Preset[] = [
  {
    name: 'Playground',
    sentence: 'Slow enough links that every message can be followed.',
    timing: { election: ms(150, 300), heartbeat: '50', latency: ms(20, 40), fsync: ms(2, 6) },
  },
  {
    name: 'Paper',
    sentence: 'As measured in §9.3: 15 ms for a round, heartbeats at half of the shortest election timeout.',
    timing: { election: ms(150, 300), heartbeat: '75', latency: ms(5, 8), fsync: ms(0, 2) },
  },
  {
    name: 'raftos',
    sentence: 'The lab’s Python library on one machine: seconds pass before anybody misses a leader.',
    timing: { election: ms(1500, 4500), heartbeat: '300', latency: ms(1, 3), fsync: ms(0, 2) },
  },
];

const same = (a: Timing, b: Timing): boolean =>
  a.heartbeat === b.heartbeat &&
  (['election', 'latency', 'fsync'] as const).every((key) => a[key].low === b[key].low && a[key].high === b[key].high);

/** The preset that the form's timings are, or null: custom. */
export function presetOf(form: RunForm): Preset | null {
  return presets.find((preset) => same(preset.timing, form)) ?? null;
}
