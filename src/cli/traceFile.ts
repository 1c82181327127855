/** A trace as a file: one event a line, and on request the whole state after each. */
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Simulation } from '../simulation/simulation.ts';
import type { TraceEvent } from '../trace/event.ts';
import { TraceLines } from './traceLine.ts';

export interface TraceFile {
  /** Says what the run begins with. To be called once, before its first event. */
  begin(simulation: Simulation): void;
  add(event: TraceEvent): void;
  /** Writes what is left. */
  close(): void;
}

const BUFFERED = 1 << 20;

/** Starts `file` anew. With `full`, there is a line for the start, and all have `nodes` and `inFlight`. @throws when it can't be written */
export function openTrace(file: string, full: boolean): TraceFile {
  const handle = openSync(file, 'w');
  let lines: TraceLines | null = null;
  let buffer = '';
  const flush = (): void => {
    const bytes = Buffer.from(buffer);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    buffer = '';
  };
  const write = (line: unknown): void => {
    buffer += `${JSON.stringify(line)}\n`;
    if (buffer.length > BUFFERED) flush();
  };
  return {
    begin(simulation) {
      if (!full) return;
      lines = new TraceLines(simulation);
      write(lines.start());
    },
    add(event) {
      write(lines === null ? event : lines.of(event));
    },
    close() {
      flush();
      closeSync(handle);
    },
  };
}
