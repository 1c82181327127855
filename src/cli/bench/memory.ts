/** How much memory this process has needed. */
import { readFileSync } from 'node:fs';

/** Megabytes of resident memory this process has had at most, from the kernel's count where there is one. */
export function peakMemoryMb(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found?.[1] !== undefined) return Number(found[1]) / 1000;
  } catch {
    // Not Linux: what it has now will do.
  }
  return process.memoryUsage().rss / 1e6;
}
