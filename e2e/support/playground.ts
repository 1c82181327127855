/**
 * The page as its user has it: what can be seen, clicked and typed, by role and
 * name. Nothing reads the page's memory. Nothing waits for a time: either for
 * the mark that says that nothing is under way, or for what a reader would see.
 */
import { expect, type Locator, type Page } from 'playwright/test';

export interface RunChoice {
  readonly size?: number;
  readonly seed?: number;
  readonly preset?: 'Playground' | 'Paper' | 'raftos';
}

export interface Asked {
  readonly operation?: 'set' | 'delete' | 'compare-and-set' | 'append';
  readonly key: string;
  readonly value?: string;
  /** Compare-and-set; null: the key must be absent. */
  readonly expected?: string | null;
  /** `S2`; without it, whoever leads. */
  readonly to?: string;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Role = 'leader' | 'old leader' | 'follower' | 'candidate' | 'crashed' | 'paused';

/** No journey needs more events than this to get where it goes. */
const STEPS_MOST = 600;

export class Playground {
  /** Sentences that ask for attention, above the timeline. */
  readonly messages: Locator;
  readonly inspector: Locator;
  readonly facts: Locator;

  constructor(readonly page: Page) {
    this.messages = page.getByRole('status', { name: 'Messages' });
    this.inspector = page.getByTestId('inspector');
    this.facts = page.getByLabel('Facts');
  }

  /** Opens the page, which plays by itself, and stops it. Every run is the same: the first one has a fixed seed. */
  static async open(page: Page, choice?: RunChoice): Promise<Playground> {
    const playground = new Playground(page);
    await playground.load();
    await playground.pause();
    if (choice !== undefined) await playground.newRun(choice);
    return playground;
  }

  /** Opens the page and leaves it playing. */
  async load(): Promise<void> {
    await this.page.goto('./');
    await expect(this.page.getByRole('heading', { name: 'Raft Playground' })).toBeVisible();
    await expect(this.playButton('Pause')).toBeVisible();
  }

  // Time

  /** Stops time, and waits until what was under way is on the screen. */
  async pause(): Promise<void> {
    await this.playButton('Pause').click();
    await this.idle();
  }

  async play(): Promise<void> {
    await this.playButton('Play').click();
    await expect(this.playButton('Pause')).toBeVisible();
  }

  playButton(name: 'Play' | 'Pause'): Locator {
    return this.page.getByRole('region', { name: 'Time' }).getByRole('button', { name, exact: true });
  }

  /** Nothing plays and the engine owes no answer. */
  async idle(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-idle', 'true');
  }

  /** Plays, as fast as a second is a second, until the expectations hold; then stops. */
  async playUntil(expectations: () => Promise<void>): Promise<void> {
    await this.setSpeed();
    await this.play();
    await expectations();
    await this.pause();
  }

  /** The same event by event: it stops at the first event after which `done` is true. */
  async stepUntil(done: () => Promise<boolean>): Promise<void> {
    for (let step = 0; step < STEPS_MOST; step += 1) {
      if (await done()) return;
      await this.key('ArrowRight');
    }
    throw new Error(`${STEPS_MOST} events were not enough.`);
  }

  /** Virtual time as fast as real time: an election takes a fraction of a second. Once is enough for a page. */
  async setSpeed(preset = '1×'): Promise<void> {
    if (this.#hurried) return;
    this.#hurried = true;
    const button = this.page.getByRole('button', { name: /^Speed, / });
    await button.click();
    await this.page.getByRole('button', { name: preset, exact: true }).click();
    await expect(button).toHaveAccessibleName(`Speed, ${preset}`);
    await this.page.getByRole('heading', { name: 'Raft Playground' }).click();
    await expect(this.page.getByRole('button', { name: preset, exact: true })).toBeHidden();
  }

  #hurried = false;

  /** Presses a key of the page, not of a field, and waits for its effect. */
  async key(name: string): Promise<void> {
    await this.page.keyboard.press(name);
    await this.idle();
  }

  // The cluster

  fact(name: 'term' | 'leader' | 'commit index'): Locator {
    return this.facts.locator('div', { has: this.page.getByText(name, { exact: true }) }).getByRole('definition');
  }

  /** Plays until somebody leads and has a committed entry; gives its name. */
  async elect(): Promise<string> {
    await this.playUntil(async () => {
      await expect(this.fact('leader')).toHaveText(/^S\d$/);
      await expect(this.fact('commit index')).not.toHaveText('0');
    });
    return this.leader();
  }

  async leader(): Promise<string> {
    await expect(this.fact('leader')).toHaveText(/^S\d$/);
    return this.fact('leader').innerText();
  }

  async term(): Promise<number> {
    return Number(await this.fact('term').innerText());
  }

  async nodes(): Promise<string[]> {
    return this.page.getByRole('form', { name: 'Client request' }).getByRole('option', { name: /^to S\d$/ }).evaluateAll(
      (options) => options.map((option) => (option.textContent ?? '').slice('to '.length)),
    );
  }

  async others(...without: string[]): Promise<string[]> {
    return (await this.nodes()).filter((node) => !without.includes(node));
  }

  /** The head of the node's row in the logs: form, name and role. */
  row(node: string): Locator {
    return this.page.getByRole('region', { name: 'Logs', exact: true }).getByRole('button', { name: new RegExp(`^${node}, `) });
  }

  async expectRole(node: string, role: Role): Promise<void> {
    await expect(this.row(node)).toHaveAccessibleName(new RegExp(`^${node}, ${role}, term \\d+$`));
  }

  async termOf(node: string): Promise<number> {
    const name = (await this.row(node).getAttribute('aria-label')) ?? '';
    return Number(/term (\d+)$/.exec(name)?.[1]);
  }

  /** The log entry of `node` at `index`. */
  cell(node: string, index: number): Locator {
    return this.page.getByTestId(`cell-${node}-${index}`);
  }

  /** What the log of `node` reads, cell by cell, in the columns that are on screen. */
  log(node: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${node}, `) }).getByRole('gridcell');
  }

  /** The value of `key` in the dict of `node`. */
  dict(node: string, key: string): Locator {
    return this.page.getByTestId(`dict-${node}-${key}`);
  }

  async expectDicts(nodes: readonly string[], key: string, value: string): Promise<void> {
    for (const node of nodes) await expect(this.dict(node, key)).toHaveText(new RegExp(`${escaped(value)}$`));
  }

  // The stage

  /** What the sentence above the stage says. */
  get headline(): Locator {
    return this.page.getByRole('region', { name: 'Cluster' }).getByRole('heading', { level: 2 });
  }

  /** The node's mark on the stage. */
  node(node: string): Locator {
    return this.page.getByRole('region', { name: 'Cluster' }).getByRole('button', { name: new RegExp(`^${node}, `) });
  }

  /** The middle of the node's disc, in px of the window. */
  async placeOf(node: string): Promise<Point> {
    return middleOf(this.node(node).locator('circle').first());
  }

  /** Opens the menu of a node's mark, and chooses. */
  async chooseOn(node: string, action: string): Promise<void> {
    const { x, y } = await this.placeOf(node);
    await this.page.mouse.click(x, y, { button: 'right' });
    await this.page.getByRole('menu', { name: `Actions on ${node}` }).getByRole('menuitem', { name: action }).click();
    await this.idle();
  }

  link(a: string, b: string): Locator {
    return this.page.getByTestId(a < b ? `link-${a}-${b}` : `link-${b}-${a}`);
  }

  /** Messages on their way, by what a screen reader says: `AppendEntries S2 to S1, 1 entry, …`. */
  flying(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name: 'Cluster' }).getByRole('button', { name });
  }

  /** Takes the slice tool and draws a line that parts two neighbours on the ring from all the others. */
  async slice(pair: readonly [string, string]): Promise<void> {
    await this.page.getByRole('button', { name: 'Slice' }).click();
    const ring = await this.nodes();
    const at = ring.indexOf(pair[0]);
    const before = ring.at(at - 1) ?? '';
    const after = ring[(at + 2) % ring.length] ?? '';
    const [a, b] = [await this.#between(before, pair[0]), await this.#between(pair[1], after)];
    // A little beyond the outer links on either side.
    const beyond = 0.12;
    await this.page.mouse.move(a.x - (b.x - a.x) * beyond, a.y - (b.y - a.y) * beyond);
    await this.page.mouse.down();
    await this.page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 4 });
    await this.page.mouse.move(b.x + (b.x - a.x) * beyond, b.y + (b.y - a.y) * beyond, { steps: 4 });
    await this.page.mouse.up();
    await this.idle();
  }

  async #between(a: string, b: string): Promise<Point> {
    const [from, to] = [await this.placeOf(a), await this.placeOf(b)];
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  }

  // What is done to it

  async select(node: string): Promise<void> {
    await this.row(node).click();
    await expect(this.inspector.getByRole('heading', { name: new RegExp(`^${node}, `) })).toBeVisible();
  }

  /** A button of the inspector, on what is selected. */
  async act(name: string): Promise<void> {
    await this.inspector.getByRole('button', { name, exact: true }).click();
    await this.idle();
  }

  async crash(node: string): Promise<void> {
    await this.select(node);
    await this.act('Crash');
    await this.expectRole(node, 'crashed');
  }

  async restart(node: string): Promise<void> {
    await this.select(node);
    await this.act('Restart');
    await expect(this.row(node)).not.toHaveAccessibleName(/crashed/);
  }

  /** Fills the client bar and sends. The page's answer is waited for, not the cluster's. */
  async send({ operation = 'set', key, value, expected, to }: Asked): Promise<void> {
    const form = this.page.getByRole('form', { name: 'Client request' });
    await form.getByRole('combobox', { name: 'Operation' }).selectOption({ label: operation });
    await form.getByRole('textbox', { name: 'key' }).fill(key);
    if (expected !== undefined) {
      const absent = form.getByRole('button', { name: 'Expect the key to be absent', pressed: expected !== null });
      if (await absent.isVisible()) await absent.click();
      if (expected !== null) await form.getByRole('textbox', { name: 'expected' }).fill(expected);
    }
    if (value !== undefined) await form.getByRole('textbox', { name: /^(new )?value$/ }).fill(value);
    await form.getByRole('combobox', { name: 'Send to' }).selectOption({ label: to === undefined ? 'to leader' : `to ${to}` });
    await form.getByRole('button', { name: 'Send' }).click();
    // Out of the form, whose next value could be typed now: keys are the page's again.
    await this.page.keyboard.press('Escape');
  }

  /** The newest request, in the client bar. */
  get newestRequest(): Locator {
    return this.page.getByRole('button', { name: 'Show the recent requests' });
  }

  /** Divides the cluster with the partition window; nodes that are not named make up the second group. */
  async partition(group: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'Partition' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Partition' });
    for (const node of await this.nodes()) {
      await dialog.getByRole('radiogroup', { name: `Group of ${node}` }).getByRole('radio', { name: group.includes(node) ? 'A' : 'B' }).click();
    }
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expect(dialog).toBeHidden();
    await this.idle();
  }

  async healAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'Heal all' }).click();
    await this.idle();
    await expect(this.page.getByRole('button', { name: 'Heal all' })).toBeHidden();
  }

  // The run

  /** Starts a new run through its window, and stops it. */
  async newRun({ size, seed, preset }: RunChoice): Promise<void> {
    await this.page.getByRole('button', { name: 'New run' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New run' });
    if (preset !== undefined) await dialog.getByRole('radio', { name: preset, exact: true }).click();
    if (size !== undefined) await dialog.getByRole('radiogroup', { name: 'Nodes' }).getByRole('radio', { name: String(size) }).click();
    if (seed !== undefined) await dialog.getByRole('textbox', { name: 'Seed' }).fill(String(seed));
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expect(dialog).toBeHidden();
    await this.pause();
  }

  tab(name: 'Logs' | 'Events' | 'Console'): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** Times and sentences of the newest events, from the feed; for a cursor that stands at an event, with no future known. */
  async newestEvents(count: number): Promise<string[]> {
    const now = (await this.page.getByTestId('clock').innerText()).replace(/[^\d.]/g, '');
    await this.tab('Events').click();
    // Folded heartbeats would hide events.
    await this.page.getByRole('button', { name: 'Heartbeats', exact: true, pressed: false }).click();
    const rows = this.page.getByTestId(/^event-\d+$/);
    await expect(rows.last()).toContainText(now);
    const texts = await rows.allInnerTexts();
    await this.tab('Logs').click();
    return texts.slice(-count);
  }

  /** Opens a scenario document through the page's file chooser. */
  async openFile(name: string, text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Open', exact: true }).click();
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'From a file…' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }
}

/** The middle of what is on the screen of an element. */
export async function middleOf(element: Locator): Promise<Point> {
  const box = await element.boundingBox();
  if (box === null) throw new Error('It is not on the screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
