// What is checked, and by which program. A suite is a command and a way to count its outcome.

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, root } from './bootstrap.mjs';
import { countOfCommand, countOfPlaywright, countOfVitest } from './tally.mjs';

const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);
const tool = (/** @type {string} */ name) => join(root, 'tools', name);

/** Where a suite's program writes what can be counted. */
export const reportFolder = join(cacheFolder, 'reports');

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string} what one phrase for the reader
 * @property {string[]} command arguments for Node
 * @property {Record<string, string>} [env]
 * @property {boolean} [needsBrowser]
 * @property {(exitCode: number) => import('./tally.mjs').Count} count
 */

/** @type {(file: string, count: (report: any) => import('./tally.mjs').Count) => Suite['count']} */
const fromReport = (file, count) => () => {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return count(null);
  } finally {
    rmSync(file, { force: true });
  }
};

/**
 * @param {string} runId keeps the reports of two runs at once apart
 * @returns {Suite[]} in the order in which they are listed and, where they must wait for each other, run
 */
export function suites(runId) {
  const vitestReport = join(reportFolder, `vitest-${runId}.json`);
  const playwrightReport = join(reportFolder, `playwright-${runId}.json`);
  return [
    {
      name: 'types',
      what: 'TypeScript, each environment under its own libraries',
      command: [bin('typescript/bin/tsc'), '--build'],
      count: countOfCommand,
    },
    {
      name: 'lint',
      what: 'ESLint',
      command: [bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'],
      count: countOfCommand,
    },
    {
      name: 'boundaries',
      what: 'who may import whom',
      command: ['--import', 'tsx', tool('boundaries.ts')],
      count: countOfCommand,
    },
    {
      name: 'deadcode',
      what: 'files, exports and packages that nobody uses',
      command: [bin('knip/bin/knip.js'), '--config', 'tools/knip.json', '--cache', '--cache-location', join(cacheFolder, 'knip')],
      count: countOfCommand,
    },
    {
      name: 'unit',
      what: 'unit and property tests',
      command: [bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
      count: fromReport(vitestReport, countOfVitest),
    },
    {
      name: 'build',
      what: 'the production build',
      command: [tool('build.mjs')],
      count: countOfCommand,
    },
    {
      name: 'size',
      what: 'the scripts of the first load',
      command: [tool('size.mjs')],
      count: countOfCommand,
    },
    {
      name: 'e2e',
      what: 'user journeys in a real browser',
      command: [bin('playwright/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
      needsBrowser: true,
      count: fromReport(playwrightReport, countOfPlaywright),
    },
  ];
}
