import { defineConfig } from 'vitest/config';

/** The tests that mutants of the core are shown to. */
export default defineConfig({
  test: { include: ['tools/mutation/coreTests.ts'], testTimeout: 60_000 },
});
