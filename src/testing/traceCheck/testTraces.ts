// Full traces as the command line writes them, as text.

import { openTrace } from '../../cli/traceFile.ts';
import { TraceLines } from '../../cli/traceLine.ts';
import { paperRules, type Rules } from '../../raft/rules.ts';
import { decodeScenario } from '../../scenarios/decode.ts';
import { runScenario } from '../../scenarios/runner.ts';
import { createInlineWorld } from '../../session/inlineWorld.ts';
import type { PreparedNode } from '../../trace/run.ts';
import { createRandomRun } from '../randomRun.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  readonly moves: number;
  readonly rules?: Partial<Rules>;
  readonly nodes?: readonly PreparedNode[];
}

/** The trace of a run with random faults. */
export function randomTrace({ seed, moves, rules = {}, nodes }: RandomTraceOptions): string {
  let lines: TraceLines | null = null;
  const text: string[] = [];
  const run = createRandomRun({
    seed,
    rules: { ...paperRules, ...rules },
    ...(nodes === undefined ? {} : { nodes }),
    listener: (simulation) => {
      lines = new TraceLines(simulation);
      text.push(JSON.stringify(lines.start()));
      return (event) => text.push(JSON.stringify(lines?.of(event)));
    },
  });
  for (let move = 0; move < moves; move += 1) run.advance();
  return text.join('\n');
}
