/** Nothing here touches the mouse. */
import { expect, test } from 'playwright/test';
import { Playground } from './support/playground.ts';

test('a whole experiment by keyboard alone', async ({ page }) => {
  const playground = new Playground(page);
  await playground.load();
  const press = (...names: string[]) => names.reduce((before, name) => before.then(() => page.keyboard.press(name)), Promise.resolve());

  await press(']', ']', ']', ']');
  await expect(playground.fact('leader')).toHaveText(/^S\d$/);
  await expect(playground.fact('commit index')).toHaveText('1');
  await press('Space');
  await playground.idle();
  const leader = await playground.leader();

  await test.step('a client command', async () => {
    await press('s');
    await expect(page.getByRole('textbox', { name: 'key' })).toBeFocused();
    await page.keyboard.type('x');
    await press('Tab');
    await page.keyboard.type('1');
    await press('Enter', 'Escape', 'Space');
    await playground.expectDicts(await playground.nodes(), 'x', '1');
    await press('Space');
    await playground.idle();
  });

  await test.step('select by number, ask why, crash, restart', async () => {
    await press(leader.slice(1));
    await expect(playground.inspector.getByRole('heading', { name: new RegExp(`^${leader}, leader of term`) })).toBeVisible();
    await press('w');
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeFocused();
    await press('c');
    await playground.expectRole(leader, 'crashed');
    await press('c');
    await playground.expectRole(leader, 'follower');
    await press('p');
    await playground.expectRole(leader, 'paused');
    await press('p');
    await playground.expectRole(leader, 'follower');
    await press('t');
    await playground.expectRole(leader, 'candidate');
    await press('Escape');
    await expect(playground.inspector).toBeHidden();
  });

  await test.step('from event to event', async () => {
    const clock = page.getByTestId('clock');
    const before = await clock.innerText();
    // Several events may share a millisecond.
    await expect(async () => {
      await press('ArrowRight');
      await expect(clock).not.toHaveText(before, { timeout: 300 });
    }).toPass();
    await expect(async () => {
      await press('ArrowLeft');
      await expect(clock).toHaveText(before, { timeout: 300 });
    }).toPass();
    await press('Home');
    await expect(clock).toHaveText('0.000 s');
    await press('End');
    await expect(clock).not.toHaveText('0.000 s');
  });

  await test.step('help and the list of actions', async () => {
    await press('?');
    const help = page.getByRole('dialog', { name: 'How this page works' });
    await expect(help).toContainText('Play or pause.');
    await press('Escape');
    await expect(help).toBeHidden();
    await press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find an action' })).toBeFocused();
    await page.keyboard.type('new run');
    await press('Enter');
    await expect(page.getByRole('dialog', { name: 'New run' })).toBeVisible();
    await press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
});

test('Tab reaches every region, and shows where it is', async ({ page }) => {
  const playground = await Playground.open(page);
  await playground.elect();
  await page.keyboard.press('Escape');
  const reached = new Set<string>();
  const unseen: string[] = [];
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return null;
      const region = focused.closest('section[aria-label],header,[data-region=client]');
      const { outlineStyle } = getComputedStyle(focused);
      const name = focused.getAttribute('aria-label') ?? focused.textContent ?? focused.tagName;
      const inSvg = focused instanceof SVGElement;
      const field = focused.matches('input,select');
      return {
        name: name.slice(0, 60),
        region: region?.getAttribute('aria-label') ?? region?.getAttribute('data-region') ?? region?.tagName ?? '',
        // In a drawing and in fields the mark of the focus is drawn otherwise.
        marked: inSvg || field || outlineStyle !== 'none',
      };
    });
    if (at === null) continue;
    if (!at.marked) unseen.push(at.name);
    reached.add(at.region).add(at.name);
  }
  for (const place of ['HEADER', 'Cluster', 'Logs, events and console', 'client', 'Time', 'New run', 'Send', 'Playhead']) {
    expect([...reached]).toContain(place);
  }
  expect(unseen).toEqual([]);
});

test('the log is walked with the arrow keys, and each entry says why', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  await playground.send({ key: 'x', value: '1' });
  await playground.playUntil(async () => playground.expectDicts(await playground.nodes(), 'x', '1'));
  const grid = page.getByRole('grid', { name: /^Logs/ });
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(/x←1/);
  await expect(playground.inspector).toContainText('set x=1');
  await page.keyboard.press('ArrowLeft');
  await expect(grid.getByRole('gridcell', { selected: true })).toHaveText(/no-op/);
  await page.keyboard.press('Home');
  await page.keyboard.press(leader === 'S1' ? 'ArrowDown' : 'ArrowUp');
  await expect(grid.getByRole('gridcell', { selected: true })).not.toHaveAttribute('data-node', leader);
});

test('keys that are typed into a field are text and nothing else', async ({ page }) => {
  const playground = await Playground.open(page);
  const leader = await playground.elect();
  const field = page.getByRole('textbox', { name: 'key' });
  await field.focus();
  await page.keyboard.type('c p?1 x');
  await expect(field).toHaveValue('c p?1 x');
  await playground.expectRole(leader, 'leader');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(playground.playButton('Play')).toBeVisible();
});
