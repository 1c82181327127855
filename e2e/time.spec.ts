import { expect, test, type Page } from 'playwright/test';
import { Playground } from './support/playground.ts';

const time = (page: Page) => page.getByRole('region', { name: 'Time' });
const button = (page: Page, name: string) => time(page).getByRole('button', { name, exact: true });

/** Everything of the cluster that the page shows without a clock: facts, roles and terms, logs. */
async function pictureOf({ page, facts }: Playground): Promise<string> {
  const logs = page.getByRole('region', { name: 'Logs', exact: true });
  return `${await facts.textContent()}\n${await logs.ariaSnapshot()}`;
}

const clock = async (playground: Playground): Promise<number> => Number.parseFloat(await playground.page.getByTestId('clock').innerText());

test('time stands still on Pause and goes on on Play', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.key('ArrowRight');
  const still = await clock(playground);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await clock(playground)).toBe(still);
  await playground.play();
  await expect.poll(() => clock(playground)).toBeGreaterThan(still);
  await page.keyboard.press('Space');
  await expect(playground.playButton('Play')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(playground.playButton('Pause')).toBeVisible();
});

test('stepping back shows the earlier state, stepping forward the same later one', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.idle();
  const pictures: string[] = [];
  const times: number[] = [];
  for (let step = 0; step < 12; step += 1) {
    await button(page, 'Next event').click();
    await playground.idle();
    pictures.push(await pictureOf(playground));
    times.push(await clock(playground));
  }
  expect(new Set(pictures).size).toBeGreaterThan(3);
  for (let step = 10; step >= 0; step -= 1) {
    await button(page, 'Previous event').click();
    await playground.idle();
    expect(await pictureOf(playground)).toBe(pictures[step]);
    expect(await clock(playground)).toBe(times[step]);
  }
  for (let step = 1; step < 12; step += 1) await playground.key('ArrowRight');
  expect(await pictureOf(playground)).toBe(pictures[11]);
  expect(await clock(playground)).toBe(times[11]);
});

test('Home and the beginning, End and the newest moment', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.key('ArrowRight');
  const end = await pictureOf(playground);
  await playground.key('Home');
  expect(await clock(playground)).toBe(0);
  await expect(playground.fact('term')).toHaveText('0');
  await expect(button(page, 'Previous event')).toHaveAttribute('aria-disabled', 'true');
  await button(page, 'Go to newest').click();
  await playground.idle();
  expect(await pictureOf(playground)).toBe(end);
  await expect(button(page, 'Go to newest')).toBeHidden();
});

test('a click on the time axis goes there, a drag of the playhead scrubs', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.key('ArrowRight');
  const now = await clock(playground);
  const box = await page.getByRole('group', { name: 'Timeline' }).boundingBox();
  const handle = page.getByRole('slider', { name: 'Playhead' });
  const at = await handle.boundingBox();
  if (box === null || at === null) throw new Error('The timeline has no place.');
  const axisY = at.y + at.height / 2;
  await page.mouse.click((box.x + 64 + at.x) / 2, axisY);
  // A scrub asks once per animation frame, so the page may still look idle here.
  await expect.poll(() => clock(playground)).toBeLessThan(now);
  await playground.idle();
  const half = await clock(playground);
  expect(half).toBeGreaterThan(0);
  await expect(handle).toHaveAttribute('aria-valuetext', new RegExp(half.toFixed(3).replace('.', '\\.')));

  await handle.hover();
  await page.mouse.down();
  await page.mouse.move(box.x + 66, axisY, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => clock(playground)).toBeLessThan(half);
  await expect(playground.fact('leader')).toHaveText('none');
  await playground.key('End');
  expect(await clock(playground)).toBe(now);
  await expect(playground.fact('leader')).toHaveText(/^S\d$/);
});

test('acting in the past starts a branch; Undo goes back, and the branch can be chosen again', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: 'first' });
  await playground.playUntil(async () => playground.expectDicts(await playground.nodes(), 'x', 'first'));
  await playground.key('ArrowRight');
  const future = await pictureOf(playground);
  await playground.key('Home');
  await playground.stepUntil(async () => (await playground.fact('leader').innerText()) === leader);
  const there = await pictureOf(playground);

  await playground.key('c');
  await playground.expectRole(leader, 'crashed');
  await expect(playground.messages).toContainText('new branch, and the old future is kept');
  const branches = time(page).getByRole('button', { name: /^Branch: / });
  await expect(branches).toHaveAccessibleName(`Branch: crash ${leader}, one of 2`);
  await playground.messages.getByRole('button', { name: 'Undo' }).click();
  await expect(branches).toHaveAccessibleName('Branch: main, one of 2');
  await playground.idle();
  expect(await pictureOf(playground)).toBe(there);
  await playground.key('End');
  expect(await pictureOf(playground)).toBe(future);

  await branches.click();
  await page.getByRole('menuitem', { name: new RegExp(`^crash ${leader} at`) }).click();
  await playground.expectRole(leader, 'crashed');
  await expect(branches).toHaveAccessibleName(`Branch: crash ${leader}, one of 2`);
});

test('the feed goes to the event that is clicked', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.tab('Events').click();
  await page.getByRole('button', { name: 'Only decisions' }).click();
  const wins = page.getByTestId(/^event-\d+$/).filter({ hasText: /leader/i }).filter({ hasText: /votes/ }).first();
  const when = Number.parseFloat(await wins.innerText());
  await wins.click();
  await playground.idle();
  expect(await clock(playground)).toBe(when);
  await expect(playground.fact('leader')).toHaveText(/^S\d$/);
  await playground.key('ArrowLeft');
  await expect(playground.fact('leader')).toHaveText('none');
});

test('in a scenario without a clock, acting in the past keeps what had not happened yet from happening', async ({ page }) => {
  const playground = await Playground.open(page);
  const steps = [{ campaign: 'S1' }, { settle: true }, { propose: { to: 'S1', set: ['x', '1'] } }, { settle: true }];
  await playground.openFile('manual.json', JSON.stringify({ version: 1, cluster: { nodes: ['S1', 'S2', 'S3'] }, network: { mode: 'manual' }, steps }));
  await playground.idle();
  await playground.stepUntil(async () => (await playground.fact('leader').innerText()) === 'S1');
  await expect(playground.dict('S1', 'x')).toHaveCount(0);
  await playground.crash('S1');
  await expect(playground.messages).toContainText('new branch');
  await expect(playground.cell('S1', 2)).toHaveCount(0);
  await expect(playground.fact('leader')).toHaveText('none');
});
