import { expect, test } from 'vitest';
import { actions } from './actions.ts';
import { filterActions } from './filterActions.ts';

const ids = (query: string) => filterActions(actions, query).map((action) => action.id);

test('every word must be found, in any order', () => {
  expect(ids('leader crash')).toEqual(['crash']);
  expect(ids('dark theme')).toEqual(['themeDark']);
  expect(ids('no such thing')).toEqual([]);
});

test('an empty query keeps the registry’s order', () => {
  expect(ids('')).toEqual(actions.map((action) => action.id));
});

test('the beginning of a word beats its middle', () => {
  // "art" begins no word here, "pa" begins "pause" and is inside of none before it.
  expect(ids('pa')[0]).not.toBe('selectNode');
  expect(ids('heal')[0]).toBe('heal');
});
