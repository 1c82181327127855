import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('on a phone a client stands on the stage, and its history under the timeline', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Add client…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a client' });
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await expect(dialog).toBeHidden();
  await playground.playUntil(() => expect(page.getByTestId('actor-c1')).toHaveAccessibleName(/^Client c1: append list←c1\.\d/));
  await page.getByTestId('actor-c1').locator(':scope > rect').first().tap();
  await expect(page.getByRole('region', { name: 'Chosen operation' })).toBeInViewport();
  await expect(page.getByRole('group', { name: 'Operations as intervals' }).getByRole('button', { name: /^c1 #\d+: append/ })).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Stop c1' }).tap();
  await expect(page.getByRole('button', { name: 'Stop c1' })).toBeHidden();
});
