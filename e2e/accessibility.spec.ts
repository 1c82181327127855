import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

/** What axe has to say, in a form that a failing test shows well. */
async function complaints(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(within).analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}`));
}

async function busyPage(page: Page): Promise<Playground> {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [away = ''] = await playground.others(leader);
  await playground.crash(away);
  await playground.key('Escape');
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([leader], 'x', '1'));
  await playground.send({ key: 'y', value: '2' });
  await playground.key('ArrowRight');
  return playground;
}

// Axe takes its time over a page, and each of these asks it several times.
test.describe.configure({ timeout: 90_000 });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the page, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const playground = await busyPage(page);
    expect(await complaints(page)).toEqual([]);
    await playground.select(await playground.leader());
    expect(await complaints(page)).toEqual([]);
    await playground.tab('Events').click();
    await expect(page.getByTestId(/^event-\d+$/).first()).toBeVisible();
    expect(await complaints(page, '[data-region=right]')).toEqual([]);
    await playground.tab('Console').click();
    await expect(page.getByRole('log').first()).toBeVisible();
    expect(await complaints(page, '[data-region=right]')).toEqual([]);
  });

  test(`axe finds nothing with windows open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const playground = await busyPage(page);
    for (const [key, title] of [['n', 'New run'], ['g', 'Partition'], ['?', 'How this page works'], ['Control+k', 'All actions']] as const) {
      await playground.key(key);
      const dialog = page.getByRole('dialog', { name: title });
      await expect(dialog).toBeVisible();
      expect(await complaints(page, '[role=dialog]')).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
  });

  test(`axe finds nothing with small surfaces open, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await busyPage(page);
    for (const name of [/properties hold$/, /^Network: /, 'Show the recent requests', /^Speed, /]) {
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await complaints(page, '[role=dialog]')).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}
