// The built site, kept by the fingerprint of everything it is made from. A second `npm start`, the size check
// and the browser tests find it ready, and none of them ever serves a folder that another build is emptying.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, root, takeLock } from './bootstrap.mjs';

const keptBuilds = 4;

const siteSources = ['index.html', 'vite.config.ts', 'package.json', 'package-lock.json', 'public', 'src'];

/**
 * @param {string[]} paths files and folders under the project's top folder; missing ones count as empty
 * @returns {string} a hash of names and contents, without tests and prose, which no build contains
 */
export function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return /\.test\.tsx?$|\.md$/.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * Makes a folder once per fingerprint; whoever comes second finds it.
 * @param {string} kind what is built, and the name of the cache's subfolder
 * @param {string} fingerprint
 * @param {(folder: string) => Promise<void>} build fills the folder
 * @returns {Promise<string>} the folder
 */
export async function builtOnce(kind, fingerprint, build) {
  const parent = join(cacheFolder, kind);
  const folder = join(parent, fingerprint);
  if (existsSync(folder)) return folder;
  mkdirSync(parent, { recursive: true });
  const release = await takeLock(`${folder}.lock`);
  const unfinished = `${folder}.unfinished`;
  try {
    if (existsSync(folder)) return folder;
    rmSync(unfinished, { recursive: true, force: true });
    await build(unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    release();
  }
  forgetOldBuilds(parent);
  return folder;
}

/** @param {string} parent */
function forgetOldBuilds(parent) {
  const ageOf = (/** @type {string} */ name) => statSync(join(parent, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const finished = readdirSync(parent).filter((name) => !name.includes('.'));
  const newestFirst = finished.sort((a, b) => ageOf(b) - ageOf(a));
  for (const name of newestFirst.slice(keptBuilds)) rmSync(join(parent, name), { recursive: true, force: true });
}

/**
 * @param {'info' | 'warn' | 'silent'} [logLevel] what Vite may say
 * @returns {Promise<string>} the folder with the production build of the sources as they are now
 */
export async function builtSite(logLevel = 'warn') {
  return builtOnce('site', fingerprintOf(siteSources), async (outDir) => {
    const { build } = await import('vite');
    await build({ root, logLevel, build: { outDir, emptyOutDir: true } });
  });
}
