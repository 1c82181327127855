import { expect, it } from 'vitest';
import { assert, AssertionError, present, unreachable } from './assert.ts';

it('states what must hold, and says so when it does not', () => {
  expect(() => assert(true, 'fine')).not.toThrow();
  expect(() => assert(false, 'term fell')).toThrow(new AssertionError('term fell'));
});

it('gives what is there, zero and empty text included', () => {
  expect([present(0, 'n'), present('', 's'), present(false, 'b')]).toEqual([0, '', false]);
  expect(() => present(null, 'entry 3')).toThrow('missing: entry 3');
  expect(() => present(undefined, 'entry 3')).toThrow(AssertionError);
});

it('names the value that no case of a switch expects', () => {
  expect(() => unreachable({ kind: 'new' } as never)).toThrow('{"kind":"new"}');
});
