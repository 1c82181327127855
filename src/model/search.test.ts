import { describe, expect, it } from 'vitest';
import { RowTable } from './rowTable.ts';
import { search, type StateSpace } from './search.ts';

/** Two jugs of 5 and 3 litres; `wrong` is said of the state that a puzzle asks for. */
function jugs(wrong: (big: number, small: number) => boolean): StateSpace {
  return {
    width: 2,
    initial: () => new Int32Array(2),
    next: (state, visit) => {
      const [big = 0, small = 0] = state;
      const toSmall = Math.min(big, 3 - small);
      const toBig = Math.min(small, 5 - big);
      visit(Int32Array.of(5, small), 'fill big', null);
      visit(Int32Array.of(big, 3), 'fill small', null);
      visit(Int32Array.of(0, small), 'empty big', null);
      visit(Int32Array.of(big, 0), 'empty small', null);
      visit(Int32Array.of(big - toSmall, small + toSmall), 'big to small', null);
      visit(Int32Array.of(big + toBig, small - toBig), 'small to big', null);
    },
    check: ([big = 0, small = 0]) => (wrong(big, small) ? `${big} litres` : null),
  };
}

describe('breadth-first search', () => {
  it('finds every state once', () => {
    expect(search(jugs(() => false))).toMatchObject({ states: 16, represented: 16, transitions: 96, complete: true, counterexample: null });
  });

  it('finds a shortest schedule', () => {
    const { counterexample } = search(jugs((big) => big === 4));
    expect(counterexample).toEqual({
      violation: '4 litres',
      schedule: ['fill big', 'big to small', 'empty small', 'big to small', 'fill big', 'big to small'],
    });
  });

  it('says when it stopped before the end', () => {
    expect(search(jugs(() => false), { maxStates: 5 }).complete).toBe(false);
  });

  it('reports a step that is wrong, with the step', () => {
    const space = jugs(() => false);
    const next: StateSpace['next'] = (state, visit) => {
      space.next(state, (to, label) => visit(to, label, to[0] === 2 && to[1] === 0 ? 'spilt' : null));
    };
    expect(search({ ...space, next }).counterexample).toEqual({ violation: 'spilt', schedule: ['fill big', 'big to small', 'empty small'] });
  });
});

describe('a table of rows', () => {
  it('keeps 200,000 rows apart, numbered as they came, with where they came from', () => {
    const table = new RowTable(3);
    const row = (i: number): Int32Array => Int32Array.of(i % 7, i % 1000, Math.floor(i / 7));
    for (let i = 0; i < 200_000; i += 1) expect(table.add(row(i), i - 1)).toBe(true);
    const read = new Int32Array(3);
    for (const i of [0, 1, 65_535, 65_536, 199_999]) {
      table.read(i, read);
      expect([...read, table.parentOf(i)]).toEqual([...row(i), i - 1]);
      expect(table.add(row(i), 0)).toBe(false);
    }
    expect(table.size).toBe(200_000);
  });
});
