// The page that browser tests and benches use to reach the hosts without the playground around them.

import { preview } from 'vite';
import { builtOnce, fingerprintOf } from './site.mjs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

const folder = join(root, 'src/testing/browser');

/**
 * Builds the harness once per state of the sources and serves it on a free port of this machine.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveHarness() {
  const outDir = await builtOnce('harness', fingerprintOf(['package-lock.json', 'src', 'tools/harness.mjs']), async (target) => {
    const { build } = await import('vite');
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      base: './',
      worker: { format: 'es' },
      build: { outDir: target, emptyOutDir: true, target: 'es2023', minify: false },
    });
  });
  const server = await preview({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, host: '127.0.0.1' },
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the harness has no address');
  return { url, close: () => server.close() };
}
