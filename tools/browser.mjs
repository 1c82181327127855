// A browser for the tests: what the machine has, else what can be installed without asking anybody.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './bootstrap.mjs';

const variables = ['CHROMIUM_PATH', 'CHROME_PATH'];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Flags for a browser under test: silent towards the network, and without the sandbox where the tests run as root,
 * because Chromium refuses to start otherwise.
 */
export function browserArguments() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

/**
 * @returns {Promise<string | null>} the path of a browser that starts: the one an environment variable names,
 *   Playwright's own, or one that is installed; null when there is none
 */
export async function findBrowser() {
  for (const path of await candidates()) {
    if (starts(path)) return path;
  }
  return null;
}

/**
 * Finds a browser or installs one.
 * @param {(line: string) => void} say told what is being tried
 * @returns {Promise<string>} its path
 * @throws {Error} with one sentence for the reader when none can be had
 */
export async function ensureBrowser(say) {
  const named = variables.find((name) => process.env[name]);
  const found = await findBrowser();
  if (named && found !== process.env[named]) say(`${named} names ${process.env[named]}, which does not start.`);
  if (found !== null) return found;

  say('No Chromium found; installing the one that Playwright brings …');
  run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], 5 * 60_000);
  const downloaded = await findBrowser();
  if (downloaded !== null) return downloaded;

  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    say('That one cannot be had or does not start here; installing chromium with apt-get …');
    run('apt-get', ['update'], 5 * 60_000);
    // A Debian without a desktop has no font at all, and a page without letters cannot be tested.
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], 15 * 60_000);
    const installed = await findBrowser();
    if (installed !== null) return installed;
  }
  throw new Error('The browser tests need Chromium or Chrome: install one, or set CHROMIUM_PATH to its program file.');
}

async function candidates() {
  const named = variables.flatMap((name) => process.env[name] ?? []);
  const { chromium } = await import('playwright');
  const onPath = names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  return [...named, chromium.executablePath(), ...onPath, ...usualPlaces].filter((path) => path !== '' && existsSync(path));
}

/**
 * A file that exists may still lack its shared libraries, as Playwright's does on a bare Debian.
 * @param {string} path
 */
function starts(path) {
  // Chrome on Windows answers --version by opening a window.
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

/** @param {string} command @param {string[]} args @param {number} timeout in ms */
function run(command, args, timeout) {
  // What installers print is no result of ours: it goes to standard error.
  spawnSync(command, args, { timeout, stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
