/** The student's lab report that this project comes from, from start to end, by mouse alone but for what is typed into fields. */
import { expect, test, type Locator } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('the raftos lab', async ({ page }) => {
  const playground = await Playground.open(page, { size: 3, preset: 'raftos', seed: 1 });
  // Seconds pass in this lab before anybody misses a leader.
  await playground.setSpeed('10×');
  const nodes = await playground.nodes();
  expect(nodes).toEqual(['S1', 'S2', 'S3']);
  const tail = (node: string): Locator => page.getByRole('log', { name: `Console of ${node}` });
  const open = (what: string): Promise<void> => page.getByRole('radiogroup', { name: 'What to open' }).getByRole('radio', { name: what, exact: true }).click();
  const file = async (node: string, name: string): Promise<Locator> => {
    await open(name);
    await page.getByRole('radiogroup', { name: 'Node', exact: true }).getByRole('radio', { name: node, exact: true }).click();
    return page.getByRole('log', { name: `${node}${name}` });
  };
  const tails = async (): Promise<void> => {
    await open('tail -f');
    await page.getByRole('radio', { name: 'All', exact: true }).click();
  };

  await test.step('three nodes start; all three consoles name the leader', async () => {
    await playground.tab('Console').click();
    await playground.playUntil(async () => {
      for (const node of nodes) await expect(tail(node)).toContainText(/Leader is now: S[123]/);
    });
  });
  const old = await playground.leader();
  const survivors = await playground.others(old);
  for (const node of nodes) await expect(tail(node)).toContainText(`Leader is now: ${old}`);

  await test.step('a value is written; .log and .state_machine of each node have it', async () => {
    await playground.send({ key: 'BEST_HACKATHON', value: 'HashCode 10.0' });
    await playground.playUntil(async () => {
      for (const node of nodes) await expect(tail(node)).toContainText(/Applied \d+: set BEST_HACKATHON=HashCode 10/);
    });
    for (const node of nodes) {
      await expect(await file(node, '.log')).toContainText('{"set":["BEST_HACKATHON","HashCode 10.0"]}');
      await expect(await file(node, '.state_machine')).toContainText('"BEST_HACKATHON": "HashCode 10.0"');
      await expect(await file(node, '.storage')).toContainText('"currentTerm":');
    }
    await tails();
  });

  await test.step('the leader is killed; the others hear of nobody, then of a new one', async () => {
    await page.getByRole('button', { name: 'Crash leader' }).click();
    await expect(tail(old)).toContainText('Crashed');
    await playground.playUntil(async () => {
      for (const node of survivors) {
        await expect(tail(node)).toContainText(new RegExp(`Leader is now: None.*Leader is now: (${survivors.join('|')})`, 's'));
      }
    });
  });
  const next = await playground.leader();
  expect(survivors).toContain(next);

  await test.step('a second value is replicated to the survivors', async () => {
    await playground.send({ key: 'BEST_HACKATHON', value: 'HashCode 11.0; Go register!' });
    await playground.playUntil(async () => {
      for (const node of survivors) await expect(tail(node)).toContainText(/Applied \d+: set BEST_HACKATHON=HashCode 11\.0; Go re/);
    });
    for (const node of survivors) {
      await expect(await file(node, '.state_machine')).toContainText('"BEST_HACKATHON": "HashCode 11.0; Go register!"');
    }
    await expect(await file(old, '.log')).not.toContainText('HashCode 11.0');
  });

  await test.step('the old leader starts again, falls back to follower, and takes the new entries', async () => {
    await playground.tab('Logs').click();
    await playground.restart(old);
    await playground.expectRole(old, 'follower');
    await playground.playUntil(() => playground.expectDicts([old], 'BEST_HACKATHON', 'HashCode 11.0; Go register!'));
    await playground.expectRole(old, 'follower');
    expect(await playground.termOf(old)).toBe(await playground.termOf(next));
    await playground.tab('Console').click();
    await expect(await file(old, '.log')).toContainText('HashCode 11.0; Go register!');
    await expect(await file(old, '.state_machine')).toContainText('"BEST_HACKATHON": "HashCode 11.0; Go register!"');
    await tails();
    await expect(tail(old)).toContainText(`Leader is now: ${next}`);
  });
  await expect(page.getByTestId('invariants-pill')).toHaveText(/5\/5 properties hold/);
});
