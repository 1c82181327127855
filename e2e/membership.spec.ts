import { expect, test } from 'playwright/test';
import { addNode, chooseMembership, expectPlace, seat } from './support/members.ts';
import { Playground } from './support/playground.ts';

test('a node is added, listens as a learner, and votes once it has caught up', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await addNode(playground, 'S4');
  await expectPlace(playground, 'S4', 'outside');
  await expect(playground.messages).toContainText('S4 is outside the configuration');
  await playground.playUntil(() => playground.expectDicts(['S1', 'S2', 'S3'], 'x', '1'));
  await expect(playground.dict('S4', 'x')).toHaveText(/–$/);

  await page.getByRole('button', { name: 'Make S4 a learner' }).click();
  await playground.playUntil(() => playground.expectDicts(['S4'], 'x', '1'));
  await expectPlace(playground, 'S4', 'learner');
  await expect(page.getByText('majority = 2 of 3')).toBeVisible();

  await chooseMembership(playground, 'S4', 'Make voter');
  await playground.playUntil(() => expect(page.getByText('majority = 3 of 4')).toBeVisible());
  await expectPlace(playground, 'S4', 'follower');
  await expect(playground.newestRequest).toContainText('members S1 S2 S3 S4');
});

test('the leader is removed: it says so before, and steps down when the change is committed', async ({ page }) => {
  const playground = await Playground.open(page, { size: 5, seed: 7 });
  const leader = await playground.elect();
  const dialog = await seat(playground, { [leader]: 'Out' });
  const plan = dialog.getByRole('region', { name: 'What will happen' });
  await expect(plan).toContainText('Joint consensus');
  await expect(plan).toContainText('3 of 5');
  await expect(plan).toContainText(`${leader} leads and has no place in it: it steps down`);
  await dialog.getByRole('button', { name: 'Propose' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('joint: 3 of 5 and 3 of 4')).toBeVisible();
  await expect(playground.node(leader)).toHaveAccessibleName(new RegExp(`${leader}, leader, leaving`));
  await playground.playUntil(async () => {
    await expectPlace(playground, leader, 'outside');
    await expect(playground.fact('leader')).not.toHaveText(leader);
    await expect(playground.fact('leader')).toHaveText(/^S\d$/);
  });
  await expect(page.getByText('majority = 3 of 4')).toBeVisible();
});

test('a second change is refused while one is under way, with reason and section', async ({ page }) => {
  const playground = await Playground.open(page, { size: 5, seed: 7 });
  const leader = await playground.elect();
  const [a = '', b = ''] = await playground.others(leader);
  const first = await seat(playground, { [a]: 'Learner' });
  await first.getByRole('button', { name: 'Propose' }).click();
  await expect(first).toBeHidden();
  const second = await seat(playground, { [b]: 'Out' });
  await second.getByRole('button', { name: 'Propose' }).click();
  await expect(second.getByRole('alert')).toHaveText(`${leader} refuses (P6, T4.1): ${leader} has another change under way; one at a time.`);
});

test('leadership is handed to a follower', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const leader = await playground.elect();
  const term = await playground.term();
  const [heir = ''] = await playground.others(leader);
  await playground.chooseOn(heir, 'Transfer leadership here');
  await playground.playUntil(async () => {
    await expect(playground.fact('leader')).toHaveText(heir);
    await expect(playground.newestRequest).toContainText(`${heir} leads`);
  });
  expect(await playground.term()).toBe(term + 1);
});

test('a node that was added is not there before, and is there again after', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  await playground.elect();
  await playground.key('a');
  await expect(playground.node('S4')).toBeVisible();
  await playground.key('Home');
  await expect(playground.node('S4')).toHaveCount(0);
  await playground.key('End');
  await expectPlace(playground, 'S4', 'outside');
});

test('an added node runs in a worker of its own, which ends where the run goes on from before', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const workers = (nodes: number) => expect.poll(() => page.workers().length).toBe(nodes + 1);
  await playground.elect();
  await workers(3);
  await addNode(playground, 'S4');
  await workers(4);
  await playground.key('ArrowLeft');
  await playground.key('ArrowLeft');
  await expect(playground.node('S4')).toHaveCount(0);
  await playground.key('h');
  await workers(3);
});
