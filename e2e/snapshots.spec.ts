import { expect, test } from 'playwright/test';
import { chooseMembership } from './support/members.ts';
import { Playground } from './support/playground.ts';

test('a snapshot by hand; a follower that needs what is gone gets it chunk by chunk', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const leader = await playground.elect();
  const [behind = '', other = ''] = await playground.others(leader);
  await playground.crash(behind);
  // More than one chunk of 1,024 characters.
  await playground.send({ key: 'long', value: 'v'.repeat(1500) });
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([leader, other], 'x', '1'));

  await chooseMembership(playground, leader, 'Take snapshot now');
  await expect(page.getByTestId(`snapshot-${leader}`)).toHaveText(/≤3$/);
  await expect(playground.cell(leader, 2)).toHaveCount(0);
  await expect(playground.cell(other, 2)).toBeVisible();
  await expect(playground.inspector.getByRole('table', { name: 'Snapshot' })).toContainText('2 keys, 0 sessions');

  await playground.restart(behind);
  await playground.stepUntil(() => playground.inspector.getByRole('progressbar', { name: 'Received' }).isVisible());
  await expect(playground.node(behind)).toContainText(/gets snapshot, \d+ %/);
  await playground.stepUntil(() => page.getByText('restored ≤3').isVisible());
  await expect(page.getByTestId(`snapshot-${behind}`)).toHaveText(/≤3$/);
  await playground.expectDicts([behind], 'x', '1');

  await playground.send({ key: 'x', value: '2' });
  await playground.playUntil(() => playground.expectDicts([leader, other, behind], 'x', '2'));
  await expect(playground.cell(behind, 4)).toHaveText(/x←2/);
});

test('a follower takes its own snapshot, and finds it on its disk after a crash', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const leader = await playground.elect();
  const [follower = ''] = await playground.others(leader);
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([follower], 'x', '1'));
  await playground.chooseOn(follower, 'Take snapshot now');
  await expect(page.getByTestId(`snapshot-${follower}`)).toBeVisible();
  await expect(page.getByTestId(`snapshot-${leader}`)).toHaveCount(0);
  await playground.select(follower);
  const snapshot = playground.inspector.getByRole('table', { name: 'Snapshot' });
  await playground.playUntil(() => expect(snapshot.getByRole('row', { name: 'on disk yes' })).toBeVisible());
  await playground.crash(follower);
  await playground.restart(follower);
  await playground.expectDicts([follower], 'x', '1');
  await expect(page.getByText('restored ≤2')).toBeVisible();
});
