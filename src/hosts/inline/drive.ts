/** Runs a simulation on this thread. */
import type { RecordedCommand, RunCommand } from '../../trace/command.ts';
import type { VirtualMs } from '../../trace/event.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { SimulationState } from '../../simulation/state.ts';
import { NodeFailure } from '../host.ts';
import type { InlineHost } from './inlineHost.ts';

/** Starts the processes of a fresh simulation. */
export function bootInline(simulation: Simulation, host: InlineHost): void {
  for (const start of simulation.boot()) simulation.booted(start.id, host.start(start));
}

/** A simulation that goes on from `checkpoint` with its nodes on `host`. */
export function restoreInline(
  checkpoint: SimulationState,
  host: InlineHost,
  commands?: readonly RecordedCommand[],
): Simulation {
  const simulation = Simulation.restore(checkpoint, commands);
  for (const { id, node } of checkpoint.slots) {
    if (node !== null) simulation.booted(id, host.adopt(node));
  }
  return simulation;
}

/** Carries out one event that is due by `until`; false when there is none. */
export function runOne(simulation: Simulation, host: InlineHost, until: VirtualMs): boolean {
  const work = simulation.next(until);
  if (work === null) return false;
  try {
    switch (work.op) {
      case 'none':
        simulation.complete(null, null);
        break;
      case 'stop':
        host.stop(work.id);
        simulation.complete(null, null);
        break;
      case 'start':
        simulation.complete(null, host.start(work.start));
        break;
      case 'step':
        simulation.complete(host.step(work.id, work.input), null);
        break;
    }
  } catch (error) {
    if (!(error instanceof NodeFailure)) throw error;
    simulation.fail(error.message);
  }
  return true;
}

/** Carries out every event up to and including virtual time `until`; gives their number. */
export function runUntil(simulation: Simulation, host: InlineHost, until: VirtualMs): number {
  let events = 0;
  while (runOne(simulation, host, until)) events += 1;
  return events;
}

/** Records `command` and carries it out. @throws RangeError with a sentence when it can't be */
export function commandNow(simulation: Simulation, host: InlineHost, command: RunCommand): void {
  simulation.command(command);
  runOne(simulation, host, simulation.now);
}
