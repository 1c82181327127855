/** Sends back what comes over its port: the bare round trip that the worker host is measured against. */
self.addEventListener('message', ({ data }: MessageEvent<{ port: MessagePort }>) => {
  const { port } = data;
  port.onmessage = (event: MessageEvent<unknown>) => {
    port.postMessage(event.data);
  };
}, { once: true });
