/**
 * `npm run --silent scenario -- FILE [--trace OUT.ndjson] [--full]`
 *
 * Runs a scenario and prints its final state as one JSON document on standard
 * output; everything else goes to standard error. Exit 0: every expectation
 * held and no property was violated; 1: not so; 2: no valid scenario, or these
 * are no arguments.
 */
import { readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeScenario } from '../scenarios/decode.ts';
import { ScenarioDefect } from '../scenarios/defect.ts';
import { runScenario } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import { reportLines } from './scenarioReport.ts';
import { openTrace } from './traceFile.ts';

const USAGE = `usage: npm run --silent scenario -- FILE [--trace OUT.ndjson] [--full]

  FILE     a scenario document; - reads standard input
  --trace  write every event to OUT.ndjson, one a line
  --full   each of those lines also carries every node's state and the messages in flight`;

/** A mistake of the caller's: one sentence, exit 2. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

interface Arguments {
  readonly file: string;
  readonly trace: string | null;
  readonly full: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  let file: string | null = null;
  let trace: string | null = null;
  let full = false;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--full') full = true;
    else if (arg === '--trace') {
      i += 1;
      trace = args[i] ?? misuse('--trace needs the name of the file to write');
    } else if (arg.startsWith('--trace=')) trace = arg.slice('--trace='.length);
    else if (arg.startsWith('-') && arg !== '-') misuse(`there is no option ${arg}`);
    else if (file === null) file = arg;
    else misuse(`one file at a time: ${file} or ${arg}?`);
  }
  if (file === null) return misuse('which scenario?');
  if (full && trace === null) misuse('--full says what each line of --trace carries; --trace is missing');
  return { file, trace, full };
}

function misuse(sentence: string): never {
  throw new Misuse(`${sentence}\n\n${USAGE}`);
}

/** A file as the caller named it: npm changes into the project's folder first and says where it was called. */
function asNamed(file: string): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env;
  return resolve(script === 'scenario' && calledFrom !== undefined ? calledFrom : process.cwd(), file);
}

function readDocument(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : asNamed(file), 'utf8');
  } catch (error) {
    throw new Misuse(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Writes all of `text`, also into a pipe whose reader is slow; a reader that has left (`| head`) is no error. */
function print(text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

function main(args: readonly string[]): number {
  const { file, trace, full } = readArguments(args);
  const scenario = decodeScenario(readDocument(file));
  const out = trace === null ? null : openTraceAt(trace, full);
  const world = createInlineWorld(scenario.setup, { listener: (event) => out?.add(event, world.simulation) });
  const outcome = runScenario(scenario, world);
  out?.close();
  print(`${JSON.stringify(outcome.state, null, 2)}\n`);
  for (const line of reportLines(scenario, outcome)) console.error(line);
  return outcome.ok ? 0 : 1;
}

function openTraceAt(file: string, full: boolean): ReturnType<typeof openTrace> {
  try {
    return openTrace(asNamed(file), full);
  } catch (error) {
    throw new Misuse(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ScenarioDefect) && !(error instanceof Misuse)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
