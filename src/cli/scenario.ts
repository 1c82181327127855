/**
 * `npm run --silent scenario -- FILE [--trace OUT.ndjson] [--full]`
 *
 * Runs a scenario and prints its final state as one JSON document on standard
 * output; everything else goes to standard error. The exit code says how it went.
 */
import { writeSync } from 'node:fs';
import { scenarioProgram } from './scenarioProgram.ts';

process.exitCode = scenarioProgram(process.argv.slice(2), { print, complain: (line) => console.error(line) });

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
