/** What the journeys of members, snapshots and reads do on the page besides what every journey does. */
import { expect, type Locator } from 'playwright/test';
import type { Playground } from './playground.ts';

export type Seat = 'Voter' | 'Learner' | 'Out';
export type Mode = 'through the log' | 'ReadIndex' | 'by lease' | 'local, may be stale';

/** The head of a node's row in the logs, whatever it is called there. */
export async function expectPlace(playground: Playground, node: string, words: string): Promise<void> {
  await expect(playground.row(node)).toHaveAccessibleName(new RegExp(`^${node}, ${words}, term \\d+$`));
}

/** Adds a node by the toolbar and waits until its worker has started. */
export async function addNode(playground: Playground, name: string): Promise<void> {
  await playground.page.getByRole('button', { name: 'Add node' }).click();
  await expect(playground.node(name)).toBeVisible();
  await playground.idle();
}

/** Chooses in the inspector's membership menu. */
export async function chooseMembership(playground: Playground, node: string, action: string): Promise<void> {
  await playground.select(node);
  await playground.inspector.getByRole('button', { name: 'Membership' }).click();
  await playground.page.getByRole('menuitem', { name: action }).click();
  await playground.idle();
}

/** Opens the Members window and gives these nodes other places, without proposing yet. */
export async function seat(playground: Playground, seats: Readonly<Record<string, Seat>>): Promise<Locator> {
  await playground.page.getByRole('button', { name: 'Members' }).click();
  const dialog = playground.page.getByRole('dialog', { name: 'Members' });
  for (const [node, place] of Object.entries(seats)) {
    await dialog.getByRole('radiogroup', { name: `Place of ${node}`, exact: true }).getByRole('radio', { name: place }).click();
  }
  return dialog;
}

/** Sends a read from the client bar. */
export async function read(playground: Playground, key: string, mode: Mode, to?: string): Promise<void> {
  const form = playground.page.getByRole('form', { name: 'Client request' });
  await form.getByRole('combobox', { name: 'Operation' }).selectOption({ label: 'read' });
  await form.getByRole('textbox', { name: 'key' }).fill(key);
  await form.getByRole('combobox', { name: 'Read', exact: true }).selectOption({ label: mode });
  await form.getByRole('combobox', { name: 'Send to' }).selectOption({ label: to === undefined ? 'to leader' : `to ${to}` });
  await form.getByRole('button', { name: 'Send' }).click();
  await playground.page.keyboard.press('Escape');
  await playground.idle();
}

/** The client bar's commands belong to this client's session from now on. */
export async function nameClient(playground: Playground, name: string): Promise<void> {
  await playground.page.getByRole('button', { name: /^Client session/ }).click();
  await playground.page.getByRole('textbox', { name: 'Client name' }).fill(name);
  await playground.page.keyboard.press('Escape');
}
