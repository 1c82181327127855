// All tests beside the core as one test file: a mutant then costs one worker and one round of imports.

import { describe } from 'vitest';

const files = import.meta.glob('../../src/raft/**/*.test.ts');

for (const [path, load] of Object.entries(files)) {
  describe(path.slice(path.lastIndexOf('/') + 1), async () => {
    await load();
  });
}
