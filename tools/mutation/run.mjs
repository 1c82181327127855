// Mutation testing of the core: `npm run mutation`. Stryker breaks `src/raft` in one place at a time, and a test
// has to fail. What no test notices is held against `reasons.json`, which says of every such mutant why.
//
//   npm run mutation                                    all of src/raft
//   npm run mutation -- --files src/raft/quorum.ts,…    these files only
//   npm run mutation -- --concurrency 1                 so many processes (2 unless told)
//   npm run mutation -- --write                         all of it, and writes the tables of docs/mutation.md
//
// Ends with 1 when the score is below what is wanted or a surviving mutant has no reason.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, giveUp, root } from '../bootstrap.mjs';
import { counts, describeMutant, explain, figuresTable, scoreOf, scoresByFile, survivorsTable, withTables } from './report.mjs';
import { strykerOptions, wantedScore } from './settings.mjs';

/** @typedef {import('./report.mjs').Mutant} Mutant */

const { files, concurrency, write } = readArguments();
await ensureInstalled();
const started = Date.now();
const options = strykerOptions(files, concurrency);
const mutants = await runStryker();
// Stryker leaves its copy of the project when it is interrupted.
rmSync(join(root, options.tempDirName ?? ''), { recursive: true, force: true });

const reasons = JSON.parse(readFileSync(join(root, 'tools/mutation/reasons.json'), 'utf8'));
const { explained, unexplained, outdated } = explain(mutants, reasons);
const figures = figuresTable(scoresByFile(mutants));
process.stdout.write(`\n${figures}\n`);
if (explained.length > 0) process.stdout.write(`\nSurvived, with a reason in tools/mutation/reasons.json: ${explained.length}\n`);
for (const { place, mutation } of unexplained) process.stdout.write(`\nSurvived, and nobody has said why: ${place}  ${mutation}\n`);
if (unexplained.length > 0) process.stdout.write(`\n${JSON.stringify(unexplained.map(asReason), null, 1)}\n`);
if (files === null) {
  for (const { file, line, mutation } of outdated) process.stdout.write(`\nA reason that nothing needs: ${file}  ${line}  ${mutation}\n`);
}
if (write) {
  const path = join(root, 'docs/mutation.md');
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), { figures, survivors: survivorsTable(explained) }));
}

const score = scoreOf(mutants);
const minutes = ((Date.now() - started) / 60_000).toFixed(1);
process.stdout.write(`\nMutation score ${score.toFixed(1)} % of ${mutants.filter(counts).length} mutants, ${unexplained.length} survivors without a reason, ${minutes} min\n`);
// Stryker's workers may keep handles open after their work is done.
process.exit(score < wantedScore || unexplained.length > 0 ? 1 : 0);

function readArguments() {
  try {
    const { values } = parseArgs({
      options: { files: { type: 'string' }, concurrency: { type: 'string', default: '2' }, write: { type: 'boolean', default: false } },
    });
    const count = Number(values.concurrency);
    if (!Number.isInteger(count) || count < 1) throw new Error(`--concurrency is a whole number from 1 on, not "${values.concurrency}"`);
    const list = values.files?.split(',').filter((file) => file !== '') ?? null;
    const missing = list?.find((file) => !existsSync(join(root, file)));
    if (missing !== undefined) throw new Error(`there is no file ${missing}; files are named as src/raft/quorum.ts`);
    if (values.write && list !== null) throw new Error('--write needs the whole core: leave --files out');
    return { files: list, concurrency: count, write: values.write };
  } catch (error) {
    return giveUp(error instanceof Error ? error.message : String(error));
  }
}

/** @returns {Promise<Mutant[]>} */
async function runStryker() {
  const { Stryker } = await import('@stryker-mutator/core');
  process.chdir(root);
  const results = await new Stryker(options).runMutationTest();
  /** @type {Map<string, string[]>} */
  const sources = new Map();
  return results.map((result) => {
    const file = relative(root, result.fileName).replaceAll('\\', '/');
    let lines = sources.get(file);
    if (lines === undefined) sources.set(file, (lines = readFileSync(join(root, file), 'utf8').split('\n')));
    return describeMutant(file, lines, result);
  });
}

/** @param {Mutant} mutant */
function asReason({ file, line, mutation }) {
  return { file, line, mutation, kind: '', why: '' };
}
