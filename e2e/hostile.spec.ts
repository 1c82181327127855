import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

const markup = '<img src=x onerror="document.title=\'broken\'"><b>bold</b>';

test.afterEach(async ({ page }) => {
  await expect(page.locator('img, b')).toHaveCount(0);
});

test('markup in a key and a value is shown as text', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.tab('Events').click();
  await playground.send({ key: markup, value: markup });
  await expect(page.getByRole('region', { name: 'Events', exact: true })).toContainText('<img src=x');
  await playground.tab('Logs').click();
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('done at index'));
  await expect(playground.newestRequest).toContainText('<img src=x');
  // Key and value stand side by side.
  await expect(playground.dict(leader, markup)).toHaveText(/^<img src=x onerror=.*<img src=x onerror=/);
  await expect(page.locator('img, b')).toHaveCount(0);
  await playground.cell(leader, 2).click();
  await expect(playground.inspector).toContainText('<b>bold</b>');
  await playground.tab('Console').click();
  await page.getByRole('radio', { name: leader, exact: true }).click();
  await expect(page.getByRole('log', { name: `Console of ${leader}` })).toContainText('<img src=x');
  await page.getByRole('radio', { name: '.state_machine' }).click();
  await expect(page.getByRole('log', { name: `${leader}.state_machine` })).toContainText('<b>bold</b>');
  await expect(page).toHaveTitle(/Raft/);
});

test('an empty key and a value that is too long are refused with a sentence', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.send({ key: '', value: '1' });
  const problem = page.getByRole('form', { name: 'Client request' }).getByRole('alert');
  await expect(problem).toHaveText('The key is empty; give it a name, such as x.');
  await playground.send({ key: 'x', value: 'v'.repeat(10_240) });
  await expect(problem).toHaveText('The value is 10,240 characters long; at most 8,192 are allowed.');
  await expect(page.getByText('no requests yet')).toBeVisible();
  await playground.send({ key: 'x', value: 'v'.repeat(8_192) });
  await expect(problem).toBeHidden();
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('done at index 2'));
});

test('a command to a crashed node is refused with a sentence', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [down = ''] = await playground.others(leader);
  await playground.crash(down);
  await playground.send({ key: 'x', value: '1', to: down });
  await expect(playground.newestRequest).toContainText(`${down} is down`);
  await page.getByRole('button', { name: 'Crash leader' }).click();
  await playground.idle();
  await playground.send({ key: 'x', value: '1' });
  await expect(page.getByRole('form', { name: 'Client request' }).getByRole('alert')).toContainText('Nobody leads right now');
});

const brokenFiles: readonly [what: string, text: string, sentence: RegExp][] = [
  ['no JSON', '{ "version": 1,, }', /broken\.json: line 1, column 16/],
  ['another version', '{ "version": 2 }', /broken\.json: version: expected the version 1, found 2/],
  ['a node that isn’t there', JSON.stringify({ version: 1, cluster: { nodes: ['S1'] }, steps: [{ crash: 'S9' }] }), /steps\[0\]\.crash: expected .*found "S9"/],
  ['a picture', '\u0089PNG\r\n\u0000', /broken\.json: line 1, column 1/],
];

for (const [what, text, sentence] of brokenFiles) {
  test(`a broken scenario file (${what}) changes nothing and says what and where`, async ({ page }) => {
    const playground = await Playground.open(page);
    const leader = await playground.elect();
    await playground.send({ key: 'kept', value: 'yes' });
    await playground.playUntil(() => playground.expectDicts([leader], 'kept', 'yes'));
    await playground.openFile('broken.json', text);
    await expect(playground.messages).toContainText(sentence);
    await playground.idle();
    expect(await playground.leader()).toBe(leader);
    await playground.expectDicts([leader], 'kept', 'yes');
    expect(await playground.nodes()).toHaveLength(5);
  });
}

test('an impossible cluster is refused with sentences, and the run stays', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await page.getByRole('button', { name: 'New run' }).click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByRole('textbox', { name: 'Election timeout, lowest' }).fill('900');
  await dialog.getByRole('textbox', { name: 'Heartbeat' }).fill('soon');
  await dialog.getByRole('textbox', { name: 'Loss' }).fill('250');
  await expect(dialog).toContainText('the lowest (900 ms) is above the highest (300 ms)');
  await expect(dialog).toContainText('Heartbeat: expected a number from 1 to 60000 ms, found “soon”.');
  await expect(dialog).toContainText('Loss: expected a number from 0 to 100 %, found “250”.');
  await expect(dialog.getByRole('textbox', { name: 'Loss' })).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Loss' }).press('Enter');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await playground.leader()).toBe(leader);
});

test('an even cluster is allowed, with a warning', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.getByRole('button', { name: 'New run' }).click();
  const dialog = page.getByRole('dialog', { name: 'New run' });
  await dialog.getByRole('radiogroup', { name: 'Nodes' }).getByRole('radio', { name: '4' }).click();
  await expect(dialog).toContainText('4 nodes survive no more failures than 3 do');
  await dialog.getByRole('button', { name: 'Start' }).click();
  await playground.pause();
  expect(await playground.nodes()).toHaveLength(4);
});
