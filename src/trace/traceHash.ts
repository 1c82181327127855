/** One number for a whole trace, so that two runs can be compared by looking. */
import { createHash, hashDigest, hashText, type RunningHash } from '../base/hash.ts';
import type { TraceEvent } from './event.ts';

/** The hash of no events. */
export function createTraceHash(): RunningHash {
  return createHash();
}

/** Takes the next event in, with everything it says. */
export function hashEvent(hash: RunningHash, event: TraceEvent): void {
  hashText(hash, JSON.stringify(event));
}

/** Sixteen hexadecimal digits for the events so far. */
export function traceDigest(hash: RunningHash): string {
  return hashDigest(hash);
}
