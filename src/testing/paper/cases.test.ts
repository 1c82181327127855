import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paperCases } from './cases.ts';

test.each(paperCases.map((each) => [each.section, each.says, each] as const))('§%s %s', (_section, _says, { section, file, test: words }) => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');
  const name = text.split('\n').find((line) => line.includes(words));
  expect(name).toMatch(new RegExp(`[P§]${section.replaceAll('.', '\\.')}\\b`));
});
