/** The network worker: holds the simulation and a port to every node's worker. */
import { WorkerHost } from '../../hosts/worker/workerHost.ts';
import { Engine } from './engine.ts';
import { createHandler } from './handle.ts';
import type { EngineCall } from './protocol.ts';

const engine = new Engine(
  (bugs) => new WorkerHost(bugs),
  () => performance.now(),
);
const answer = createHandler(engine);

self.onmessage = ({ data }: MessageEvent<EngineCall>) => {
  void answer(data).then((reply) => {
    self.postMessage(reply);
  });
};
