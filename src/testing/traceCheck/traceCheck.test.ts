// The trace says all that is needed to check it from outside, and what it says agrees with the core.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulesWith } from '../../bugs/registry.ts';
import type { BugName } from '../../bugs/zoo.ts';
import { library } from '../../scenarios/library.ts';
import { prepared, terms } from '../preparedLogs.ts';
import type { Rules } from '../../raft/rules.ts';
import { checkTrace } from './checkTrace.ts';
import type { Line } from './format.ts';
import { randomTrace, scenarioTrace } from './testTraces.ts';

describe('the traces of the library', () => {
  it.each(library.map(({ id, text }) => [id, text] as const))('%s holds', (_id, document) => {
    const text = scenarioTrace(document);
    expect(text.split('\n').length).toBeGreaterThan(10);
    expect(checkTrace(text)).toEqual([]);
  });
});

describe('the traces of random runs', () => {
  it.each(Array.from({ length: 10 }, (_, i) => i + 1))('seed %i holds', (seed) => {
    const text = randomTrace({ seed, events: 400 });
    expect(checkTrace(text)).toEqual([]);
  });

  it('have everything that is there to check', () => {
    const lines = Array.from({ length: 16 }, (_, i) => randomTrace({ seed: i + 1, events: 500 }).split('\n')).flat();
    const events = lines.map((line) => JSON.parse(line) as Line);
    const kinds = new Set(events.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['client', 'command', 'deliver', 'disk', 'inbox', 'lost', 'start', 'timer']);
    const messages = new Set(events.flatMap(({ consumed, message }) => (consumed === null ? [] : message?.message.type)));
    expect([...messages].sort()).toEqual([
      'AppendEntries', 'AppendEntriesReply', 'InstallSnapshot', 'InstallSnapshotReply',
      'PreVote', 'PreVoteReply', 'RequestVote', 'RequestVoteReply', 'TimeoutNow',
    ]);
    const commands = new Set(events.map(({ command }) => command?.type));
    for (const type of ['crash', 'restart', 'pause', 'resume', 'drop', 'duplicate', 'delay', 'hold', 'partition', 'change', 'addNode']) {
      expect(commands, type).toContain(type);
    }
    const roles = new Set(events.flatMap(({ nodes }) => Object.values(nodes).map(({ role }) => role)));
    expect([...roles].sort()).toEqual(['candidate', 'follower', 'leader', 'learner', 'preCandidate']);
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

/** Looks for a complaint of `check` from a seed on that had one; the checks that complained up to there. */
function complaintsWith(rules: Rules, check: string, from: number): string[] {
  // Every second run begins as in Figure 8 (b) of the paper.
  const nodes = prepared(3, [[1, 2], [1, 2], [1], [1, 3], [1]].map((log) => terms(...log)));
  const found = new Set<string>();
  for (let seed = from; seed < from + 60 && !found.has(check); seed += 1) {
    const text = randomTrace({ seed, events: 400, rules, ...(seed % 2 === 0 ? { nodes } : {}) });
    for (const complaint of checkTrace(text)) found.add(complaint.check);
  }
  return [...found];
}

describe('with a bug of the zoo switched on, the text alone shows it', () => {
  const bugs: [bug: BugName, check: string, from: number][] = [
    ['commits-old-term', 'commitsByQuorum', 5],
    ['forgets-its-vote', 'persistsBeforeSending', 2],
    ['writes-term-and-vote-apart', 'oneVotePerTerm', 2],
    ['clears-its-vote', 'oneVotePerTerm', 3],
    ['votes-blindly', 'votesForUpToDateLogs', 2],
    ['truncates-always', 'followersCutConflictsOnly', 10],
    ['keeps-conflicts', 'logsMatch', 5],
    ['commits-own-last-index', 'followersCommitWhatIsProven', 20],
    ['believes-every-ack', 'matchIsHeld', 8],
    ['changes-members-too-early', 'changesAreSafe', 12],
    ['counts-stale-votes', 'oneVotePerTerm', 2],
    ['half-is-enough', 'oneLeaderPerTerm', 1],
  ];
  it.each(bugs)('%s: %s', (bug, check, from) => {
    expect(complaintsWith(rulesWith([bug]), check, from)).toContain(check);
  });
});
