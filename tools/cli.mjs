// Runs a TypeScript program of src/cli/ for `npm run scenario`, `bench`, `fuzz` and `explore`. The program is bundled once
// per state of the sources, because a person or a script may start it hundreds of times: a bundle starts in a
// fraction of the time that a TypeScript loader takes. Standard output is the program's alone.

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, giveUp, root } from './bootstrap.mjs';

/** @type {Record<string, string>} */
const programs = { scenario: 'src/cli/scenario.ts', bench: 'src/cli/bench/main.ts', fuzz: 'src/cli/fuzz.ts', explore: 'src/cli/explore.ts' };

const [name = '', ...args] = process.argv.slice(2);
const entry = programs[name];
if (entry === undefined) giveUp(`There is no program "${name}"; there are ${Object.keys(programs).join(', ')}.`);
if (!existsSync(join(root, entry))) giveUp(`${entry} is missing.`);

await ensureInstalled();
const { builtOnce, fingerprintOf } = await import('./site.mjs');
// The screen is no part of any program, and the largest part of the sources.
const folders = readdirSync(join(root, 'src')).filter((folder) => folder !== 'ui');
const fingerprint = fingerprintOf(['package-lock.json', 'tools/cli.mjs', ...folders.map((folder) => `src/${folder}`)]);
const folder = await builtOnce(`cli-${name}`, fingerprint, bundle);
const file = join(folder, 'main.mjs');
// The program finds its own arguments where it would if Node had started it.
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(file).href);

/** @param {string} outDir */
async function bundle(outDir) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [{ name: 'tools-stay', enforce: 'pre', resolveId: leaveTools }],
    build: {
      ssr: entry ?? '',
      outDir,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
}

/**
 * The tools know where the project is from where they lie, so they stay out of the bundle.
 * @param {string} id
 * @param {string | undefined} importer
 */
function leaveTools(id, importer) {
  if (importer === undefined || !/^\..*\/tools\/[\w-]+\.mjs$/.test(id)) return null;
  return { id: pathToFileURL(resolve(dirname(importer), id)).href, external: true };
}
