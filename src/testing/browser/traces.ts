/** One run on both hosts. */
import { boot, drive } from '../../hosts/drive.ts';
import { bootInline, commandNow, runUntil } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { WorkerHost } from '../../hosts/worker/workerHost.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { RunSetup } from '../../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../../trace/traceHash.ts';

/** Commands, each at its virtual time; times don't fall. */
export interface Script {
  readonly setup: RunSetup;
  readonly steps: readonly { readonly at: number; readonly command: RunCommand | 'crash the leader' | 'set' }[];
  readonly until: number;
}

export interface Traces {
  readonly workers: string;
  readonly inline: string;
  readonly events: number;
  /** The nodes' memories at the end are equal, mirror for node. */
  readonly sameMemories: boolean;
}

/** Runs `script` with the nodes in workers, then on this thread. */
export async function tracesOf(script: Script): Promise<Traces> {
  const workerHost = new WorkerHost();
  const there = watched(script.setup);
  await boot(there.simulation, workerHost);
  for (const { at, command } of script.steps) {
    await drive(there.simulation, workerHost, at, () => false);
    give(there.simulation, command);
    await drive(there.simulation, workerHost, at, () => false);
  }
  await drive(there.simulation, workerHost, script.until, () => false);
  const here = watched(script.setup);
  const host = new InlineHost();
  bootInline(here.simulation, host);
  for (const { at, command } of script.steps) {
    runUntil(here.simulation, host, at);
    const chosen = chosenCommand(here.simulation, command);
    if (chosen !== null) commandNow(here.simulation, host, chosen);
    runUntil(here.simulation, host, at);
  }
  runUntil(here.simulation, host, script.until);
  const memories = (simulation: Simulation): string =>
    JSON.stringify(
      simulation.observed.map(({ node }) => node && { ...node, dict: [...node.dict] }),
    );
  const sameMemories = memories(there.simulation) === memories(here.simulation);
  workerHost.dispose();
  return {
    workers: there.digest(),
    inline: here.digest(),
    events: here.simulation.eventCount,
    sameMemories,
  };
}

function watched(setup: RunSetup): { simulation: Simulation; digest: () => string } {
  const simulation = Simulation.create(setup);
  const hash = createTraceHash();
  simulation.onEvent((event) => {
    hashEvent(hash, event);
  });
  return { simulation, digest: () => traceDigest(hash) };
}

function give(simulation: Simulation, command: Script['steps'][number]['command']): void {
  const chosen = chosenCommand(simulation, command);
  if (chosen !== null) simulation.command(chosen);
}

/** Null when the command can't be carried out at this moment; both hosts skip it then. */
function chosenCommand(
  simulation: Simulation,
  command: Script['steps'][number]['command'],
): RunCommand | null {
  const leader = simulation.observed.find(({ node }) => node?.role === 'leader');
  const chosen: RunCommand | null =
    typeof command !== 'string'
      ? command
      : leader === undefined
        ? null
        : command === 'set'
          ? { type: 'propose', to: leader.id, command: { set: ['x', String(simulation.now)] } }
          : { type: 'crash', node: leader.id };
  return chosen === null || simulation.whyNot(chosen) !== null ? null : chosen;
}
