import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

async function openBug(page: Page, does: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a scenario' });
  await dialog.getByRole('region', { name: 'Bug zoo' }).getByRole('button', { name: does }).click();
  await expect(dialog).toBeHidden();
}

/** The list of all invariants, from the pill. */
async function invariant(page: Page, name: string) {
  await page.getByTestId('invariants-pill').click();
  return page.getByRole('region', { name: 'List of invariants' }).getByRole('listitem').filter({ hasText: name });
}

const chip = (page: Page) => page.getByRole('button', { name: /^bug on: / });

for (const { bug, does, breaks } of [
  { bug: 'half-is-enough', does: /takes half of an even cluster for a majority/, breaks: 'Election Safety' },
  { bug: 'lease-without-drift', does: /trusts its clock/, breaks: 'Linearizability' },
]) {
  test(`${bug}: ${breaks} sees it, and by the paper's rule the same run is clean`, async ({ page }) => {
    test.slow();
    const playground = await Playground.open(page);
    await playground.setSpeed();
    await openBug(page, does);
    await expect(chip(page)).toHaveText(`bug on: ${bug}`);
    // Time stops at the violation.
    await expect(page.getByTestId('invariants-pill')).toContainText('violated');
    await playground.idle();
    await expect((await invariant(page, breaks)).first()).toContainText('violated');
    await page.keyboard.press('Escape');

    await chip(page).click();
    await page.getByRole('button', { name: 'Same run without the bug' }).click();
    await expect(chip(page)).toBeHidden();
    await expect(playground.messages).toContainText(`The same run without ${bug}`);
    await playground.key('End');
    await expect(page.getByTestId('invariants-pill')).toContainText('hold');
    await expect((await invariant(page, breaks)).first()).toContainText('holds');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Put the bug back' }).click();
    await expect(page.getByTestId('invariants-pill')).toContainText('violated');
    await expect(chip(page)).toHaveText(`bug on: ${bug}`);
  });
}

test('with the bug on the left and without it on the right', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.setSpeed();
  await openBug(page, /takes half of an even cluster/);
  await expect(page.getByTestId('invariants-pill')).toContainText('violated');
  await chip(page).click();
  await page.getByRole('button', { name: 'Side by side' }).click();
  const pills = page.getByTestId('invariants-pill');
  await expect(pills).toHaveCount(2);
  await expect(pills.first()).toContainText('violated');
  await playground.key('End');
  await expect(pills.last()).not.toContainText('violated');
  await expect(page.getByRole('region', { name: 'Cluster B, no bug' })).toBeVisible();
});

test('a new run can have a bug on', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.getByRole('button', { name: 'New run' }).click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByText('none on: the paper’s rules').click();
  await dialog.getByRole('switch', { name: '4 clears-its-vote' }).click();
  await dialog.getByRole('button', { name: 'Start' }).click();
  await expect(dialog).toBeHidden();
  await playground.pause();
  await expect(chip(page)).toHaveText('bug on: clears-its-vote');
});
