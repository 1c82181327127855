// What is mutated, how, and when it is enough.

import { join } from 'node:path';
import { root } from '../bootstrap.mjs';

/** Per cent of the mutants that tests must notice. */
export const wantedScore = 85;

/** The core: not its tests, nor what prepares nodes for them, nor the files that hold only types and sentences. */
const core = ['src/raft/**/*.ts', '!src/raft/**/*.test.ts', '!src/raft/test*.ts', '!src/raft/types.ts', '!src/raft/ruleBook.ts'];

/**
 * @param {readonly string[] | null} files those only; null is the whole core
 * @param {number} concurrency processes at once
 * @returns {ConstructorParameters<typeof import('@stryker-mutator/core').Stryker>[0]}
 */
export function strykerOptions(files, concurrency) {
  return {
    mutate: files === null ? core : [...files],
    // Sentences for people (assertions, refusals, notes) are no rules. What a string decides is decided by a
    // comparison, and those are mutated.
    mutator: { excludedMutations: ['StringLiteral'] },
    plugins: [join(root, 'tools/mutation/coreRunner.mjs')],
    testRunner: 'core',
    coverageAnalysis: 'perTest',
    concurrency,
    // Endless loops end by a count of what was run, not by the clock; the clock is for what that can't see, and
    // generous, so that a busy machine doesn't turn a survivor into a time-out.
    timeoutMS: 20_000,
    timeoutFactor: 4,
    dryRunTimeoutMinutes: 10,
    disableTypeChecks: false,
    // Runs in a copy of what it needs, below node_modules, where no other tool looks.
    ignorePatterns: ['dist', 'docs', 'e2e', 'public', 'src/ui', '*.md', '*.png'],
    tempDirName: 'node_modules/.cache/raft-playground/mutation',
    cleanTempDir: 'always',
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    allowEmpty: false,
    thresholds: { high: wantedScore, low: wantedScore, break: null },
  };
}
