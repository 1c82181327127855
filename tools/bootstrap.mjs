// What every command of this project does first: make sure that node_modules is what the lock file
// says. It must run in a bare clone, so it uses nothing but Node's own modules, and it is called by the
// scripts themselves because npm skips `prestart` and its like where the user set `ignore-scripts`.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where the tools keep what they can make again; inside node_modules, so that no tool reads it as source. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'raft-playground');

const oldestNode = [20, 19];
const lockTouchMs = 2_000;
const lockStaleMs = 20_000;

/** Ends the program with one sentence for the reader instead of a stack trace. @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/**
 * @param {string} version as in `process.versions.node`
 * @returns {boolean} whether the project's tools run on that Node
 */
export function nodeIsRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Installs the packages that the lock file names unless they are there already. Everything npm says goes to
 * standard error, so that a command's own output stays clean. Of two callers at once, one installs and the
 * other waits for it.
 * @param {string} [folder] the folder with package.json
 */
export async function ensureInstalled(folder = root) {
  if (!nodeIsRecentEnough(process.versions.node)) {
    giveUp(`Raft Playground needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}.`);
  }
  if (isInstalled(folder)) return;
  const release = await takeLock(join(folder, '.cache', 'install.lock'));
  try {
    if (isInstalled(folder)) return;
    process.stderr.write('Installing the packages that the lock file names (once, well under a minute as a rule) …\n');
    const code = await npmCi(folder);
    if (code !== 0) {
      release();
      giveUp(`\`npm ci\` failed with exit code ${code}; its own words are above. Once that is mended, run the command again.`);
    }
    writeStamp(folder);
  } finally {
    release();
  }
}

/** @param {string} folder */
function stampPath(folder) {
  return join(folder, 'node_modules', '.raft-playground-stamp');
}

/** What an installation depends on: the lock file, the platform, and Node's binary interface. @param {string} folder */
function fingerprint(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  const { modules } = process.versions;
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch} ${modules}`).digest('hex');
}

/** @param {string} folder */
function writeStamp(folder) {
  writeFileSync(stampPath(folder), `${fingerprint(folder)}\n`);
}

/** @param {string} folder */
function isInstalled(folder) {
  const stamp = stampPath(folder);
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === fingerprint(folder) || adopt(folder);
  return adopt(folder);
}

/**
 * Whoever ran `npm ci` or `npm install` by hand need not wait for a second installation: npm leaves its own
 * list of what it put into node_modules, and if that agrees with the lock file the stamp is all that lacks.
 * @param {string} folder
 */
function adopt(folder) {
  const installed = readJson(join(folder, 'node_modules', '.package-lock.json'));
  const wanted = readJson(join(folder, 'package-lock.json'));
  if (installed === null || wanted === null) return false;
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || !isForThisMachine(entry)) continue;
    const found = installed.packages[path];
    if (found?.version !== entry.version && !(found === undefined && entry.optional)) return false;
    // A binary for this very platform that is missing was left out by an installation on another one.
    if (found === undefined && entry.os !== undefined) return false;
  }
  writeStamp(folder);
  return true;
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} LockEntry
 * @param {string} path
 * @returns {{ packages: Record<string, LockEntry> } | null}
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {LockEntry} entry */
function isForThisMachine({ os, cpu, libc }) {
  if (os && !os.includes(process.platform)) return false;
  if (cpu && !cpu.includes(process.arch)) return false;
  return !libc || libc.includes(existsSync('/etc/alpine-release') ? 'musl' : 'glibc');
}

/**
 * No package here needs its install script, and `--include=dev` holds against NODE_ENV=production.
 * @param {string} folder
 * @returns {Promise<number>} npm's exit code
 */
function npmCi(folder) {
  const npm = process.env.npm_execpath;
  const isScript = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm);
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=warn'];
  const [command, args] = isScript ? [process.execPath, [npm, ...options]] : ['npm', options];
  return new Promise((resolve) => {
    // Standard output belongs to the command that asked for the installation.
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && !isScript });
    child.on('error', (error) => giveUp(`npm could not be started (${error.message}); it comes with Node.`));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Waits until the lock file is ours. Its owner touches it now and then; a lock whose process is gone, or which
 * nobody has touched for long (its number may meanwhile name another process), is taken over.
 * @param {string} path
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  let saidSo = false;
  while (!(await tryLock(path))) {
    if (!saidSo) process.stderr.write('Another command is at work on the same; waiting for it …\n');
    saidSo = true;
    await sleep(200);
  }
  const touch = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // The folder was removed under us; there is nothing left to keep.
    }
  }, lockTouchMs);
  touch.unref();
  return () => {
    clearInterval(touch);
    rmSync(path, { force: true });
  };
}

/** @param {string} path */
async function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isStale(path)) return false;
  }
  // Several may find the same stale lock: each puts its own in place, and after a moment the last one has it.
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  renameSync(mine, path);
  await sleep(100);
  return ownerOf(path) === process.pid;
}

/** @param {string} path */
function isStale(path) {
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (touched === undefined) return false;
  const idleMs = Date.now() - touched;
  // A lock just made may not have its owner's number in it yet.
  if (idleMs < 1_000) return false;
  return idleMs > lockStaleMs || !isAlive(ownerOf(path));
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {number} ms @returns {Promise<void>} */
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
