import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('a node on the stage: click selects, its menu acts, its badge restarts it', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const { x, y } = await playground.placeOf(leader);
  await page.mouse.click(x, y);
  await expect(playground.inspector.getByRole('heading', { name: new RegExp(`^${leader}, leader of term`) })).toBeVisible();
  await expect(playground.node(leader)).toHaveAttribute('aria-pressed', 'true');

  await playground.chooseOn(leader, 'Pause');
  await expect(playground.node(leader)).toHaveAccessibleName(new RegExp(`^${leader}, paused leader`));
  await expect(playground.headline).toContainText('paused');
  await playground.chooseOn(leader, 'Resume');
  await playground.chooseOn(leader, 'Clock at 2×');
  await expect(playground.node(leader)).toHaveAccessibleName(/clock 2×/);
  await playground.chooseOn(leader, 'Isolate');
  for (const other of await playground.others(leader)) await expect(playground.link(leader, other)).toHaveAttribute('data-cut', 'both');
  await expect(playground.headline).toContainText('reaches no majority');
  await playground.chooseOn(leader, 'Reconnect');
  await expect(playground.headline).toHaveText(/leads term \d+\.$/);

  await playground.chooseOn(leader, 'Crash');
  await expect(playground.node(leader)).toHaveAccessibleName(new RegExp(`^${leader}, crashed`));
  await playground.node(leader).getByText('Restart').locator('..').click({ force: true });
  await expect(playground.node(leader)).toHaveAccessibleName(new RegExp(`^${leader}, follower`));
});

test('a timeout by hand makes a candidate of a follower, and a leader in the next term', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const term = await playground.term();
  const [follower = ''] = await playground.others(leader);
  await playground.chooseOn(follower, 'Trigger timeout');
  await playground.expectRole(follower, 'candidate');
  // Its vote for itself has to be on its disk before it may ask for others.
  await expect(playground.headline).toContainText(`${follower} has no vote yet and needs three.`);
  await playground.stepUntil(async () => (await playground.flying(/^RequestVote /).count()) === 4);
  await expect(playground.headline).toContainText(`${follower} has one vote and needs three.`);
  await playground.playUntil(() => playground.expectRole(follower, 'leader'));
  expect(await playground.termOf(follower)).toBe(term + 1);
  await playground.expectRole(leader, 'follower');
});

test('“Send a command…” on a node makes it the target of the client bar', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [follower = ''] = await playground.others(leader);
  await playground.chooseOn(follower, 'Send a command…');
  await expect(page.getByRole('combobox', { name: 'Send to' })).toHaveValue(`node ${follower}`);
  await expect(page.getByRole('textbox', { name: 'key' })).toBeFocused();
});

test('what is selected in one view is selected in every view', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.select('S3');
  await expect(playground.node('S3')).toHaveAttribute('aria-pressed', 'true');
  await expect(playground.row('S3')).toHaveAttribute('aria-pressed', 'true');
  await playground.key('4');
  await expect(playground.node('S3')).toHaveAttribute('aria-pressed', 'false');
  await expect(playground.row('S4')).toHaveAttribute('aria-pressed', 'true');
  await playground.key('Escape');
  await expect(playground.node('S4')).toHaveAttribute('aria-pressed', 'false');
  await expect(playground.inspector).toBeHidden();
});

test('after a click the arrows still belong to time, and Space to play', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  const { x, y } = await playground.placeOf('S3');
  await page.mouse.click(x, y);
  const clock = page.getByTestId('clock');
  await playground.key('ArrowRight');
  const before = await clock.innerText();
  // Several events may share a millisecond.
  let steps = 0;
  for (; steps === 0 || ((await clock.innerText()) === before && steps < 20); steps += 1) await playground.key('ArrowRight');
  await expect(clock).not.toHaveText(before);
  for (let step = 0; step < steps; step += 1) await playground.key('ArrowLeft');
  await expect(clock).toHaveText(before);
  await expect(playground.node('S3')).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Crash leader' }).click();
  await playground.idle();
  await page.keyboard.press('Space');
  await expect(playground.playButton('Pause')).toBeVisible();
  await expect(playground.fact('leader')).toHaveText(/^S\d$/);
  await playground.pause();
  const down = (await playground.nodes()).map((node) => playground.row(node).and(page.getByRole('button', { name: /crashed/ })).count());
  expect((await Promise.all(down)).reduce((sum, count) => sum + count)).toBe(1);
});

test('among the nodes and the messages the arrows go, once Tab has come there', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await page.getByRole('button', { name: 'All actions' }).focus();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab');
    if (await playground.node('S1').evaluate((mark) => mark === document.activeElement)) break;
  }
  await expect(playground.node('S1')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(playground.node('S3')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(playground.node('S3')).toHaveAttribute('aria-pressed', 'true');
  expect(await playground.leader()).toBe(leader);
});
