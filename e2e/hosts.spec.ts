import { expect, test, type Page } from 'playwright/test';
import type { Harness } from '../src/testing/browser/harness.ts';
import type { Script } from '../src/testing/browser/traces.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../src/trace/run.ts';
import { serveHarness } from '../tools/harness.mjs';

let site: Awaited<ReturnType<typeof serveHarness>>;

test.beforeAll(async () => {
  site = await serveHarness();
});

test.afterAll(() => site.close());

async function harness(page: Page): Promise<void> {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
}

type WithHarness = { harness: Harness };

test('nodes in workers keep the host contract', async ({ page }) => {
  await harness(page);
  const broken = await page.evaluate(() => (window as unknown as WithHarness).harness.contract());
  expect(broken).toEqual([]);
});

const quiet: Script = {
  setup: { seed: 11, cluster: freshCluster(5), network: defaultNetwork, disk: defaultDisk },
  steps: [
    { at: 600, command: 'set' },
    { at: 601, command: 'set' },
    { at: 900, command: 'crash the leader' },
    { at: 1600, command: 'set' },
    ...['S1', 'S2', 'S3', 'S4', 'S5'].map((node) => ({ at: 2000, command: { type: 'restart', node } as const })),
  ],
  until: 4000,
};

const rough: Script = {
  setup: {
    seed: 5,
    cluster: freshCluster(5, { maxEntriesPerAppend: 2, maxInflightAppends: 3 }),
    network: { ...defaultNetwork, loss: 0.05, duplicate: 0.05 },
    disk: { fsyncMs: [1, 5] },
  },
  steps: [
    { at: 800, command: 'set' },
    { at: 900, command: 'crash the leader' },
    { at: 1000, command: { type: 'partition', groups: [['S1', 'S2'], ['S3', 'S4', 'S5']] } },
    { at: 1500, command: 'set' },
    { at: 1700, command: { type: 'clockRate', node: 'S4', rate: 1.5 } },
    { at: 2500, command: { type: 'heal', links: null } },
    { at: 2600, command: { type: 'pause', node: 'S3' } },
    { at: 2700, command: { type: 'resume', node: 'S3' } },
    ...['S1', 'S2', 'S3', 'S4', 'S5'].map((node) => ({ at: 2800, command: { type: 'restart', node } as const })),
    { at: 3500, command: 'set' },
  ],
  until: 6000,
};

for (const [name, script] of Object.entries({ quiet, rough })) {
  test(`a ${name} run gives one trace, byte for byte, in workers and on one thread`, async ({ page }) => {
    await harness(page);
    const traces = await page.evaluate((s) => (window as unknown as WithHarness).harness.traces(s), script);
    expect(traces.events).toBeGreaterThan(300);
    expect(traces.workers).toBe(traces.inline);
    expect(traces.sameMemories).toBe(true);
  });
}
