import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

const view = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name, exact: true }).tap();

async function noSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
}

/** On a phone the facts stand under the name; the logs are a view of their own. */
async function elected(playground: Playground): Promise<string> {
  await playground.setSpeed();
  await playground.play();
  await expect(playground.headline).toHaveText(/^S\d leads term \d+\.$/);
  await expect(playground.facts).toContainText(/commit\s*1/);
  await playground.pause();
  return (await playground.headline.innerText()).slice(0, 2);
}

test('elect, crash, elect again, with a finger', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await elected(playground);
  await noSidewaysScroll(page);
  await page.getByRole('button', { name: 'Crash leader' }).tap();
  await playground.idle();
  await expect(playground.node(leader)).toHaveAccessibleName(/crashed/);
  await playground.play();
  await expect(playground.headline).toHaveText(/^S\d leads term \d+\.$/);
  await playground.pause();
  await expect(playground.headline).not.toContainText(`${leader} leads`);
});

test('a value from the Logs view reaches every dict; Why tells of the entry', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await elected(playground);
  await view(page, 'Logs');
  await playground.send({ key: 'x', value: '1' });
  await playground.play();
  for (const node of await playground.nodes()) await expect(playground.dict(node, 'x')).toHaveText('1');
  await playground.pause();
  await noSidewaysScroll(page);
  await playground.cell(leader, 2).tap();
  await view(page, 'Why');
  await expect(playground.inspector).toContainText('set x=1');
  await noSidewaysScroll(page);
  await view(page, 'Timeline');
  await expect(page.getByRole('group', { name: 'Timeline' })).toBeVisible();
  await noSidewaysScroll(page);
});

test('a long press on a node opens its menu, the strip scrubs, the reason strip leads to Why', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await elected(playground);
  const { x, y } = await playground.placeOf(leader);
  const touch = await page.context().newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  const menu = page.getByRole('menu', { name: `Actions on ${leader}` });
  await expect(menu).toBeVisible();
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await menu.getByRole('menuitem', { name: 'Pause' }).tap();
  await expect(playground.node(leader)).toHaveAccessibleName(/paused leader/);

  const strip = page.getByRole('slider', { name: 'Playhead' });
  const box = await strip.boundingBox();
  if (box === null) throw new Error('There is no strip.');
  await page.touchscreen.tap(box.x + 20, box.y + box.height / 2);
  await playground.idle();
  await expect(playground.headline).toContainText('Nobody leads');
  await page.getByRole('button', { name: /Why$/ }).tap();
  await expect(playground.inspector).toBeVisible();
});

test('what is to be touched is large enough', async ({ page }) => {
  const playground = await Playground.open(page);
  await elected(playground);
  const small: string[] = [];
  for (const name of ['Stage', 'Logs', 'Timeline', 'Why']) {
    await view(page, name);
    const found = await page.locator('button:visible, select:visible, input:visible').evaluateAll((elements) =>
      elements
        .filter((element) => element.tabIndex >= 0)
        .map((element) => ({ element, box: element.getBoundingClientRect(), after: getComputedStyle(element, '::after') }))
        // A larger reach may be drawn around a small button.
        .filter(({ box, after }) => Math.max(box.height, Number.parseFloat(after.height) || 0) < 43.5 && box.width > 0)
        .map(({ element, box }) => `${element.getAttribute('aria-label') ?? element.textContent} is ${Math.round(box.height)} px high`),
    );
    small.push(...found.map((line) => `${name}: ${line}`));
  }
  expect(small).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const playground = await Playground.open(page);
    await elected(playground);
    for (const name of ['Stage', 'Logs', 'Timeline', 'Why']) {
      await view(page, name);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${name}: ${id}: ${node.html.slice(0, 160)}`))).toEqual([]);
    }
  });
}
