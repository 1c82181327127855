// How the outcomes of all suites become one line. Plain functions, so that the rule "nothing that went wrong
// may look right" is itself tested: a suite that crashed, or ran nothing, counts as one failure.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * A command that has no tests of its own (types, lint, …) is one test: its exit code.
 * @param {number} exitCode
 * @returns {Count}
 */
export function countOfCommand(exitCode) {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * @param {any} report what Vitest's JSON reporter wrote, null when it wrote nothing
 * @returns {Count}
 */
export function countOfVitest(report) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report?.testResults ?? []) {
    const results = file.assertionResults ?? [];
    for (const { status } of results) count[outcomeOfVitest(status)] += 1;
    // A file that fails without a failed test did not even load, or broke in a hook.
    const hasFailure = results.some((/** @type {{ status: string }} */ { status }) => outcomeOfVitest(status) === 'failed');
    if (file.status === 'failed' && !hasFailure) count.failed += 1;
  }
  return count;
}

/** @param {string} status @returns {keyof Count} */
function outcomeOfVitest(status) {
  if (status === 'passed') return 'passed';
  return ['pending', 'skipped', 'todo', 'disabled'].includes(status) ? 'skipped' : 'failed';
}

/**
 * @param {any} report what Playwright's JSON reporter wrote, null when it wrote nothing
 * @returns {Count}
 */
export function countOfPlaywright(report) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  // Errors outside of any test: a file that does not load, a server that does not start.
  const outside = report?.errors?.length ?? 0;
  return { passed: expected + flaky, failed: unexpected + outside, skipped };
}

/**
 * Holds a count against the exit code of the program that it came from.
 * @param {Count} count
 * @param {number} exitCode
 * @returns {Count} with at least one failure when the program failed, or when nothing ran
 */
export function settled(count, exitCode) {
  const ran = count.passed + count.failed > 0;
  const mustFail = exitCode !== 0 || !ran;
  return mustFail && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** @param {Count[]} counts @returns {Count} */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of counts) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** @param {Count} count @returns {string} `N passed, N failed`, and how many were skipped if any were */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
