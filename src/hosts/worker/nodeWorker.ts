/** The thread of one node: takes its port, then answers what comes over it. */
import { createNodeProcess } from './nodeProcess.ts';
import type { PortHandover, ToNode } from './protocol.ts';

self.addEventListener('message', ({ data }: MessageEvent<PortHandover>) => {
  const { port } = data;
  const answer = createNodeProcess();
  port.onmessage = (event: MessageEvent<ToNode>) => {
    port.postMessage(answer(event.data));
  };
}, { once: true });
