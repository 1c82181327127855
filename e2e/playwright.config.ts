import { defineConfig } from 'playwright/test';
import { browserArguments, findBrowser } from '../tools/browser.mjs';
import { cacheFolder } from '../tools/bootstrap.mjs';

// The runner names the browser; whoever calls Playwright directly gets the one that would be found.
const executablePath = process.env.CHROMIUM_PATH || (await findBrowser());
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;
// Workers read this file again, after the server has said its port.
const port = process.env.SITE_PORT ?? '0';

export default defineConfig({
  testDir: '.',
  outputDir: `${cacheFolder}/e2e-results`,
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  // Two slow cores may be shared with other work; a failing expectation may take its time.
  expect: { timeout: 10_000 },
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    launchOptions: { args: browserArguments(), ...(executablePath === null ? {} : { executablePath }) },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', testIgnore: '**/*.mobile.spec.ts', use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'mobile',
      testMatch: '**/*.mobile.spec.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
  webServer: {
    command: 'node tools/serve.mjs',
    cwd: '..',
    timeout: 120_000,
    wait: { stdout: /Serving on port (?<site_port>\d+)/ },
  },
});
