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
  await expect(playground.flying(/^RequestVote /)).toHaveCount(4);
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
