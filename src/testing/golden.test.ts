/**
 * Transcripts that read like a story and are reviewed as diffs: whole scenarios
 * from the library, one line an event. After a change that is meant,
 * `UPDATE_GOLDEN=1 npx vitest run src/testing/golden.test.ts` writes them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeScenario } from '../scenarios/decode.ts';
import { library } from '../scenarios/library.ts';
import { runScenario } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import type { TraceEvent } from '../trace/event.ts';
import { narrateEvent } from '../trace/narrate.ts';

const told = [
  'figure-7',
  'figure-8-overwritten',
  'figure-8-committed',
  'old-leader-returns',
  'split-vote',
  'lost-vote',
  'vote-once',
  'crash-before-fsync',
  'duplicate-and-reordered',
  'rebuild-slow',
  'dict',
  'snapshot-chunks',
  'joint-consensus',
  'change-before-own-commit',
  'removed-leader',
  'prevote-behind',
  'stickiness',
  'transfer',
  'read-index-waits',
  'lease-read',
  'exactly-once',
];

function line(event: TraceEvent): string {
  const { text, section, more } = narrateEvent(event);
  const clauses = [{ text, section }, ...more].map((clause) =>
    clause.section === null ? clause.text : `${clause.text} [${clause.section}]`,
  );
  const place = `${String(event.id).padStart(4)} ${String(event.time).padStart(9)} ${(event.node ?? '–').padEnd(3)}`;
  return `${place} ${clauses.join(' · ')}`;
}

function transcript(id: string): string {
  const entry = library.find((each) => each.id === id);
  const scenario = decodeScenario(entry?.text ?? '');
  const lines: string[] = [];
  const world = createInlineWorld(scenario.setup, { listener: (event) => lines.push(line(event)) });
  runScenario(scenario, world);
  return `${scenario.name ?? id}\n\n${lines.join('\n')}\n`;
}

describe('golden transcripts', () => {
  it.each(told)('%s', (id) => {
    const file = join(import.meta.dirname, 'golden', `${id}.txt`);
    const now = transcript(id);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, now);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });
});
