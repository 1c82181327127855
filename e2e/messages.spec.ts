import { expect, test } from 'playwright/test';
import { middleOf, Playground } from './support/playground.ts';

/** A leader has just been given `x=1`; time stands still with the four copies of it on their way. */
async function withEntriesFlying(playground: Playground): Promise<{ leader: string; to: string }> {
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.idle();
  await expect(playground.flying(/^AppendEntries .* 1 entry/)).toHaveCount(4);
  const [, , to = ''] = await playground.others(leader);
  // They leave the leader together: let them part.
  await playground.stepUntil(async () => (await playground.flying(/^AppendEntries .* 1 entry/).count()) < 4);
  return { leader, to: await stillFlying(playground, leader, to) };
}

/** The first one that still flies is as good as another. */
async function stillFlying(playground: Playground, leader: string, wanted: string): Promise<string> {
  for (const to of [wanted, ...(await playground.others(leader))]) {
    if ((await playground.flying(new RegExp(`^AppendEntries ${leader} to ${to}, 1 entry`)).count()) > 0) return to;
  }
  throw new Error('All of them have arrived.');
}

const arrivesIn = (name: string | null): number => Number(/arrives in (\d+) ms/.exec(name ?? '')?.[1]);

test('a message in flight is clicked, read, and dropped; the leader sends it again', async ({ page }) => {
  const playground = await Playground.open(page);
  const { leader, to } = await withEntriesFlying(playground);
  const message = playground.flying(new RegExp(`^AppendEntries ${leader} to ${to}, 1 entry`));
  await message.locator('circle').first().click();
  const { inspector } = playground;
  await expect(inspector.getByRole('heading', { name: 'AppendEntries: 1 entry' })).toBeVisible();
  await expect(inspector).toContainText(`Message ${leader} → ${to}`);
  const field = (name: string) => inspector.getByRole('row', { name: new RegExp(`^${name.replace(/[[\]]/g, '\\$&')} `) });
  await expect(field('term')).toContainText('1');
  await expect(field('leaderId')).toContainText(leader);
  await expect(field('prevLogIndex')).toContainText('1');
  await expect(field('entries[]')).toContainText('2: t1 set x=1');
  await expect(field('leaderCommit')).toContainText('1');

  await playground.act('Drop');
  await expect(message).toHaveCount(0);
  await expect(inspector).toContainText('dropped');
  await playground.stepUntil(async () => (await playground.fact('commit index').innerText()) === '2');
  await expect(playground.cell(to, 2)).toHaveCount(0);
  await playground.playUntil(() => playground.expectDicts([to], 'x', '1'));
});

test('a message is delayed, and duplicated', async ({ page }) => {
  const playground = await Playground.open(page);
  const { leader, to } = await withEntriesFlying(playground);
  const message = playground.flying(new RegExp(`^AppendEntries ${leader} to ${to}, 1 entry`));
  const before = arrivesIn(await message.getAttribute('aria-label'));
  await message.locator('circle').first().click();
  await playground.act('Delay');
  await expect(message).toHaveAccessibleName(new RegExp(`arrives in ${before + 50} ms`));
  await playground.act('Duplicate');
  await expect(message).toHaveCount(2);
  await playground.act('Hold');
  await expect(playground.flying(new RegExp(`^AppendEntries ${leader} to ${to}, 1 entry, waits to be delivered`))).toHaveCount(1);
  await expect(playground.inspector).toContainText('waits to be delivered');
  await playground.playUntil(() => expect(message).toHaveCount(1));
  await expect(playground.cell(to, 2)).toHaveText(/x←1/);
  await playground.act('Deliver now');
  await expect(message).toHaveCount(0);
});

test('a message has a menu of its own, is copied by Alt-click, and dropped by dragging it off its link', async ({ page }) => {
  const playground = await Playground.open(page);
  const { leader, to } = await withEntriesFlying(playground);
  const message = playground.flying(new RegExp(`^AppendEntries ${leader} to ${to}, 1 entry`));
  const glyph = message.locator('circle').first();
  await glyph.click({ modifiers: ['Alt'] });
  await playground.idle();
  await expect(message).toHaveCount(2);
  await message.last().locator('circle').first().click({ button: 'right', force: true });
  await page.getByRole('menu', { name: 'Actions on this message' }).getByRole('menuitem', { name: 'Drop' }).click();
  await expect(message).toHaveCount(1);

  const from = await middleOf(glyph);
  const [start, end] = [await playground.placeOf(leader), await playground.placeOf(to)];
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  // Square to its way, well off it.
  const off = { x: (-(end.y - start.y) / length) * 120, y: ((end.x - start.x) / length) * 120 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + off.x / 2, from.y + off.y / 2, { steps: 4 });
  await page.mouse.move(from.x + off.x, from.y + off.y, { steps: 4 });
  await page.mouse.up();
  await playground.idle();
  await expect(message).toHaveCount(0);
  await playground.stepUntil(async () => (await playground.fact('commit index').innerText()) === '2');
  await expect(playground.cell(to, 2)).toHaveCount(0);
});

test('with every message lost nobody is elected; with the network whole again somebody is', async ({ page }) => {
  const playground = await Playground.open(page);
  await page.getByRole('button', { name: /^Network: / }).click();
  const loss = page.getByRole('slider', { name: 'Loss' });
  await loss.focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^Network: .*loss 100 %/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await playground.playUntil(() => expect.poll(() => playground.term()).toBeGreaterThan(2));
  await expect(playground.fact('leader')).toHaveText('none');
  await page.getByRole('button', { name: /^Network: / }).click();
  await loss.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Escape');
  await playground.elect();
});
