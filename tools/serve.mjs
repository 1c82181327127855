// Serves the built site. `node tools/serve.mjs` takes any free port and names it, for the browser tests.

import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { root } from './bootstrap.mjs';
import { builtSite } from './site.mjs';

/**
 * @param {number} port 1 to 65535
 * @param {string} host
 * @returns {Promise<boolean>} whether nothing listens there yet
 */
export function portIsFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    // A machine without that kind of address cannot have it taken.
    probe.once('error', (error) => resolve('code' in error && error.code !== 'EADDRINUSE' && error.code !== 'EACCES'));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/**
 * @param {{ port: number, host: string }} where port 0 takes any free one
 * @returns {Promise<number>} the port it listens on
 */
export async function serveSite({ port, host }) {
  const outDir = await builtSite();
  const { preview } = await import('vite');
  const server = await preview({
    root,
    configFile: false,
    base: './',
    // A missing file is missing: no page is served in its place.
    appType: 'mpa',
    logLevel: 'warn',
    build: { outDir },
    preview: { port, host, strictPort: true, open: false, allowedHosts: true },
  });
  const address = server.httpServer.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const port = await serveSite({ port: 0, host: '127.0.0.1' });
  process.stdout.write(`Serving on port ${port}\n`);
}
