/** The run that a newcomer sees: five nodes, timing that the eye can follow. */
import { freshCluster, type RunSetup } from '../trace/run.ts';

/** How long before its first event a new run begins, in virtual ms: nobody wants to watch an idle wait. */
export const LEAD_MS = 6;

export const FIRST_SPEED = 1 / 20;

export const firstRun: RunSetup = {
  seed: 7,
  cluster: freshCluster(5),
  network: { mode: 'timed', latencyMs: [20, 40], loss: 0, duplicate: 0, reorder: true },
  // Slow enough that an entry is seen in memory before it is on disk.
  disk: { fsyncMs: [2, 6] },
};
