import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('on a phone the two clusters take turns, and the figures stand side by side', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.getByRole('button', { name: 'More' }).tap();
  await page.getByRole('menuitem', { name: 'Open a scenario…' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: /^PreVote, off and on/ }).tap();
  const choice = page.getByRole('radiogroup', { name: 'Which cluster' }).or(page.getByRole('group', { name: 'Which cluster' }));
  await expect(choice).toBeVisible();
  await playground.pause();
  await page.getByRole('slider', { name: 'Playhead' }).press('End');
  await playground.idle();
  await expect(playground.headline).toHaveText(/^S5 leads term \d\.$/);
  await choice.getByText('B PreVote on').tap();
  await expect(playground.headline).toHaveText('S1 leads term 1.');
  await choice.getByText('Figures').tap();
  await expect(page.getByRole('row', { name: 'Leaders elected' }).getByRole('cell')).toHaveText(['2', '1']);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
});
