import { describe, expect, it } from 'vitest';
import { CowArray, CowMap } from './cow.ts';

describe('CowArray', () => {
  it('keeps what is put in, across chunks and with holes', () => {
    const array = new CowArray<number>();
    array.set(700, 7);
    array.set(1, 1);
    expect([array.get(700), array.get(1), array.get(2), array.get(9000), array.length]).toEqual([
      7,
      1,
      undefined,
      undefined,
      701,
    ]);
  });

  it('lets a copy and its original go separate ways, whichever writes first', () => {
    const first = new CowArray<string>();
    for (let i = 0; i < 600; i += 1) first.set(i, 'old');
    const second = first.clone();
    const third = second.clone();
    first.set(300, 'first');
    second.set(300, 'second');
    second.set(600, 'more');
    expect([first.get(300), second.get(300), third.get(300)]).toEqual(['first', 'second', 'old']);
    expect([first.length, second.length, third.length]).toEqual([600, 601, 600]);
    expect(third.get(599)).toBe('old');
  });
});

describe('CowMap', () => {
  it('lets a copy and its original go separate ways, whichever writes first', () => {
    const first = new CowMap<string, number>();
    first.set('a', 1);
    const second = first.clone();
    const third = first.clone();
    second.set('a', 2);
    first.set('b', 3);
    expect([...first.entries()]).toEqual([['a', 1], ['b', 3]]);
    expect([...second.entries()]).toEqual([['a', 2]]);
    expect([...third.entries()]).toEqual([['a', 1]]);
  });
});
