import { expect, test } from 'vitest';
import { actions, printedKeys, type Action } from './actions.ts';
import { matchAction, mayAct, type KeyPress } from './matchAction.ts';

const press = (key: string, held: Partial<KeyPress> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const toggle = actions[0] as Action;
const id = (...args: Parameters<typeof press>) => matchAction(press(...args))?.id ?? null;

test('keys find their actions', () => {
  expect(id(' ')).toBe('toggle');
  expect(id('ArrowLeft')).toBe('stepBack');
  expect(id('ArrowLeft', { shiftKey: true })).toBe('nodeBack');
  expect(id('7')).toBe('selectNode');
  expect(id('?', { shiftKey: true })).toBe('help');
  expect(id('k', { metaKey: true })).toBe('palette');
  expect(id('K', { ctrlKey: true })).toBe('palette');
});

test('caps lock changes nothing; the browser’s own keys are left alone', () => {
  expect(id('C')).toBe('crash');
  expect(id('C', { shiftKey: true })).toBeNull();
  expect(id('c', { ctrlKey: true })).toBeNull();
  expect(id('ArrowLeft', { altKey: true })).toBeNull();
  expect(id('n', { metaKey: true })).toBeNull();
});

test('no key has two meanings, and every action has a name', () => {
  const keys = actions.flatMap((action) => action.keys);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
  for (const action of actions) expect(action.sentence).toMatch(/\.$/);
});

test('keys are printed as a reader knows them', () => {
  const printed = (name: string) => printedKeys(actions.find((action) => action.id === name) ?? toggle);
  expect(printed('crash')).toBe('C');
  expect(printed('selectNode')).toBe('1–9');
  expect(printed('export')).toBe('');
});

test('a field keeps every key, a focused button only Space', () => {
  const focus = { inWindow: false, takesKeys: false, pressable: false };
  expect(mayAct('c', focus)).toBe(true);
  expect(mayAct('c', { ...focus, takesKeys: true })).toBe(false);
  expect(mayAct('Space', { ...focus, pressable: true })).toBe(false);
  expect(mayAct('c', { ...focus, pressable: true })).toBe(true);
});

test('the palette opens from a field, but nothing opens over a window', () => {
  expect(mayAct('Mod+k', { inWindow: false, takesKeys: true, pressable: false })).toBe(true);
  expect(mayAct('Mod+k', { inWindow: true, takesKeys: true, pressable: false })).toBe(false);
});
