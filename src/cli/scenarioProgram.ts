/** The command line of scenarios, without the process around it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeScenario } from '../scenarios/decode.ts';
import { ScenarioDefect } from '../scenarios/defect.ts';
import { runScenario } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import { reportLines } from './scenarioReport.ts';
import { openTrace, type TraceFile } from './traceFile.ts';

const USAGE = `usage: npm run --silent scenario -- FILE [--trace OUT.ndjson] [--full]

  FILE     a scenario document; - reads standard input
  --trace  write every event to OUT.ndjson, one a line
  --full   each of those lines also carries every node's state and the messages in flight,
           after a first line with the state at the start (docs/trace-format.md)`;

/** Where a program's words go. */
export interface Terminal {
  /** Standard output. */
  print(text: string): void;
  /** One line for standard error. */
  complain(line: string): void;
}

/** Every expectation held and no property was violated. */
export const EXIT_OK = 0;
export const EXIT_FAILED = 1;
/** No valid scenario, or no arguments that can be understood. */
export const EXIT_INVALID = 2;

/** A mistake of the caller's. */
class Misuse extends Error {
  override readonly name = 'Misuse';
}

interface Arguments {
  readonly file: string;
  readonly trace: string | null;
  readonly full: boolean;
}

/** Runs the program; gives its exit code. */
export function scenarioProgram(args: readonly string[], terminal: Terminal): number {
  try {
    return runFile(readArguments(args), terminal);
  } catch (error) {
    if (!(error instanceof ScenarioDefect) && !(error instanceof Misuse)) throw error;
    terminal.complain(error.message);
    return EXIT_INVALID;
  }
}

function runFile({ file, trace, full }: Arguments, { print, complain }: Terminal): number {
  const scenario = decodeScenario(readDocument(file));
  const out = trace === null ? null : openTraceAt(trace, full);
  const world = createInlineWorld(scenario.setup, { listener: (event) => out?.add(event) });
  out?.begin(world.simulation);
  const outcome = runScenario(scenario, world);
  out?.close();
  print(`${JSON.stringify(outcome.state, null, 2)}\n`);
  if (full && trace === null) complain('note: --full says what the lines of --trace carry; without --trace it changes nothing');
  for (const line of reportLines(scenario, outcome)) complain(line);
  return outcome.ok ? EXIT_OK : EXIT_FAILED;
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
  if (trace === '') misuse('--trace needs the name of the file to write');
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
    throw new Misuse(`cannot read ${file}: ${sentenceOf(error)}`);
  }
}

function openTraceAt(file: string, full: boolean): TraceFile {
  try {
    return openTrace(asNamed(file), full);
  } catch (error) {
    throw new Misuse(`cannot write ${file}: ${sentenceOf(error)}`);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
