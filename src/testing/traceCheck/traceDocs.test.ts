// docs/trace-format.md names every field that a trace has, and its example is a real line.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomTrace, scenarioTrace } from './testTraces.ts';

const doc = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'trace-format.md'), 'utf8');
/** Objects with keys of their own, such as ids, and what is said elsewhere. */
const open = new Set(['nextIndex', 'matchIndex', 'state', 'notes', 'command', 'run', 'options']);

/** The keys of all objects within, ids left out. */
function keysOf(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const isName = Array.isArray(value) || /^[Sck]\d+$/.test(key);
    if (!isName) into.add(key);
    if (isName || !open.has(key)) keysOf(inner, into);
  }
}

it('names every field', () => {
  const keys = new Set<string>();
  for (let seed = 1; seed <= 12; seed += 1) {
    for (const line of randomTrace({ seed, events: 300 }).split('\n')) keysOf(JSON.parse(line), keys);
  }
  expect(keys.size).toBeGreaterThan(70);
  const prose = doc.replace(/```.*?```/gs, '');
  const words = new Set([...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code?.match(/\w+/g) ?? []));
  expect([...keys].filter((key) => !words.has(key))).toEqual([]);
});

it('shows a line of the run that it gives', () => {
  const [scenario, example] = [...doc.matchAll(/```json\n(.*?)```/gs)].map(([, text]) => text ?? '');
  const lines = scenarioTrace(scenario ?? '').split('\n');
  expect(JSON.parse(lines[7] ?? '')).toMatchObject(JSON.parse(example ?? '') as object);
});
