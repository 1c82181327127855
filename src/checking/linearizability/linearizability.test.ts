import { describe, expect, it } from 'vitest';
import { type DictCall, dictModel, stateOfValue } from './dictModel.ts';
import { createLinearizability, type Finding, type Linearizability, type LinearizabilityOptions } from './linearizability.ts';
import type { Answer } from './model.ts';
import { type RegisterCall, registerModel } from './register.ts';

/** `[1, call]` begins operation 1 on x, `[1, '=', answer]` ends it, `'?'` leaves it unknown, `'-'` refuses it. */
type Line<Call> = readonly [number, Call] | readonly [number, '=', Answer] | readonly [number, '?' | '-'];

function play<Call>(check: Linearizability<Call>, lines: readonly Line<Call>[]): Finding | null {
  let found: Finding | null = null;
  for (const [id, what, answer] of lines) {
    if (what === '=') found ??= check.return(id, { status: 'ok', answer: answer ?? null });
    else if (what === '?') found ??= check.return(id, { status: 'unknown' });
    else if (what === '-') found ??= check.return(id, { status: 'refused' });
    else check.invoke(id, 'x', what);
  }
  return found;
}

const read: DictCall = { read: 'x' };
const remove: DictCall = { delete: 'x' };
const set = (value: string): DictCall => ({ set: ['x', value] });
const cas = (expected: string | null, next: string): DictCall => ({ cas: ['x', expected, next] });
const append = (value: string): DictCall => ({ append: ['x', value] });
const value = (held: string | readonly string[] | null): Answer => stateOfValue(held);

function verdict(lines: readonly Line<DictCall>[], options: LinearizabilityOptions = {}): string {
  const check = createLinearizability(dictModel, options);
  play(check, lines);
  return check.verdict();
}

describe('histories by hand, each with its nearest wrong one', () => {
  const pairs: readonly [string, readonly Line<DictCall>[], readonly Line<DictCall>[]][] = [
    [
      'a read after a set',
      [[1, set('a')], [1, '=', null], [2, read], [2, '=', value('a')]],
      [[1, set('a')], [1, '=', null], [2, read], [2, '=', value(null)]],
    ],
    [
      'a read beside a set sees before or after, and the next sees no earlier',
      [[1, set('a')], [2, read], [2, '=', value(null)], [3, read], [3, '=', value('a')], [1, '=', null]],
      [[1, set('a')], [2, read], [2, '=', value('a')], [3, read], [3, '=', value(null)], [1, '=', null]],
    ],
    [
      'two readers agree on the order of two sets',
      [[1, set('a')], [2, set('b')], [3, read], [3, '=', value('a')], [4, read], [4, '=', value('b')], [1, '=', null], [2, '=', null]],
      [[1, set('a')], [2, set('b')], [3, read], [3, '=', value('a')], [4, read], [4, '=', value('b')], [5, read], [5, '=', value('a')], [1, '=', null], [2, '=', null]],
    ],
    [
      'of two compare-and-sets from the same value one swaps',
      [[1, cas(null, 'a')], [2, cas(null, 'b')], [1, '=', true], [2, '=', false]],
      [[1, cas(null, 'a')], [2, cas(null, 'b')], [1, '=', true], [2, '=', true]],
    ],
    [
      'a delete finds what is there, once',
      [[1, set('a')], [1, '=', null], [2, remove], [3, remove], [2, '=', true], [3, '=', false]],
      [[1, set('a')], [1, '=', null], [2, remove], [3, remove], [2, '=', true], [3, '=', true]],
    ],
    [
      'appends count up, and no two answer the same',
      [[1, append('a')], [2, append('b')], [2, '=', 1], [1, '=', 2], [3, read], [3, '=', value(['b', 'a'])]],
      [[1, append('a')], [2, append('b')], [2, '=', 1], [1, '=', 2], [3, read], [3, '=', value(['a', 'b'])]],
    ],
    [
      'an append to text makes no list',
      [[1, set('a')], [1, '=', null], [2, append('b')], [2, '=', null], [3, read], [3, '=', value('a')]],
      [[1, set('a')], [1, '=', null], [2, append('b')], [2, '=', 1]],
    ],
    [
      'an operation of unknown outcome takes effect late, once',
      [[1, set('a')], [1, '?'], [2, read], [2, '=', value(null)], [3, read], [3, '=', value('a')], [4, remove], [4, '=', true]],
      [[1, set('a')], [1, '?'], [2, remove], [2, '=', true], [3, remove], [3, '=', true]],
    ],
    [
      'an operation still under way may have taken effect',
      [[1, set('a')], [2, read], [2, '=', value('a')]],
      [[1, set('a')], [2, read], [2, '=', value('b')]],
    ],
    [
      'a refused operation has not taken effect',
      [[1, set('a')], [2, read], [1, '-'], [2, '=', value(null)]],
      [[1, set('a')], [2, read], [1, '-'], [2, '=', value('a')]],
    ],
    [
      'a set of what is there already may yet be needed later',
      [[1, set('a')], [2, remove], [3, set('a')], [4, remove], [3, '=', null], [1, '=', null], [4, '=', true], [2, '=', true]],
      [[1, set('a')], [2, remove], [3, read], [4, remove], [3, '=', value('a')], [1, '=', null], [4, '=', true], [2, '=', true]],
    ],
  ];

  it.each(pairs)('%s', (_, right, wrong) => {
    expect(verdict(right)).toBe('linearizable');
    expect(verdict(wrong)).toBe('not');
  });

  it('tells a refusal that comes after the effect was seen', () => {
    const check = createLinearizability(dictModel);
    const found = play(check, [[1, set('a')], [2, read], [2, '=', value('a')], [1, '-']]);
    expect(found?.sentence).toBe(
      'set “a” (operation 1) was refused, but without it no order of the first 2 operations on x gives the answers that clients have had.',
    );
  });

  it('keeps keys apart, and begins each as it is told', () => {
    const check = createLinearizability(dictModel, { startOf: (key) => stateOfValue(key === 'x' ? 'old' : null) });
    check.invoke(1, 'y', { delete: 'y' });
    play(check, [[2, read], [2, '=', value('old')]]);
    expect(check.return(1, { status: 'ok', answer: false })).toBeNull();
    expect(check.verdict()).toBe('linearizable');
  });

  it('knows the register’s nil', () => {
    const check = createLinearizability<RegisterCall>(registerModel);
    expect(play(check, [[1, { op: 'cas', expected: '0', next: '1' }], [1, '=', false], [2, { op: 'read' }], [2, '=', null]])).toBeNull();
    const found = play(check, [[3, { op: 'read' }], [3, '=', '1']]);
    expect(found?.sentence).toBe(
      'read (operation 3) answered 1, but no order of the first 3 operations on x gives that: x could only be nil.',
    );
  });
});

describe('what is said of a wrong answer', () => {
  it('names the answer, what the key could hold, and what was under way; later answers add nothing', () => {
    const check = createLinearizability(dictModel);
    const found = play(check, [[1, set('a')], [1, '=', null], [2, set('b')], [3, cas('a', 'c')], [4, remove], [4, '=', false]]);
    expect(found).toEqual({
      key: 'x',
      operations: [4, 2, 3],
      prefix: 4,
      sentence:
        'delete (operation 4) answered false, but no order of the first 4 operations on x gives that: ' +
        'x could only be “a”, “b” or “c”, even with set “b” (operation 2) and compare-and-set “a” → “c” (operation 3) still open.',
    });
    expect(play(check, [[2, '=', null], [3, '=', true], [5, remove], [5, '=', false]])).toBeNull();
    expect(check.findings).toHaveLength(1);
    expect(check.size).toBe(0);
  });
});

describe('the cost', () => {
  it('forgets what everybody has had the answer to', () => {
    const check = createLinearizability(dictModel);
    for (let id = 1; id <= 500; id += 1) {
      play(check, [[id, append('a')], [id, '=', id]]);
      expect(check.size).toBe(0);
    }
    expect(play(check, [[501, append('a')], [501, '=', 500]])).not.toBeNull();
  });

  it.each([true, false])('forgets even beside an operation that never ends, and still knows its place (swapped: %s)', (swapped) => {
    const check = createLinearizability(dictModel);
    play(check, [[1, cas('700', 'seen')]]);
    for (let id = 2; id <= 3_000; id += 1) {
      play(check, [[id, set(String(id))], [id, '=', null], [-id, read], [-id, '=', value(String(id))]]);
      expect(check.size).toBeLessThan(1_200);
    }
    // Nobody has seen it swap between two reads, so whether it did can only be told by what followed.
    play(check, [[1, '=', swapped]]);
    expect(check.verdict()).toBe('linearizable');
    expect(play(check, [[4_000, read], [4_000, '=', value('seen')]])).not.toBeNull();
  });

  it('says which limit was reached instead of “not”', () => {
    const tooMany: Line<DictCall>[] = [];
    for (let id = 1; id <= 5; id += 1) tooMany.push([id, set(String(id))], [id, '?']);
    const unknown = createLinearizability(dictModel, { limits: { unknown: 3 } });
    play(unknown, [...tooMany, [6, read], [6, '=', value('2')]]);
    expect(unknown.verdict()).toBe('linearizable');
    play(unknown, [[7, read], [7, '=', value('5')]]);
    expect([unknown.verdict(), unknown.reason]).toEqual([
      'unknown',
      'The history of x could not be judged to its end: it has more than 3 operations of unknown outcome.',
    ]);
    const search = createLinearizability(dictModel, { limits: { search: 5 } });
    const open = Array.from({ length: 12 }, (_, i): Line<DictCall> => [i + 1, append(String(i))]);
    play(search, [...open, [20, read], [20, '=', value(['none', 'of', 'these'])]]);
    expect(search.verdict()).toBe('unknown');
    expect(search.reason).toContain('a search looked at more than 5 configurations');
  });
});
