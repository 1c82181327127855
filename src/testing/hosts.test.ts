import { expect, it, vi } from 'vitest';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { createNodeProcess } from '../hosts/worker/nodeProcess.ts';
import type { PortHandover, ToNode } from '../hosts/worker/protocol.ts';
import { WorkerHost } from '../hosts/worker/workerHost.ts';
import type { NodeId, NodeInput, Outcome } from '../raft/types.ts';
import { hostChecks, hostFailures } from './hostChecks.ts';
import { hostContract } from './hostContract.ts';

/**
 * Stands in for a Web Worker with a node worker in it: the real node process,
 * over the real port, with everything cloned on its way, and no thread.
 */
class NodeWorkerStandIn {
  onerror: ((event: unknown) => void) | null = null;
  #port: MessagePort | null = null;

  postMessage({ port }: PortHandover): void {
    const answer = createNodeProcess();
    this.#port = port;
    port.onmessage = (event: MessageEvent<ToNode>) => port.postMessage(answer(event.data));
  }

  terminate(): void {
    this.#port?.close();
  }
}

vi.stubGlobal('Worker', NodeWorkerStandIn);

hostContract('InlineHost', () => new InlineHost());
// In threads of their own the same checks run in a browser.
hostContract('WorkerHost without its threads', () => new WorkerHost());

it('the contract sees a host that loses a part of the memory', async () => {
  class Forgetful extends InlineHost {
    override step(id: NodeId, input: NodeInput): Outcome {
      const outcome = super.step(id, input);
      this.memory(id).votes = {};
      return outcome;
    }
  }
  const failures = await hostFailures(() => new Forgetful());
  expect(failures.join('\n')).toMatch(/memory of S\d: votes/);
  expect(failures.length).toBeLessThan(hostChecks.length);
});
