import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { contentPolicyPlugin } from './tools/contentPolicy.mjs';

export default defineConfig({
  // Relative addresses, so that the built site works under any path, as project pages need.
  base: './',
  plugins: [react(), contentPolicyPlugin()],
  // Nested module workers: the network worker starts one worker per node.
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    // tools/size.mjs reads from the manifest which scripts the first load needs.
    manifest: true,
    reportCompressedSize: false,
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts'],
    // Property tests share two slow cores with whatever else runs.
    testTimeout: 30_000,
  },
});
