/** In what a second cluster differs from the first. */
import type { RaftOptions } from '../../raft/types.ts';
import type { RecordedCommand, RunCommand } from '../../trace/command.ts';
import type { EventId, VirtualMs } from '../../trace/event.ts';
import type { RunSetup } from '../../trace/run.ts';

/** Options (one, as a rule) and bugs of the second cluster; everything else is as in the first. */
export interface SetupChange {
  readonly options?: Partial<RaftOptions>;
  readonly bugs?: readonly string[];
}

/** A setup with `change` made. Seed, nodes, network and disks stay. */
export function changedSetup(setup: RunSetup, change: SetupChange): RunSetup {
  const { cluster } = setup;
  return {
    ...setup,
    cluster: {
      ...cluster,
      options: { ...cluster.options, ...change.options },
      bugs: change.bugs ?? cluster.bugs,
    },
  };
}

/** A run as far as it has been played, its known future included. */
export interface PlayedRun {
  readonly setup: RunSetup;
  readonly title: string | null;
  readonly commands: readonly RecordedCommand[];
  readonly endTime: VirtualMs;
  readonly endEvents: EventId;
}

/** A command of the first cluster that the second could not carry out. */
export interface RefusedCommand {
  /** Which command of the first run, from 0. */
  readonly index: number;
  readonly time: VirtualMs;
  readonly command: RunCommand;
  /** A sentence. */
  readonly reason: string;
}
