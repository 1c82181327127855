/** Runs a simulation whose nodes answer later, such as those in workers. */
import type { Outcome } from '../raft/types.ts';
import type { AheadSteps } from '../simulation/lookahead.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { SimulationState } from '../simulation/state.ts';
import type { RecordedCommand } from '../trace/command.ts';
import type { MessageId, VirtualMs } from '../trace/event.ts';
import { NodeFailure, type NodeHost } from './host.ts';

/** Starts the processes of a fresh simulation, all at once. */
export async function boot(simulation: Simulation, host: NodeHost): Promise<void> {
  const starts = simulation.boot();
  const memories = await Promise.all(starts.map(async (start) => host.start(start)));
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
    checkpoint.slots.map(async ({ id, node }) => {
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
  const begun: Begun = new Map();
  for (;;) {
    if (!enough()) {
      for (const ahead of simulation.lookahead(until)) begin(host, ahead, begun);
    } else if (begun.size === 0) return;
    if (!(await driveNext(simulation, host, until, begun))) return;
  }
}

/** Steps that began before their turn, by the message they handle; undefined when they came to nothing yet. */
type Begun = Map<MessageId, Promise<Outcome | undefined>>;

function begin(host: NodeHost, { id, messages, inputs }: AheadSteps, begun: Begun): void {
  // What began earlier for this node has to be taken first.
  if (messages.some((message) => begun.has(message))) return;
  const outcomes = Promise.resolve(host.steps(id, inputs));
  // A failure is handled when it is that step's turn.
  outcomes.catch(() => undefined);
  messages.forEach((message, i) => {
    const outcome = outcomes.then((done) => done[i]);
    outcome.catch(() => undefined);
    begun.set(message, outcome);
  });
}

async function driveNext(
  simulation: Simulation,
  host: NodeHost,
  until: VirtualMs,
  begun: Begun,
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
        const outcome = (await already) ?? (await host.step(work.id, work.input));
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
