/** Runs a simulation whose nodes answer later, such as those in workers. */
import type { Outcome } from '../raft/types.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { SimulationState } from '../simulation/state.ts';
import type { RecordedCommand } from '../trace/command.ts';
import type { MessageId, VirtualMs } from '../trace/event.ts';
import { NodeFailure, type NodeHost } from './host.ts';

/** Starts the processes of a fresh simulation, all at once. */
export async function boot(simulation: Simulation, host: NodeHost): Promise<void> {
  const starts = simulation.boot();
  const memories = await Promise.all(starts.map((start) => host.start(start)));
  memories.forEach((memory) => {
    simulation.booted(memory.id, memory);
  });
}

/** A simulation that goes on from `checkpoint`, its nodes handed to `host`; processes that aren't in it are killed. */
export async function restore(
  checkpoint: SimulationState,
  host: NodeHost,
  commands?: readonly RecordedCommand[],
): Promise<Simulation> {
  const simulation = Simulation.restore(checkpoint, commands);
  const memories = await Promise.all(
    checkpoint.slots.map(({ id, node }) => {
      if (node !== null) return host.adopt(node);
      host.stop(id);
      return null;
    }),
  );
  for (const memory of memories) if (memory !== null) simulation.booted(memory.id, memory);
  return simulation;
}

/** Carries out one event that is due by `until`; false when there is none. */
export function driveOne(
  simulation: Simulation,
  host: NodeHost,
  until: VirtualMs,
): Promise<boolean> {
  return driveNext(simulation, host, until, new Map());
}

/**
 * Carries out events up to and including virtual time `until`, or until
 * `enough` says so between two of them. Steps of different nodes run in
 * parallel where nothing can come between; the trace is the same as one by one.
 */
export async function drive(
  simulation: Simulation,
  host: NodeHost,
  until: VirtualMs,
  enough: () => boolean,
): Promise<void> {
  const begun = new Map<MessageId, Promise<Outcome>>();
  for (;;) {
    if (!enough()) {
      for (const { message, id, input } of simulation.lookahead(until)) {
        if (begun.has(message)) continue;
        const outcome = Promise.resolve(host.step(id, input));
        // A failure is handled when it is this step's turn.
        outcome.catch(() => undefined);
        begun.set(message, outcome);
      }
    } else if (begun.size === 0) return;
    if (!(await driveNext(simulation, host, until, begun))) return;
  }
}

async function driveNext(
  simulation: Simulation,
  host: NodeHost,
  until: VirtualMs,
  begun: Map<MessageId, Promise<Outcome>>,
): Promise<boolean> {
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
        simulation.complete(null, await host.start(work.start));
        break;
      case 'step': {
        const already = work.message === null ? undefined : begun.get(work.message);
        if (work.message !== null) begun.delete(work.message);
        const outcome = await (already ?? host.step(work.id, work.input));
        simulation.complete(outcome, host.memory(work.id));
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof NodeFailure)) throw error;
    simulation.fail(error.message);
  }
  return true;
}
