import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of one file first, and always in the same order: they are the fastest, and name the rule that was broken. */
class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): string => (moduleId.includes('/src/raft/') ? '0' : '1') + moduleId;
    return Promise.resolve([...files].sort((a, b) => (place(a) < place(b) ? -1 : 1)));
  }
}

/**
 * The tests that mutants of the core are shown to: those beside it, and of those across layers the ones that drive
 * it fast and without randomness of their own.
 */
export default defineConfig({
  test: {
    include: [
      'src/raft/**/*.test.ts',
      'src/testing/brokenRules.test.ts',
      'src/testing/golden.test.ts',
      'src/testing/mit/elections3A.test.ts',
      'src/testing/mit/agreement3B.test.ts',
    ],
    sequence: { sequencer: NearestFirst },
    testTimeout: 60_000,
  },
});
