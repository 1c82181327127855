/** A simulation on this thread with every invariant checked after every event. */
import { createChecker } from '../../checking/checker.ts';
import { bootInline, commandNow, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { Rules } from '../../raft/rules.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RecordedCommand, RunCommand } from '../../trace/command.ts';
import type { VirtualMs } from '../../trace/event.ts';
import type { RunSetup } from '../../trace/run.ts';

/** Something that must not be, in one sentence; `property` tells failures of one kind. */
export interface Finding {
  readonly property: string;
  readonly detail: string;
  readonly event: number;
  readonly time: VirtualMs;
}

export class WatchedRun {
  readonly simulation: Simulation;
  /** The first thing found; the run need not go on after it. */
  finding: Finding | null = null;
  readonly #host: InlineHost;

  constructor(setup: RunSetup, rules: Rules, commands: readonly RecordedCommand[] = []) {
    this.simulation = Simulation.create(setup, commands);
    this.#host = new InlineHost(rules);
    bootInline(this.simulation, this.#host);
    const checker = createChecker(setup.cluster, this.simulation.observed);
    this.simulation.onEvent((event, observed) => {
      const [violation] = checker.afterEvent(event, observed, this.simulation.requests);
      if (violation !== undefined) this.report(violation.property, violation.detail);
      // Commands that can't be carried out have an error too, but no node stops.
      const stopped = event.error !== null && observed.some(({ id, error }) => id === event.node && error !== null);
      if (stopped) this.report('No node stops by itself', `${event.node}: ${event.error}`);
    });
  }

  /** Keeps the first finding. */
  report(property: string, detail: string): void {
    const { eventCount: event, now: time } = this.simulation;
    this.finding ??= { property, detail, event, time };
  }

  /** The next event, if one is due by `until`. */
  one(until: VirtualMs): boolean {
    return runOne(this.simulation, this.#host, until);
  }

  /** Events up to `until`, or the first finding, or `limit` events more; says whether `until` was reached. */
  to(until: VirtualMs, limit: number): boolean {
    for (let left = limit; left > 0 && this.finding === null; left -= 1) if (!this.one(until)) return true;
    return false;
  }

  /** Carries out `command` if that is possible now; says whether it was. */
  try(command: RunCommand): boolean {
    if (this.simulation.whyNot(command) !== null) return false;
    commandNow(this.simulation, this.#host, command);
    return true;
  }
}
