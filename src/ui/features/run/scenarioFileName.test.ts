import { expect, test } from 'vitest';
import { scenarioFileName } from './scenarioFileName.ts';

test('a title becomes a file name that no file system minds', () => {
  expect(scenarioFileName('The old leader returns', 1)).toBe('the-old-leader-returns.raft.json');
  expect(scenarioFileName('../../etc/passwd: "x"', 1)).toBe('etc-passwd-x.raft.json');
  expect(scenarioFileName('Élection 2', 1)).toBe('élection-2.raft.json');
});

test('without words the seed names it', () => {
  expect(scenarioFileName(null, 42)).toBe('run-seed-42.raft.json');
  expect(scenarioFileName('···', 42)).toBe('run-seed-42.raft.json');
});
