// `npm run build`: the static site in dist/, to be put under any path of any web server.

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './bootstrap.mjs';

await ensureInstalled();
const { builtSite } = await import('./site.mjs');
const site = await builtSite('info');
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
cpSync(site, dist, { recursive: true });
process.stdout.write('The site is in dist/.\n');
