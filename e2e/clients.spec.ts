import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

/** What a client does is chosen in a window; `fill` changes its defaults. */
async function addClient(page: Page, fill: (field: (label: string) => ReturnType<Page['getByLabel']>) => Promise<void> = async () => undefined): Promise<void> {
  await page.getByRole('button', { name: 'Add a client that asks by itself' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a client' });
  await fill((label) => dialog.getByLabel(label, { exact: true }));
  await dialog.getByRole('button', { name: 'Add client' }).click();
  await expect(dialog).toBeHidden();
}

const interval = (page: Page, name: RegExp) => page.getByRole('group', { name: 'Operations as intervals' }).getByRole('button', { name });

/** The values of the list `key`, as the longest of all dicts has it. */
async function listOf(playground: Playground, key: string): Promise<string[]> {
  await playground.tab('Logs').click();
  const cells = playground.page.getByTestId(new RegExp(`^dict-S\\d-${key}$`));
  const texts = await cells.evaluateAll((all) => all.map((cell) => cell.getAttribute('title') ?? ''));
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a));
  return longest.match(/c\d\.\d+/g) ?? [];
}

test('a client asks over and over, and its history shows as intervals that follow the cursor', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await addClient(page);
  await expect(page.getByRole('tab', { name: 'Clients' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('actor-c1')).toHaveAccessibleName(/^Client c1: begins/);
  await playground.playUntil(() => expect(interval(page, /^c1 #3: append list←c1\.3 → 3, done/)).toBeAttached());
  await expect(page.getByTestId('actor-c1')).toHaveAccessibleName(/^Client c1: append list←c1\./);

  await interval(page, /^c1 #1: /).dispatchEvent('click');
  const detail = page.getByRole('region', { name: 'Chosen operation' });
  await expect(detail).toContainText(/Done, .* reached a node\./);
  await expect(detail.getByRole('list', { name: 'Tries' }).getByRole('listitem').last()).toContainText('done');
  await detail.getByRole('list', { name: 'Tries' }).getByRole('button').first().click();
  await expect(playground.inspector).toContainText('c1 asks');
  await page.keyboard.press('Escape');

  // From the stage it is one click to what it is at.
  await playground.tab('Logs').click();
  await page.getByTestId('actor-c1').locator(':scope > rect').first().click();
  await expect(detail).toContainText(/c1 #\d/);

  await playground.key('Home');
  await expect(interval(page, /^c1 #/)).toHaveCount(0);
  await expect(page.getByTestId('actor-c1')).toHaveCount(0);
  await playground.key('End');
  await expect(interval(page, /^c1 #3: .* done/)).toBeAttached();
});

test('when the leader crashes clients try again, and every command takes effect once', async ({ page }) => {
  test.slow();
  const playground = await Playground.open(page);
  await playground.elect();
  await addClient(page, (field) => field('Loss').fill('20'));
  await addClient(page, (field) => field('Time-out').fill('200'));
  await playground.playUntil(() => expect(interval(page, /^c2 #2: .* done/)).toBeAttached());
  await page.getByRole('button', { name: 'Crash leader' }).click();
  await playground.idle();
  await playground.playUntil(async () => {
    await expect(interval(page, /^c2 #\d+: .* done, ([2-9]|\d\d) tries/)).not.toHaveCount(0);
    await expect(interval(page, /^c2 #5: .* done/)).toBeAttached();
  });
  await page.getByRole('button', { name: 'Stop all' }).click();
  await playground.idle();
  await expect(page.getByTestId('actor-c1')).toHaveAccessibleName(/stopped$/);
  await expect(page.getByTestId('actor-c2')).toHaveAccessibleName(/stopped$/);
  await expect(page.getByRole('button', { name: 'Stop all' })).toBeHidden();

  const values = await listOf(playground, 'list');
  expect(values.length).toBeGreaterThan(4);
  expect(new Set(values).size).toBe(values.length);
  await expect(page.getByTestId('invariants-pill')).toContainText('hold');
});

test('fields are checked, and the palette opens the same window', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find an action' }).fill('add a client');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a client' });
  await dialog.getByLabel('Loss', { exact: true }).fill('200');
  await expect(dialog).toContainText('Loss: expected a number from 0 to 100 %, found “200”.');
  await expect(dialog.getByRole('button', { name: 'Add client' })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await playground.idle();
  await expect(page.getByTestId(/^actor-/)).toHaveCount(0);
});
