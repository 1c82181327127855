import { expect, test } from 'playwright/test';
import { middleOf, Playground } from './support/playground.ts';

/** Sliced on the stage: the leader and its neighbour on one side, so two of five decide nothing and the other three elect. */
test('a leader cut off with the minority commits nothing; the majority goes on; healed, its entry is overwritten', async ({ page }) => {
  const playground = await Playground.open(page);
  const old = await playground.elect();
  const ring = await playground.nodes();
  const companion = ring[(ring.indexOf(old) + 1) % ring.length] ?? '';
  const majority = await playground.others(old, companion);
  await playground.slice([old, companion]);
  for (const a of [old, companion]) {
    for (const b of majority) await expect(playground.link(a, b)).toHaveAttribute('data-cut', 'both');
  }
  await expect(playground.link(old, companion)).toHaveAttribute('data-cut', 'none');
  await expect(page.getByRole('region', { name: 'Cluster' })).toContainText('6 links');
  await playground.send({ key: 'x', value: 'lost', to: old });
  await playground.send({ key: 'y', value: 'lost too', to: old });
  await playground.send({ key: 'z', value: 'lost as well', to: old });
  await playground.playUntil(async () => {
    await expect(playground.cell(companion, 2)).toHaveText(/x←lost/);
    await expect(playground.cell(companion, 4)).toHaveText(/z←lost/);
    await expect(playground.fact('leader')).not.toHaveText(old);
    await expect(playground.fact('leader')).toHaveText(/^S\d$/);
  });
  await playground.expectRole(old, 'old leader');
  await expect(playground.headline).toContainText(`${old} still thinks it leads term`);
  const next = await playground.leader();
  expect(majority).toContain(next);
  await expect(playground.dict(old, 'x')).toHaveCount(0);

  await playground.send({ key: 'x', value: 'kept' });
  await playground.playUntil(() => playground.expectDicts(majority, 'x', 'kept'));
  for (const node of [old, companion]) {
    await expect(playground.cell(node, 2)).toHaveAttribute('data-fate', 'doomed');
    expect(await playground.dict(node, 'x').innerText()).not.toContain('lost');
  }
  await expect(playground.newestRequest).toContainText('done at index 3');

  await playground.healAll();
  await playground.playUntil(async () => playground.expectDicts(await playground.nodes(), 'x', 'kept'));
  await playground.expectRole(old, 'follower');
  expect(await playground.termOf(old)).toBe(await playground.term());
  for (const node of [old, companion]) {
    await expect(playground.cell(node, 2)).toHaveAttribute('data-fate', 'committed');
    await expect(playground.cell(node, 3)).toHaveText(/x←kept/);
    await expect(playground.cell(node, 4)).toHaveCount(0);
  }
  await playground.newestRequest.click();
  const first = page.getByRole('list', { name: 'Recent requests, newest first' }).getByRole('listitem').last();
  await expect(first).toContainText('set x=lost');
  await expect(first).toContainText(/stopped leading|lost|may still commit/);
});

test('a leader with the majority goes on; the minority elects nobody', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [second = '', third = '', ...minority] = await playground.others(leader);
  await playground.partition([leader, second, third]);
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(async () => {
    await playground.expectDicts([leader, second, third], 'x', '1');
    await playground.expectRole(minority[0] ?? '', 'candidate');
  });
  await expect(playground.newestRequest).toContainText('done at index 2');
  for (const node of minority) {
    await expect(playground.cell(node, 2)).toHaveCount(0);
    await expect(playground.row(node)).not.toHaveAccessibleName(/leader/);
  }
});

test('a single link is cut and healed at itself, in one direction or both', async ({ page }) => {
  const playground = await Playground.open(page);
  // At the beginning nothing is on the link that the pointer could meet instead.
  await playground.key('Home');
  const link = playground.link('S1', 'S2');
  const onIt = async (): Promise<void> => {
    const { x, y } = await middleOf(link);
    await page.mouse.click(x, y, { button: 'right' });
  };
  await onIt();
  await page.getByRole('menuitem', { name: 'Cut S1 → S2 only' }).click();
  await expect(link).toHaveAttribute('data-cut', 'ab');
  await onIt();
  await page.getByRole('menuitem', { name: 'Cut both ways' }).click();
  await expect(link).toHaveAttribute('data-cut', 'both');
  await onIt();
  await page.getByRole('menuitem', { name: 'Inspect' }).click();
  await expect(playground.inspector.getByRole('heading', { name: 'S1 – S2, cut' })).toBeVisible();
  await playground.act('Heal S2 → S1');
  await expect(link).toHaveAttribute('data-cut', 'ab');
  await onIt();
  await page.getByRole('menuitem', { name: 'Heal', exact: true }).click();
  await expect(link).toHaveAttribute('data-cut', 'none');
});

test('the partition window offers the usual experiments and counts majorities', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await page.getByRole('button', { name: 'Partition' }).click();
  const dialog = page.getByRole('dialog', { name: 'Partition' });
  const groups = dialog.getByRole('list', { name: 'Groups' });
  await expect(groups).toHaveText(/5 of 5, a majority/);
  await dialog.getByRole('button', { name: 'Leader in the minority' }).click();
  await expect(groups.getByRole('listitem').filter({ hasText: leader })).toContainText('2 of 5, no majority');
  await dialog.getByRole('button', { name: 'Everybody alone' }).click();
  await expect(groups.getByRole('listitem')).toHaveCount(5);
  await dialog.getByRole('button', { name: 'Isolate the leader' }).click();
  await expect(groups.getByRole('listitem').filter({ hasText: leader })).toHaveText(new RegExp(`^${leader}\\s*1 of 5, no majority$`));
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await playground.playUntil(() => playground.expectRole(leader, 'old leader'));
});
