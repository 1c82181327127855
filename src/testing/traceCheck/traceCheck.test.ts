// The trace says all that is needed to check it from outside, and what it says agrees with the core.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BugName } from '../../bugs/zoo.ts';
import { library } from '../../scenarios/library.ts';
import { zooScenarios } from '../../scenarios/zoo.ts';
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
    const lines = Array.from({ length: 24 }, (_, i) => randomTrace({ seed: i + 1, events: 500 }).split('\n')).flat();
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

describe('with a bug of the zoo switched on, the text of its schedule shows it', () => {
  const bugs: [bug: BugName, check: string][] = [
    ['commits-old-term', 'commitsByQuorum'],
    ['forgets-its-vote', 'persistsBeforeSending'],
    ['writes-term-and-vote-apart', 'oneVotePerTerm'],
    ['clears-its-vote', 'oneVotePerTerm'],
    ['votes-blindly', 'votesForUpToDateLogs'],
    ['truncates-always', 'followersCutConflictsOnly'],
    ['keeps-conflicts', 'logsMatch'],
    ['commits-own-last-index', 'followersCommitWhatIsProven'],
    ['believes-every-ack', 'matchIsHeld'],
    ['changes-members-too-early', 'changesAreSafe'],
    ['keeps-tail-after-snapshot', 'logsMatch'],
    ['returns-with-empty-disk', 'disksChangeByWrites'],
    ['takes-compacted-for-conflict', 'followersCutConflictsOnly'],
    ['no-deduplication', 'stateIsReplayed'],
    ['counts-stale-votes', 'oneVotePerTerm'],
    ['half-is-enough', 'oneLeaderPerTerm'],
  ];
  const textOf = (bug: BugName): string => zooScenarios.find(({ id }) => id === bug)?.text ?? '';

  it.each(bugs)('%s: %s', (bug, check) => {
    expect(checkTrace(scenarioTrace(textOf(bug))).map((complaint) => complaint.check)).toContain(check);
  });

  it.each(bugs)('and without %s the same schedule holds', (bug) => {
    expect(checkTrace(scenarioTrace(textOf(bug).replace(`"bugs":["${bug}"]`, '"bugs":[]')))).toEqual([]);
  });
});
