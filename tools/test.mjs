// Runs suites and ends with one line that sums them up: `N passed, N failed`.
//
//   node tools/test.mjs all                everything, as `npm test` and CI do
//   node tools/test.mjs check              all but the browser tests
//   node tools/test.mjs unit src/raft      one suite; what follows its name goes to its program

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { ensureInstalled, giveUp, root } from './bootstrap.mjs';
import { reportFolder, suites } from './suites.mjs';
import { inWords, settled, sum } from './tally.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */
/** @typedef {import('./tally.mjs').Count} Count */

const [which = 'all', ...extra] = process.argv.slice(2);
const known = suites(String(process.pid));
const one = known.find(({ name }) => name === which);
if (one === undefined && which !== 'all' && which !== 'check') {
  giveUp(`There is no suite "${which}"; there are all, check, ${known.map(({ name }) => name).join(', ')}.`);
}

await ensureInstalled();
mkdirSync(reportFolder, { recursive: true });
const counts = one === undefined ? await runMany(known.filter(({ needsBrowser }) => which === 'all' || !needsBrowser)) : [await runAlone(one)];
const total = sum(counts);
process.stdout.write(`\n${inWords(total)}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Those that need one core each go two at a time, the browser tests by themselves at the end: they measure
 * what a user sees, and should not have to share.
 * @param {Suite[]} list
 * @returns {Promise<Count[]>}
 */
async function runMany(list) {
  const shared = list.filter(({ needsBrowser }) => !needsBrowser);
  // The longest first, so that two lanes end at about the same time.
  const waiting = [...shared].sort((a, b) => Number(b.name === 'unit') - Number(a.name === 'unit'));
  /** @type {Count[]} */
  const counts = [];
  const lane = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) counts.push(await runQuietly(suite));
  };
  await Promise.all([lane(), lane()]);
  for (const suite of list) {
    if (suite.needsBrowser) counts.push(await runAlone(suite));
  }
  return counts;
}

/**
 * Shows the output only where something failed, in one piece.
 * @param {Suite} suite
 */
async function runQuietly(suite) {
  const started = Date.now();
  const { exitCode, output } = await run(suite, 'pipe');
  const count = settled(suite.count(exitCode), exitCode);
  if (count.failed > 0) process.stdout.write(`\n── ${suite.name} ──\n${output.trimEnd()}\n`);
  sayOutcome(suite, count, started);
  return count;
}

/**
 * Shows the output as it comes.
 * @param {Suite} suite
 */
async function runAlone(suite) {
  const started = Date.now();
  if (suite.needsBrowser) {
    const { ensureBrowser } = await import('./browser.mjs');
    try {
      suite.env = { ...suite.env, CHROMIUM_PATH: await ensureBrowser((line) => process.stderr.write(`${line}\n`)) };
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
      const count = settled({ passed: 0, failed: 0, skipped: 0 }, 1);
      sayOutcome(suite, count, started);
      return count;
    }
  }
  const { exitCode } = await run(suite, 'inherit');
  const count = settled(suite.count(exitCode), exitCode);
  sayOutcome(suite, count, started);
  return count;
}

/** @param {Suite} suite @param {Count} count @param {number} started */
function sayOutcome(suite, count, started) {
  const mark = count.failed > 0 ? '✘' : '✔';
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${mark} ${suite.name.padEnd(10)} ${inWords(count).padEnd(24)} ${seconds.padStart(6)} s   ${suite.what}\n`);
}

/**
 * @param {Suite} suite
 * @param {'pipe' | 'inherit'} output
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
function run(suite, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...suite.command, ...extra], {
      cwd: root,
      env: { ...process.env, ...suite.env },
      stdio: ['ignore', output, output],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ exitCode: 1, output: error.message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}
