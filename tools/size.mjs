// What a visitor downloads before the page can start: the entry script and what it imports statically.
// Workers and whatever loads later are not counted.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { builtSite } from './site.mjs';

const limitKb = 200;

const site = await builtSite();
/** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[] }>} */
const manifest = JSON.parse(readFileSync(join(site, '.vite', 'manifest.json'), 'utf8'));

/** @type {Set<string>} */
const files = new Set();
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.isEntry) addWithImports(key);
}
let bytes = 0;
for (const file of files) bytes += gzipSync(readFileSync(join(site, file))).length;
const kb = bytes / 1000;
const verdict = kb < limitKb ? 'within' : 'OVER';
process.stdout.write(`First load: ${kb.toFixed(1)} kB of JavaScript, gzipped, in ${files.size} file(s); ${verdict} the limit of ${limitKb} kB.\n`);
if (bytes === 0 || kb >= limitKb) process.exitCode = 1;

/** @param {string} key */
function addWithImports(key) {
  const chunk = manifest[key];
  if (chunk === undefined || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) addWithImports(imported);
}
