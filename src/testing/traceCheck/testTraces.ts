// Full traces as the command line writes them, as text.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrng } from '../../base/prng.ts';
import { randomFault } from '../../cli/fuzz/randomCommand.ts';
import { randomRequest } from '../../cli/fuzz/randomRequest.ts';
import { chance, pick, randomSetup } from '../../cli/fuzz/randomSetup.ts';
import { openTrace } from '../../cli/traceFile.ts';
import { TraceLines } from '../../cli/traceLine.ts';
import { bootInline, commandNow, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import { paperRules, type Rules } from '../../raft/rules.ts';
import { decodeScenario } from '../../scenarios/decode.ts';
import { runScenario } from '../../scenarios/runner.ts';
import { createInlineWorld } from '../../session/inlineWorld.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { PreparedNode } from '../../trace/run.ts';

/** The trace of a scenario document, by way of a file. */
export function scenarioTrace(document: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'trace-'));
  try {
    const file = join(folder, 'trace.ndjson');
    const out = openTrace(file, true);
    const scenario = decodeScenario(document);
    const world = createInlineWorld(scenario.setup, { listener: (event) => out.add(event) });
    out.begin(world.simulation);
    runScenario(scenario, world);
    out.close();
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface RandomTraceOptions {
  readonly seed: number;
  readonly events: number;
  readonly rules?: Partial<Rules>;
  /** How the nodes stand at the start, instead of fresh. */
  readonly nodes?: readonly PreparedNode[];
}

/** The trace of a run as fuzzing makes them: anything that can be done to a cluster, and nobody but the trace watching. */
export function randomTrace({ seed, events, rules = {}, nodes }: RandomTraceOptions): string {
  const prng = createPrng(seed, 0x7472);
  const setup = randomSetup(prng, seed);
  const { cluster } = setup;
  const start = nodes === undefined ? cluster : { ...cluster, nodes, voters: nodes.map(({ id }) => id), learners: [] };
  const simulation = Simulation.create({ ...setup, cluster: start });
  const host = new InlineHost({ ...paperRules, ...rules });
  bootInline(simulation, host);
  const lines = new TraceLines(simulation);
  const text = [JSON.stringify(lines.start())];
  simulation.onEvent((event) => text.push(JSON.stringify(lines.of(event))));
  const attempt = (command: RunCommand): void => {
    if (simulation.whyNot(command) === null) commandNow(simulation, host, command);
  };
  const faults = pick(prng, [0.01, 0.05, 0.15]);
  const requests = pick(prng, [0.05, 0.2]);
  while (simulation.eventCount < events) {
    if (chance(prng, faults)) attempt(randomFault(prng, simulation));
    else if (chance(prng, requests)) attempt(randomRequest(prng, simulation));
    else if (!runOne(simulation, host, Infinity)) attempt(randomFault(prng, simulation));
  }
  return text.join('\n');
}
