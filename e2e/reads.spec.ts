import { expect, test } from 'playwright/test';
import { nameClient, read } from './support/members.ts';
import { Playground } from './support/playground.ts';

test('reads through the log, by ReadIndex, by lease and locally', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const leader = await playground.elect();
  const [follower = ''] = await playground.others(leader);
  const all = await playground.nodes();
  await playground.send({ key: 'x', value: '7' });
  await playground.playUntil(() => playground.expectDicts(all, 'x', '7'));

  await read(playground, 'x', 'through the log');
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('read x (log) is 7 at index 3'));

  await read(playground, 'x', 'ReadIndex');
  await playground.select(leader);
  await expect(playground.inspector.getByRole('table', { name: 'Reads that wait' })).toContainText('1 of 2');
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('read x (ReadIndex) is 7'));

  // Without CheckQuorum nobody promises anything, so there is no lease: it goes the ReadIndex way.
  await read(playground, 'x', 'by lease');
  await expect(playground.newestRequest).toContainText('waiting');
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('read x (lease) is 7'));

  await read(playground, 'x', 'local, may be stale', follower);
  await expect(playground.newestRequest).toContainText('is 7, perhaps stale');
  await read(playground, 'x', 'ReadIndex', follower);
  await expect(playground.newestRequest).toContainText(`${follower} is not the leader`);
});

test('a local read from a node that is cut off is stale, and says that it may be', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  const leader = await playground.elect();
  const [alone = '', other = ''] = await playground.others(leader);
  await playground.send({ key: 'x', value: 'old' });
  await playground.playUntil(() => playground.expectDicts([leader, alone, other], 'x', 'old'));
  await playground.partition([alone]);
  await playground.send({ key: 'x', value: 'new' });
  await playground.playUntil(() => playground.expectDicts([leader, other], 'x', 'new'));
  await read(playground, 'x', 'local, may be stale', alone);
  await expect(playground.newestRequest).toContainText('is old, perhaps stale');
});

test('a retry with the client’s number takes effect once, and without one again', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, seed: 7 });
  await playground.elect();
  const all = await playground.nodes();
  const retry = async () => {
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await page.getByRole('menuitem', { name: /the leader/ }).click();
    await playground.idle();
  };
  await nameClient(playground, 'alice');
  await playground.send({ operation: 'append', key: 'list', value: 'a' });
  await playground.playUntil(() => playground.expectDicts(all, 'list', '[a]'));
  await expect(playground.newestRequest).toContainText('append list←a (alice #1)');
  await retry();
  await playground.playUntil(() => expect(playground.newestRequest).toContainText('appended, 1 in the list at index 3, not applied again'));
  await playground.playUntil(() => expect(page.getByRole('region', { name: 'Logs', exact: true })).toContainText('list+a'));
  await playground.expectDicts(all, 'list', '[a]');

  await nameClient(playground, '');
  await playground.send({ operation: 'append', key: 'list', value: 'b' });
  await playground.playUntil(() => playground.expectDicts(all, 'list', '[a, b]'));
  await retry();
  await playground.playUntil(() => playground.expectDicts(all, 'list', '[a, b, b]'));
});
