import { describe, expect, test } from 'vitest';
import { countOfCommand, countOfPlaywright, countOfVitest, inWords, settled, sum } from './tally.mjs';

describe('the closing line', () => {
  test('sums all suites and names skipped tests only where there are some', () => {
    const total = sum([countOfCommand(0), { passed: 40, failed: 1, skipped: 0 }]);
    expect(inWords(total)).toBe('41 passed, 1 failed');
    expect(inWords({ ...total, skipped: 2 })).toBe('41 passed, 1 failed, 2 skipped');
  });

  test('a command is one test', () => {
    expect(countOfCommand(0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countOfCommand(2)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('nothing that went wrong looks right', () => {
  test('a program that fails after all its tests passed counts as one failure', () => {
    expect(settled({ passed: 9, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 9, failed: 1, skipped: 0 });
  });

  test('a suite in which nothing ran, or everything was skipped, has failed', () => {
    expect(settled({ passed: 0, failed: 0, skipped: 0 }, 0).failed).toBe(1);
    expect(settled({ passed: 0, failed: 0, skipped: 7 }, 0).failed).toBe(1);
  });

  test('failures that were counted are not counted twice', () => {
    expect(settled({ passed: 9, failed: 3, skipped: 0 }, 1).failed).toBe(3);
  });

  test('a report that was never written counts nothing, and so fails', () => {
    expect(settled(countOfVitest(null), 0).failed).toBe(1);
    expect(settled(countOfPlaywright(null), 0).failed).toBe(1);
  });
});

describe("Vitest's report", () => {
  test('is counted by test', () => {
    const assertionResults = ['passed', 'passed', 'failed', 'pending', 'todo'].map((status) => ({ status }));
    expect(countOfVitest({ testResults: [{ status: 'failed', assertionResults }] })).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  test('a file that does not load is a failure', () => {
    expect(countOfVitest({ testResults: [{ status: 'failed', assertionResults: [] }] }).failed).toBe(1);
  });
});

describe("Playwright's report", () => {
  test('is counted by test, and errors outside of tests are failures', () => {
    const stats = { expected: 5, flaky: 1, unexpected: 2, skipped: 3 };
    expect(countOfPlaywright({ stats, errors: [{ message: 'no server' }] })).toEqual({ passed: 6, failed: 3, skipped: 3 });
  });
});
