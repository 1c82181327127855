/** A trace as a file: one event a line, and on request the whole state after each. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { nodeStates } from '../scenarios/state.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { TraceEvent } from '../trace/event.ts';

export interface TraceFile {
  add(event: TraceEvent, simulation: Simulation): void;
  /** Writes what is left. */
  close(): void;
}

const BUFFERED = 1 << 20;

/** Starts `file` anew. With `full`, lines also have `nodes` and `inFlight`. @throws when it can't be written */
export function openTrace(file: string, full: boolean): TraceFile {
  const handle = openSync(file, 'w');
  let buffer = '';
  const flush = (): void => {
    const bytes = Buffer.from(buffer);
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    buffer = '';
  };
  return {
    add(event, simulation) {
      buffer += `${JSON.stringify(full ? { ...event, ...after(simulation) } : event)}\n`;
      if (buffer.length > BUFFERED) flush();
    },
    close() {
      flush();
      closeSync(handle);
    },
  };
}

function after(simulation: Simulation) {
  const inFlight = simulation.inFlight().map(({ id, message, ...envelope }) => ({ id, ...message, ...envelope }));
  return { nodes: nodeStates(simulation.setup.cluster, simulation.observed), inFlight };
}
