import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

async function exported(page: Page): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download the scenario' }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('a run that is exported and opened again is the same run', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([leader], 'x', '1'));
  await page.getByRole('button', { name: 'Crash leader' }).click();
  await playground.playUntil(() => expect(playground.fact('leader')).toHaveText(/^S\d$/));
  const nodes = await playground.nodes();
  const state = async () => ({
    events: await playground.newestEvents(6),
    facts: await playground.facts.textContent(),
    rows: await Promise.all(nodes.map((node) => playground.row(node).getAttribute('aria-label'))),
    logs: await Promise.all(nodes.map((node) => playground.log(node).allInnerTexts())),
  });
  // One event more, so that nothing is on its way to the screen any more.
  await playground.key('ArrowRight');
  const before = await state();
  const { name, text } = await exported(page);
  expect(name).toMatch(/\.json$/);
  expect(JSON.parse(text)).toMatchObject({ version: 1, seed: 103 });

  await page.reload();
  const again = await Playground.open(page, { seed: 99, size: 3 });
  await again.openFile(name, text);
  await expect(again.messages).toContainText(/Opened .* events/);
  await again.idle();
  await again.key('End');
  await expect(again.facts).toHaveText(before.facts ?? '');
  expect(await state()).toEqual(before);
});

test('a scenario opens at its beginning, with its name, and tells which expectation failed', async ({ page }) => {
  const playground = await Playground.open(page);
  const document = {
    version: 1,
    name: 'A <b>prepared</b> start',
    cluster: { nodes: [{ id: 'S1', term: 3, log: [1, 1, { term: 3, set: ['x', '7'] }], commitIndex: 2 }, 'S2', 'S3'] },
    network: { mode: 'manual' },
    steps: [{ campaign: 'S1' }, { settle: true }, { expect: { nodes: { S1: { role: 'leader', term: 99 } } } }],
  };
  await playground.openFile('prepared.json', JSON.stringify(document));
  await expect(playground.messages).toContainText('Step 3 expected nodes.S1.term to be 99, but it is 4.');
  await expect(page.getByRole('banner')).toContainText('A <b>prepared</b> start');
  expect(await playground.nodes()).toEqual(['S1', 'S2', 'S3']);
  await expect(playground.fact('leader')).toHaveText('none');
  await expect(playground.cell('S1', 3)).toHaveText(/x←7/);
  await expect(playground.cell('S2', 1)).toHaveCount(0);
  await playground.key('End');
  await expect(playground.fact('leader')).toHaveText('S1');
  await expect(playground.cell('S2', 3)).toHaveText(/x←7/);
});

test('a scenario file can be dropped on the page', async ({ page }) => {
  const playground = await Playground.open(page);
  const text = JSON.stringify({ version: 1, name: 'dropped', cluster: { nodes: ['A', 'B', 'C'] }, steps: [{ run: 500 }] });
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'dropped.json', { type: 'application/json' }));
    return transfer;
  }, text);
  const main = page.getByRole('main');
  await main.dispatchEvent('dragenter', { dataTransfer: files });
  await expect(page.getByText('Drop a scenario file to open it.')).toBeVisible();
  await main.dispatchEvent('drop', { dataTransfer: files });
  await expect(page.getByRole('banner')).toContainText('dropped');
  await expect(playground.row('A')).toBeVisible();
  await expect(page.getByText('Drop a scenario file to open it.')).toBeHidden();
});
