// Holds every source file against the rules of src/testing/architecture.ts and prints what breaks one.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from '../src/testing/architecture.ts';
import { root } from './bootstrap.mjs';

const paths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.tsx?$/.test(path))
  .sort();

const found = violations(new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])));
for (const { path, line, rule, message } of found) {
  console.log(`${path}${line > 0 ? `:${line}` : ''}  ${rule}: ${message}`);
}
console.log(`${paths.length} files, ${found.length} violation(s) of the architecture.`);
// A check of nothing would pass for ever.
if (found.length > 0 || paths.length === 0) process.exitCode = 1;
