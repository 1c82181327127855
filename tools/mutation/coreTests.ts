// All tests beside the core as one program, whose `vitest` is testApi.ts (see coreRunner.mjs).

import.meta.glob('../../src/raft/**/*.test.ts', { eager: true });

export { coreTests } from './testApi.ts';
