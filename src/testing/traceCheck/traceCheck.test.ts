// The trace says all that is needed to check it from outside, and what it says agrees with the core.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { library } from '../../scenarios/library.ts';
import { prepared, terms } from '../preparedLogs.ts';
import { variantOf } from '../brokenVariants.ts';
import type { Rules } from '../../raft/rules.ts';
import { type Complaint, checkTrace } from './checkTrace.ts';
import { randomTrace, scenarioTrace } from './testTraces.ts';

describe('the traces of the library', () => {
  it.each(library.map(({ id, text }) => [id, text] as const))('%s holds', (_id, document) => {
    const text = scenarioTrace(document);
    expect(text.split('\n').length).toBeGreaterThan(10);
    expect(checkTrace(text)).toEqual([]);
  });
});

describe('the traces of random runs', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))('seed %i holds', (seed) => {
    const text = randomTrace({ seed, moves: 400 });
    expect(checkTrace(text)).toEqual([]);
  });

  it('have everything that is there to check', () => {
    const lines = [1, 2, 3, 4, 5, 6].flatMap((seed) => randomTrace({ seed, moves: 600 }).split('\n'));
    const events = lines.map((line) => JSON.parse(line) as { kind: string; command: { type: string } | null });
    expect(new Set(events.map(({ kind }) => kind))).toEqual(
      new Set(['start', 'command', 'deliver', 'disk', 'timer', 'lost', 'inbox']),
    );
    for (const type of ['crash', 'restart', 'pause', 'resume', 'drop', 'duplicate', 'delay', 'hold', 'partition', 'propose']) {
      expect(events.some(({ command }) => command?.type === type), type).toBe(true);
    }
  });
});

it('the checks read the text and know nothing else of the project', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !/test/i.test(file));
  expect(files).toContain('messages.ts');
  for (const file of files) {
    const imported = [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/from '(.*)';/g)].map(([, path]) => path);
    expect(imported.filter((path) => !/^(\.\/|node:)/.test(path ?? '')), file).toEqual([]);
  }
});

/** What is wrong with the first trace, of these seeds, that has something wrong. */
function firstComplaints(rules: Rules, check: string): Complaint[] {
  // Every second run begins as in Figure 8 (b) of the paper.
  const nodes = prepared(3, [[1, 2], [1, 2], [1], [1, 3], [1]].map((log) => terms(...log)));
  for (let seed = 1; seed <= 60; seed += 1) {
    const start = seed % 2 === 0 ? { nodes } : {};
    const found = checkTrace(randomTrace({ seed, moves: 400, rules, ...start }));
    if (found.some((complaint) => complaint.check === check)) return found;
  }
  return [];
}

describe('with a rule broken, the text alone shows it', () => {
  const mistakes: [rule: keyof Rules, does: string, check: string][] = [
    ['mayVoteFor', 'votes for everybody who asks', 'oneVotePerTerm'],
    ['hardStateWrites', 'never writes the vote', 'persistsBeforeSending'],
    ['quorumSize', 'takes half of the voters for a majority', 'oneLeaderPerTerm'],
    ['logIsUpToDate', 'votes without comparing logs', 'votesForUpToDateLogs'],
    ['matchesPrevious', 'takes entries after anything', 'logsMatch'],
    ['truncationPoint', 'never cuts', 'logsMatch'],
    ['truncationPoint', 'cuts after prevLogIndex every time', 'followersCutConflictsOnly'],
    ['followerCommit', 'commits everything that a message proves', 'followersCommitWhatIsProven'],
    ['ackedIndex', 'acknowledges its own last index', 'matchIsHeld'],
    ['matchAfterAck', 'adds up acknowledgements', 'matchIsHeld'],
    ['mayCommit', 'commits an entry of an earlier term by counting', 'commitsByQuorum'],
  ];
  it.each(mistakes)('%s: %s', (rule, does, check) => {
    expect(firstComplaints(variantOf(rule, does), check).map((complaint) => complaint.check)).toContain(check);
  });
});
