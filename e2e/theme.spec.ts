import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

const background = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

async function choose(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: 'Theme', exact: true }).click();
  await page.getByRole('menuitem', { name: theme }).click();
}

test('the theme follows the system, can be chosen, and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await Playground.open(page);
  const light = await background(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => background(page)).not.toBe(light);
  const dark = await background(page);
  await choose(page, 'Light');
  await expect.poll(() => background(page)).toBe(light);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Raft Playground' })).toBeVisible();
  expect(await background(page)).toBe(light);
  await choose(page, 'Dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => background(page)).toBe(dark);
  await choose(page, 'As the system');
  await expect.poll(() => background(page)).toBe(light);
});

test('with reduced motion nothing is animated, and a run goes as ever', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([leader], 'x', '1'));
  await playground.select(leader);
  const moving = () =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration ?? 0) > 1).length;
  expect(await page.evaluate(moving)).toBe(0);
  const width = await page.getByRole('complementary', { name: 'Inspector' }).evaluate((panel) => panel.getBoundingClientRect().width);
  expect(width).toBeGreaterThan(300);
  // An animation of no duration is one all the same, and a surface that waits for its end may stay for ever.
  await page.getByRole('button', { name: /^Speed, / }).click();
  const surface = page.getByRole('dialog', { name: 'Speed' });
  expect(await surface.evaluate((panel) => getComputedStyle(panel).animationName)).toBe('none');
  await page.keyboard.press('Escape');
  await expect(surface).toBeHidden();
});
