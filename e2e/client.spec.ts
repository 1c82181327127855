import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('a value that is set reaches the dict of every node', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await playground.send({ key: 'colour', value: 'teal' });
  await expect(playground.newestRequest).toContainText('set colour=teal');
  await expect(playground.newestRequest).toContainText('waiting');
  const all = await playground.nodes();
  for (const node of all) await expect(playground.dict(node, 'colour')).toHaveCount(0);
  await playground.playUntil(() => playground.expectDicts(all, 'colour', 'teal'));
  await expect(playground.newestRequest).toContainText('done at index 2');
  for (const node of all) {
    await expect(playground.cell(node, 2)).toHaveText(/colour←teal/);
    await expect(playground.cell(node, 2)).toHaveAttribute('data-fate', 'committed');
  }
  expect(all).toHaveLength(5);
});

test('delete, compare-and-set and append do what they say', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  const all = await playground.nodes();
  const answered = (words: RegExp) => playground.playUntil(() => expect(playground.newestRequest).toHaveText(words));

  await playground.send({ operation: 'compare-and-set', key: 'x', expected: null, value: '1' });
  await answered(/absent→1 swapped at index 2$/);
  await playground.send({ operation: 'compare-and-set', key: 'x', expected: '7', value: '8' });
  await answered(/7→8 not swapped, another value was there at index 3$/);
  await playground.send({ operation: 'compare-and-set', key: 'x', expected: '1', value: '9' });
  await answered(/1→9 swapped at index 4$/);
  await playground.playUntil(() => playground.expectDicts(all, 'x', '9'));

  await playground.send({ operation: 'append', key: 'list', value: 'a' });
  await answered(/appended, 1 in the list at index 5$/);
  await playground.send({ operation: 'append', key: 'list', value: 'b' });
  await answered(/appended, 2 in the list at index 6$/);
  await playground.playUntil(() => playground.expectDicts(all, 'list', '[a, b]'));

  await playground.send({ operation: 'delete', key: 'x' });
  await answered(/deleted at index 7$/);
  await playground.send({ operation: 'delete', key: 'x' });
  await answered(/nothing was there at index 8$/);
  await playground.playUntil(async () => {
    for (const node of all) await expect(playground.dict(node, 'x')).toHaveCount(0);
  });
  await playground.expectDicts(all, 'list', '[a, b]');
});

test('a follower refuses, names the leader, and the request can go there', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [follower = ''] = await playground.others(leader);
  await playground.send({ key: 'x', value: '1', to: follower });
  await expect(playground.newestRequest).toContainText(`${follower} is not the leader`);
  await expect(playground.newestRequest).toContainText(leader);
  await page.getByRole('button', { name: `Ask ${leader}` }).click();
  await playground.playUntil(async () => playground.expectDicts(await playground.nodes(), 'x', '1'));
  await expect(playground.newestRequest).toContainText('done at index 2');
});

test('with “Follow the redirect” on, the refused request goes on by itself', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [follower = ''] = await playground.others(leader);
  await playground.send({ key: 'first', value: '1', to: follower });
  await playground.newestRequest.click();
  await page.getByRole('switch', { name: 'Follow the redirect' }).click();
  await page.keyboard.press('Escape');
  await playground.send({ key: 'second', value: '2', to: follower });
  await playground.playUntil(async () => playground.expectDicts(await playground.nodes(), 'second', '2'));
  await playground.newestRequest.click();
  const requests = page.getByRole('list', { name: 'Recent requests, newest first' }).getByRole('listitem');
  await expect(requests).toHaveCount(3);
  await expect(requests.nth(0)).toContainText(`to ${leader}`);
  await expect(requests.nth(1)).toContainText(`to ${follower}`);
  await expect(playground.dict(leader, 'first')).toHaveCount(0);
});

test('a client whose leader crashes before the commit is told that the outcome is unknown', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.idle();
  await playground.crash(leader);
  await expect(playground.newestRequest).toContainText(`${leader} crashed before it could answer`);
});
