/** The new-run form as the user types it: everything a string or a switch, so that half-typed numbers can stand. */
import type { RunSetup } from '../../../trace/run.ts';

export interface TextRange {
  readonly low: string;
  readonly high: string;
}

/** What the timing presets set together. All in ms. */
export interface Timing {
  readonly election: TextRange;
  readonly heartbeat: string;
  readonly latency: TextRange;
  readonly fsync: TextRange;
}

export interface RunForm extends Timing {
  readonly size: string;
  readonly seed: string;
  /** Percent. */
  readonly loss: string;
  /** Percent. */
  readonly duplicate: string;
  readonly reorder: boolean;
  readonly noOpOnElection: boolean;
  readonly fastBacktracking: boolean;
  /** Empty: no limit. */
  readonly maxEntriesPerAppend: string;
  /** Empty: no limit. */
  readonly maxInflightAppends: string;
}

export type RunField = keyof RunForm;

const range = ([low, high]: readonly [number, number]): TextRange => ({ low: String(low), high: String(high) });
const percent = (probability: number): string => String(Math.round(probability * 10_000) / 100);
const limit = (count: number | null): string => (count === null ? '' : String(count));

/** The form filled in with the settings of the run at hand. Its history isn't part of a new run. */
export function formOfSetup({ seed, cluster, network, disk }: RunSetup): RunForm {
  const { options } = cluster;
  return {
    size: String(Math.min(9, cluster.nodes.length)),
    seed: String(seed),
    election: range(options.electionTimeoutMs),
    heartbeat: String(options.heartbeatMs),
    latency: range(network.latencyMs),
    fsync: range(disk.fsyncMs),
    loss: percent(network.loss),
    duplicate: percent(network.duplicate),
    reorder: network.reorder,
    noOpOnElection: options.noOpOnElection,
    fastBacktracking: options.fastBacktracking,
    maxEntriesPerAppend: limit(options.maxEntriesPerAppend),
    maxInflightAppends: limit(options.maxInflightAppends),
  };
}
