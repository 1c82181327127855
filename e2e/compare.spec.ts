import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

const side = (page: Page, letter: 'A' | 'B'): Locator => page.getByRole('region', { name: `Cluster ${letter}, ` });
const figure = (page: Page, label: string): Locator => page.getByRole('row', { name: label }).getByRole('cell');

/** Opens a ready-made comparison and goes to its end. */
async function ready(page: Page, name: RegExp): Promise<Playground> {
  const playground = await Playground.open(page);
  await playground.key('o');
  await page.getByRole('dialog').getByRole('button', { name }).click();
  await expect(side(page, 'B')).toBeVisible();
  await playground.pause();
  await playground.key('End');
  await playground.idle();
  return playground;
}

test('fast and slow backtracking, side by side: the figures differ', async ({ page }) => {
  const playground = await ready(page, /^Fast backtracking, off and on/);
  await expect(side(page, 'A').getByRole('heading', { name: 'Fast backtracking off' })).toBeVisible();
  await expect(side(page, 'B').getByRole('heading', { name: 'Fast backtracking on' })).toBeVisible();
  await expect(figure(page, 'Rollbacks')).toHaveText(['24', '2']);
  // Both go back together, and before the first refusal they were the same.
  await playground.key('Home');
  await playground.idle();
  await expect(figure(page, 'Rollbacks')).toHaveText(['0', '0']);
  await page.getByRole('button', { name: 'Close the comparison' }).click();
  await expect(side(page, 'A')).toBeHidden();
  await expect(page.getByRole('region', { name: 'Cluster' })).toBeVisible();
});

test('PreVote keeps a leader that would have been deposed', async ({ page }) => {
  await ready(page, /^PreVote, off and on/);
  await expect(figure(page, 'Leaders elected')).toHaveText(['2', '1']);
  await expect(side(page, 'B').getByRole('heading', { name: 'S1 leads term 1.' })).toBeVisible();
});

test('one option switched by hand; commands go to both, each has its own Why', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.key('v');
  const dialog = page.getByRole('dialog', { name: 'Compare with a second cluster' });
  await dialog.getByRole('switch', { name: 'PreVote' }).click();
  await dialog.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(side(page, 'B')).toBeVisible();
  await playground.idle();
  await side(page, 'B').getByRole('button', { name: 'Crash leader' }).click();
  await playground.idle();
  for (const letter of ['A', 'B'] as const) {
    await expect(side(page, letter).getByRole('button', { name: /crashed/ })).toHaveCount(1);
  }
  await side(page, 'B').getByRole('button', { name: /crashed/ }).click();
  await expect(playground.inspector).toHaveCount(1);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('PreVote on');
  await side(page, 'A').getByRole('button', { name: /crashed/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('PreVote off');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the comparison, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const playground = await ready(page, /^CheckQuorum, off and on/);
    const complaints = async (within: string): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).include(within).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    };
    expect(await complaints('html')).toEqual([]);
    await playground.key('v');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await complaints('[role=dialog]')).toEqual([]);
  });
}
