/** The page's line to the network worker, which it starts. */
import type { EngineAnswer, EngineLine } from './protocol.ts';

/** Starts a network worker of its own. */
export function workerLine(): EngineLine {
  const worker = new Worker(new URL('./engineWorker.ts', import.meta.url), {
    type: 'module',
    name: 'network',
  });
  return {
    send: (call) => {
      worker.postMessage(call);
    },
    onAnswer: (listener) => {
      worker.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
        listener(data);
      };
    },
    close: () => {
      worker.terminate();
    },
    onDeath: (listener) => {
      worker.onerror = (event) => {
        listener(event.message || 'the network worker could not be loaded');
      };
    },
  };
}
