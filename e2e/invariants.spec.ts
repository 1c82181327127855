import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('the list of invariants opens: the paper’s five and at least eight more, and all hold', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await page.getByRole('button', { name: 'Crash leader' }).click();
  await playground.playUntil(() => expect(playground.fact('leader')).toHaveText(/^S\d$/));
  const pill = page.getByRole('button', { name: '5/5 properties hold' });
  await pill.click();
  const list = page.getByRole('region', { name: 'List of invariants' });
  const lines = list.getByRole('listitem');
  expect(await lines.count()).toBeGreaterThanOrEqual(13);
  await expect(lines.filter({ hasText: 'holds' })).toHaveCount(await lines.count());
  for (const property of ['Election Safety', 'Leader Append-Only', 'Log Matching', 'Leader Completeness', 'State Machine Safety']) {
    await expect(lines.filter({ hasText: property }).first()).toContainText('§5');
  }
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await expect(pill).toBeFocused();
});
