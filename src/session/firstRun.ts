/** The run that a newcomer sees: five nodes, timing that the eye can follow. */
import { freshCluster, type RunSetup } from '../trace/run.ts';

/** How long before its first event a new run begins, in virtual ms: nobody wants to watch an idle wait. */
export const LEAD_MS = 6;

export const FIRST_SPEED = 1 / 20;

export const firstRun: RunSetup = {
  // One candidate, and a leader 55 virtual ms after the first timeout: about a second on the screen.
  seed: 103,
  cluster: freshCluster(5),
  network: { mode: 'timed', latencyMs: [20, 40], loss: 0, duplicate: 0, reorder: true },
  // Slow enough that an entry is seen in memory before it is on disk.
  disk: { fsyncMs: [2, 6] },
};
