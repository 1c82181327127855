import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('a leader appears by itself', async ({ page }) => {
  const playground = new Playground(page);
  await playground.load();
  await expect(playground.headline).toContainText('Nobody leads');
  await playground.setSpeed();
  await expect(playground.fact('leader')).toHaveText(/^S[1-5]$/);
  await playground.pause();
  const leader = await playground.leader();
  await playground.expectRole(leader, 'leader');
  for (const other of await playground.others(leader)) await playground.expectRole(other, 'follower');
  await expect(page).toHaveTitle(new RegExp(leader));
  await expect(playground.headline).toHaveText(`${leader} leads term ${await playground.term()}.`);
  await expect(playground.node(leader)).toHaveAccessibleName(new RegExp(`^${leader}, leader, term`));
});

test('the same seed elects the same leader in the same event', async ({ page }) => {
  const playground = await Playground.open(page, { seed: 12 });
  const electedAt = async (): Promise<string> => {
    await playground.stepUntil(async () => (await playground.fact('leader').innerText()) !== 'none');
    const [newest = ''] = await playground.newestEvents(1);
    return newest;
  };
  const first = await electedAt();
  await playground.newRun({ seed: 13 });
  expect(await electedAt()).not.toBe(first);
  await playground.newRun({ seed: 12 });
  expect(await electedAt()).toBe(first);
});

test.describe('a crashed leader is replaced in a higher term', () => {
  const replaced = async (playground: Playground, crash: (leader: string) => Promise<void>): Promise<void> => {
    const leader = await playground.elect();
    const term = await playground.term();
    await crash(leader);
    await playground.expectRole(leader, 'crashed');
    await expect(playground.fact('leader')).toHaveText('none');
    await playground.playUntil(() => expect(playground.fact('leader')).toHaveText(/^S\d$/));
    const next = await playground.leader();
    expect(next).not.toBe(leader);
    expect(await playground.termOf(next)).toBeGreaterThan(term);
    expect(await playground.term()).toBe(await playground.termOf(next));
    await playground.expectRole(leader, 'crashed');
  };

  test('crashed by the button below the stage', async ({ page }) => {
    const playground = await Playground.open(page);
    await replaced(playground, () => page.getByRole('button', { name: 'Crash leader' }).click());
  });

  test('crashed by its own menu on the stage', async ({ page }) => {
    const playground = await Playground.open(page);
    await replaced(playground, (leader) => playground.chooseOn(leader, 'Crash'));
  });

  test('crashed by the inspector', async ({ page }) => {
    const playground = await Playground.open(page);
    await replaced(playground, (leader) => playground.crash(leader));
  });

  test('crashed by the key C, with nothing selected', async ({ page }) => {
    const playground = await Playground.open(page);
    await replaced(playground, () => playground.key('c'));
  });
});

test('a node that was down catches up, and has the same log and dict again', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const [away = ''] = await playground.others(leader);
  await playground.crash(away);
  await expect(playground.dict(leader, 'x')).toBeHidden();
  for (const [key, value] of [['x', '1'], ['y', '2'], ['x', '3']] as const) await playground.send({ key, value });
  await playground.playUntil(() => playground.expectDicts([leader], 'x', '3'));
  await expect(playground.cell(away, 2)).toHaveCount(0);

  await playground.restart(away);
  await playground.expectRole(away, 'follower');
  await playground.playUntil(async () => {
    await playground.expectDicts([away], 'x', '3');
    await playground.expectDicts([away], 'y', '2');
  });
  const log = await playground.log(leader).allInnerTexts();
  expect(log).toHaveLength(4);
  await expect(playground.log(away)).toHaveText(log.map((cell) => cell.replace(/\s+/g, ' ')));
  expect(await playground.term()).toBe(await playground.termOf(away));
});

test('crashing without a leader says that there is none', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.key('Home');
  await playground.key('c');
  await expect(playground.messages).toContainText('Nobody leads just now');
  const button = page.getByRole('button', { name: 'Crash leader' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAttribute('title', /no leader to crash/);
});
