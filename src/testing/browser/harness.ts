/** What the browser tests and benches call in a page without the playground: hosts with real workers. */
import { hostFailures } from '../hostChecks.ts';
import { benchWorkers, type WorkerFigures } from '../../cli/bench/workerBench.ts';
import { tracesOf, type Script, type Traces } from './traces.ts';
import { WorkerHost } from '../../hosts/worker/workerHost.ts';

export interface Harness {
  /** What of the host contract the worker host breaks; empty: nothing. */
  contract(): Promise<readonly string[]>;
  /** The hashes of one run with its nodes in workers and on one thread. */
  traces(script: Script): Promise<Traces>;
  benchWorkers(virtualMs: number): Promise<WorkerFigures>;
}

declare global {
  interface Window {
    harness: Harness;
  }
}

window.harness = {
  contract: () => hostFailures(() => new WorkerHost()),
  traces: tracesOf,
  benchWorkers,
};
