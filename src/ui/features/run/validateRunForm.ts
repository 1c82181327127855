/** From what was typed to a setup, or to sentences that say what is wrong, where, and what was expected. */
import { freshCluster, type RunSetup } from '../../../trace/run.ts';
import { FormRemarks, type Bounds, type FormRemark as Remark } from '../../state/formRemarks.ts';
import { optionsOfDraft } from '../../state/optionDraft.ts';
import type { RunField, RunForm } from './runForm.ts';

export type FormRemark = Remark<RunField>;

export interface CheckedRunForm {
  /** Null as long as there are errors. */
  readonly setup: RunSetup | null;
  readonly errors: readonly FormRemark[];
  /** What is allowed and yet likely not meant. */
  readonly warnings: readonly FormRemark[];
}

export const SIZE_MAX = 9;
export const SEED_MAX = Number.MAX_SAFE_INTEGER;
/** A minute: longer than any timeout that somebody waits for in front of a screen. */
export const MS_MAX = 60_000;

const count = (high: number): Bounds => ({ low: 1, high, whole: true, unit: '' });
const ms = (low: number): Bounds => ({ low, high: MS_MAX, whole: false, unit: ' ms' });
const percent: Bounds = { low: 0, high: 100, whole: false, unit: ' %' };

/** Checks every field; gives the setup of the new run when none is wrong. */
export function validateRunForm(form: RunForm): CheckedRunForm {
  const remarks = new FormRemarks<RunField>();
  const size = remarks.number('size', 'Nodes', form.size, count(SIZE_MAX));
  const seed = remarks.number('seed', 'Seed', form.seed, { low: 0, high: SEED_MAX, whole: true, unit: '' });
  const election = remarks.range('election', 'Election timeout', form.election, ms(1));
  const heartbeat = remarks.number('heartbeat', 'Heartbeat', form.heartbeat, ms(1));
  const latency = remarks.range('latency', 'Latency', form.latency, ms(0));
  const fsync = remarks.range('fsync', 'Disk write', form.fsync, ms(0));
  const loss = remarks.number('loss', 'Loss', form.loss, percent);
  const duplicate = remarks.number('duplicate', 'Duplication', form.duplicate, percent);
  const options = optionsOfDraft(form.options, remarks);
  const { errors } = remarks;
  const warnings = warningsOf({ size, election, heartbeat, latency, fsync, loss });
  if (errors.length > 0) return { setup: null, errors, warnings };
  const setup: RunSetup = {
    seed,
    cluster: { ...freshCluster(size, { electionTimeoutMs: election, heartbeatMs: heartbeat, ...options }), bugs: form.bugs },
    network: { mode: 'timed', latencyMs: latency, loss: loss / 100, duplicate: duplicate / 100, reorder: form.reorder },
    disk: { fsyncMs: fsync },
  };
  return { setup, errors, warnings };
}

interface Numbers {
  readonly size: number;
  readonly election: readonly [number, number];
  readonly heartbeat: number;
  readonly latency: readonly [number, number];
  readonly fsync: readonly [number, number];
  readonly loss: number;
}

/** NaN compares as false, so a field that is wrong already gets no warning as well. */
function warningsOf({ size, election, heartbeat, latency, fsync, loss }: Numbers): FormRemark[] {
  const warnings: FormRemark[] = [];
  const warn = (field: RunField, text: string) => warnings.push({ field, text });
  const [shortest, longest] = election;
  const round = 2 * latency[1] + fsync[1];
  if (size > 0 && size % 2 === 0) {
    const spare = size / 2 - 1;
    warn('size', `${size} nodes survive no more failures than ${size - 1} do: ${spare}.`);
  }
  if (heartbeat >= shortest) {
    warn('heartbeat', `Followers will time out between heartbeats: ${heartbeat} ms is no less than the shortest election timeout, ${shortest} ms.`);
  } else if (heartbeat + latency[1] >= shortest) {
    warn('heartbeat', `A slow heartbeat can come too late: ${heartbeat} ms and ${latency[1]} ms on the way reach the shortest election timeout, ${shortest} ms.`);
  }
  if (shortest === longest && size > 1) {
    warn('election', 'All nodes will time out at the same moment, so votes will split again and again.');
  }
  if (round >= longest) {
    warn('election', `Asking for a vote can take ${round} ms, longer than any election timeout (${longest} ms): most elections will fail (§5.6).`);
  }
  if (loss === 100) warn('loss', 'Nothing will ever arrive, so nobody can be elected.');
  return warnings;
}
