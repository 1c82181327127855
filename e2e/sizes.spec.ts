import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('a cluster of one elects itself and commits alone', async ({ page }) => {
  const playground = await Playground.open(page, { size: 1 });
  expect(await playground.elect()).toBe('S1');
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts(['S1'], 'x', '1'));
  await expect(playground.newestRequest).toContainText('done at index 2');
});

test('a cluster of nine survives four crashes and not a fifth', async ({ page }) => {
  const playground = await Playground.open(page, { size: 9 });
  const all = await playground.nodes();
  expect(all).toHaveLength(9);
  const leader = await playground.elect();
  const [a = '', b = '', c = '', d = '', e = '', ...rest] = await playground.others(leader);
  for (const node of [a, b, c, d]) await playground.crash(node);
  await playground.key('Escape');
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(() => playground.expectDicts([leader, e, ...rest], 'x', '1'));
  await playground.crash(e);
  await playground.key('Escape');
  await playground.send({ key: 'x', value: '2' });
  await playground.playUntil(async () => {
    for (const node of rest) await expect(playground.cell(node, 3)).toHaveText(/x←2/);
  });
  await expect(playground.newestRequest).toContainText('waiting for a majority at index 3');
  await playground.restart(a);
  await playground.key('Escape');
  await playground.playUntil(() => playground.expectDicts([leader, a, ...rest], 'x', '2'));
});

test('every node runs in a worker of its own; a crash ends it, a restart starts one', async ({ page }) => {
  const playground = await Playground.open(page);
  // One more for the engine, which carries the messages and draws the events.
  const workers = (nodes: number) => expect.poll(() => page.workers().length).toBe(nodes + 1);
  const leader = await playground.elect();
  await workers(5);
  await playground.crash(leader);
  await workers(4);
  await playground.restart(leader);
  await workers(5);
  await playground.newRun({ size: 7 });
  await playground.elect();
  await workers(7);
});
