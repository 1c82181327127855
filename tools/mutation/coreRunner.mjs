// A test runner for Stryker that keeps the tests of the core in one process. They are bundled and compiled once, with
// every mutant in them as a switch; for each mutant the whole program starts anew, so that nothing is left of the
// mutant before, and only the tests that reach it run, up to the first that fails.

import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as util from 'node:util';
import { Script } from 'node:vm';
import * as expect from '@vitest/expect';
import * as chai from 'chai';

/**
 * What instrumented code looks at and writes to. The names are Stryker's.
 * @typedef {{ activeMutant?: string, currentTestId?: string, hitCount?: number, hitLimit?: number, mutantCoverage?: unknown }} Switchboard
 * @typedef {import('./testApi.ts').CoreTest} CoreTest
 * @typedef {{ activeMutant: { id: string }, testFilter?: string[], hitLimit?: number, mutantActivation: 'runtime' | 'static', disableBail: boolean }} MutantRun
 */

/** What the program may require; assertions have no state that a mutant could change. @type {Record<string, unknown>} */
const outside = { 'node:util': util, '@vitest/expect': expect, chai };

class CoreRunner {
  /** @type {Script | null} */
  #program = null;

  async init() {
    const file = await bundled();
    this.#program = new Script(`(function (exports, require) {${readFileSync(file, 'utf8')}\n})`, { filename: file });
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const board = switchboard();
    const results = [];
    for (const { name, run } of this.#start()) {
      board.currentTestId = name;
      const began = performance.now();
      const failure = await failureOf(run);
      const timeSpentMs = performance.now() - began;
      const about = { id: name, name, timeSpentMs };
      results.push(failure === null ? { ...about, status: 0 } : { ...about, status: 1, failureMessage: failure });
    }
    delete board.currentTestId;
    return { status: 'complete', tests: results, mutantCoverage: board.mutantCoverage };
  }

  /** @param {MutantRun} options */
  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    const board = switchboard();
    board.hitCount = 0;
    board.hitLimit = hitLimit ?? Infinity;
    let tests;
    try {
      if (mutantActivation === 'static') board.activeMutant = activeMutant.id;
      tests = this.#start();
    } catch (error) {
      delete board.activeMutant;
      return { status: 'error', errorMessage: String(error) };
    }
    board.activeMutant = activeMutant.id;
    const wanted = testFilter === undefined ? null : new Set(testFilter);
    const killedBy = [];
    let failureMessage = '';
    let nrOfTests = 0;
    for (const { name, run } of tests) {
      if (wanted !== null && !wanted.has(name)) continue;
      nrOfTests += 1;
      const failure = await failureOf(run);
      if (failure === null) continue;
      killedBy.push(name);
      if (failureMessage === '') failureMessage = failure;
      if (!disableBail) break;
    }
    delete board.activeMutant;
    if (board.hitCount > board.hitLimit) return { status: 'timeout', reason: `passed ${board.hitCount} times` };
    return killedBy.length > 0 ? { status: 'killed', killedBy, failureMessage, nrOfTests } : { status: 'survived', nrOfTests };
  }

  /** The program from its beginning: modules of its own, and their tests. @returns {readonly CoreTest[]} */
  #start() {
    /** @type {{ coreTests?: readonly CoreTest[] }} */
    const exports = {};
    this.#program?.runInThisContext()(exports, (/** @type {string} */ name) => outside[name]);
    if (exports.coreTests === undefined || exports.coreTests.length === 0) throw new Error('the bundle has no tests');
    return exports.coreTests;
  }
}

/** @returns {Switchboard} */
function switchboard() {
  const globals = /** @type {{ __stryker__?: Switchboard }} */ (globalThis);
  return (globals.__stryker__ ??= {});
}

/** What the test threw, as a sentence; null: it passed. @param {() => unknown} run */
async function failureOf(run) {
  try {
    await run();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The program of all tests, built by the first process of a run in Stryker's copy of the project. */
async function bundled() {
  const folder = join(process.cwd(), 'core-tests');
  const file = join(folder, 'main.cjs');
  if (existsSync(file)) return file;
  const mine = `${folder}-${process.pid}`;
  const testApi = join(process.cwd(), 'tools/mutation/testApi.ts');
  const { build } = await import('vite');
  await build({
    root: process.cwd(),
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { vitest: testApi } },
    plugins: [{ name: 'tests-by-file', transform: nameFile }],
    build: {
      ssr: 'tools/mutation/coreTests.ts',
      outDir: mine,
      target: 'node20',
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'main.cjs' } },
    },
  });
  try {
    renameSync(mine, folder);
  } catch (error) {
    // Another process was quicker.
    if (!existsSync(file)) throw error;
    rmSync(mine, { recursive: true, force: true });
  }
  return file;
}

/** Each test file says who it is before its tests do. @param {string} code @param {string} id */
function nameFile(code, id) {
  if (!id.endsWith('.test.ts')) return null;
  return `import { beginFile } from 'vitest';\nbeginFile(${JSON.stringify(basename(id))});\n${code}`;
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'core', injectableClass: CoreRunner }];
