import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeIsRecentEnough, takeLock } from './bootstrap.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootstrap-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['20.19.0', true],
  ['20.20.2', true],
  ['22.0.0', true],
  ['20.18.3', false],
  ['18.20.0', false],
])('Node %s is recent enough: %s', (version, answer) => {
  expect(nodeIsRecentEnough(version)).toBe(answer);
});

test('of two that want the lock, the second has it only after the first gave it back', async () => {
  const path = join(folder, 'deep', 'lock');
  const order: string[] = [];
  const release = await takeLock(path);
  const second = takeLock(path).then((releaseSecond) => {
    order.push('second');
    releaseSecond();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  order.push('first gives back');
  release();
  await second;
  expect(order).toEqual(['first gives back', 'second']);
});

test('a lock whose process is gone is taken over', async () => {
  const path = join(folder, 'lock');
  // No system hands out a process number that large.
  writeFileSync(path, '999999999');
  const aWhileAgo = new Date(Date.now() - 5_000);
  utimesSync(path, aWhileAgo, aWhileAgo);
  const release = await takeLock(path);
  expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
  release();
});

test('a lock that nobody touches any more is taken over, though its number names a living process', async () => {
  const path = join(folder, 'lock');
  writeFileSync(path, String(process.ppid));
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  const release = await takeLock(path);
  expect(readFileSync(path, 'utf8')).toBe(String(process.pid));
  release();
});
