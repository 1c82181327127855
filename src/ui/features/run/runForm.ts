/** The new-run form as the user types it: everything a string or a switch, so that half-typed numbers can stand. */
import type { RunSetup } from '../../../trace/run.ts';
import type { TextRange } from '../../state/formRemarks.ts';
import { draftOf, type OptionDraft, type OptionKey } from '../../state/optionDraft.ts';

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
  /** The options of the book. */
  readonly options: OptionDraft;
  /** Bugs of the zoo that are switched on, by name. */
  readonly bugs: readonly string[];
}

export type RunField = Exclude<keyof RunForm, 'options' | 'bugs'> | OptionKey;

const range = ([low, high]: readonly [number, number]): TextRange => ({ low: String(low), high: String(high) });
const percent = (probability: number): string => String(Math.round(probability * 10_000) / 100);

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
    options: draftOf(options),
    bugs: cluster.bugs,
  };
}
