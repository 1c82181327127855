import { describe, expect, test } from 'vitest';
import { describeMutant, explain, figuresTable, scoreOf, scoresByFile, survivorsTable, withTables, type Mutant } from './report.mjs';

const mutant = (status: string, is: Partial<Mutant> = {}): Mutant => ({
  file: 'src/raft/quorum.ts',
  place: 'quorum.ts:2',
  line: 'return a || b;',
  mutation: 'a || b → a && b',
  status,
  ...is,
});
const reason = { file: 'src/raft/quorum.ts', line: 'return a || b;', mutation: 'a || b → a && b', kind: 'equivalent', why: 'b is never true' };

describe('the score', () => {
  test('is the share of mutants that a test noticed or that never ended', () => {
    expect(scoreOf(['Killed', 'Killed', 'Timeout', 'Survived'].map((status) => mutant(status)))).toBe(75);
  });

  test('a mutant that no test reaches has survived', () => {
    expect(scoreOf([mutant('Killed'), mutant('NoCoverage')])).toBe(50);
  });

  test('what was excluded or could not be run counts neither way', () => {
    expect(scoreOf([mutant('Killed'), mutant('Ignored'), mutant('RuntimeError')])).toBe(100);
    expect(scoreOf([])).toBe(0);
  });

  test('stands by file, with a sum', () => {
    const mutants = [mutant('Survived'), mutant('Killed', { file: 'src/raft/log.ts' }), mutant('Timeout')];
    expect(figuresTable(scoresByFile(mutants)).split('\n').slice(2)).toEqual([
      '| `log.ts` | 1 | 1 | 0 | 0 | 100.0 % |',
      '| `quorum.ts` | 2 | 0 | 1 | 1 | 50.0 % |',
      '| **all** | 3 | 1 | 1 | 1 | 66.7 % |',
    ]);
  });
});

describe('a mutant', () => {
  test('is named by its line and by what was changed', () => {
    const lines = ['if (', '  a > 0 &&', '  b', ') c();'];
    const location = { start: { line: 2, column: 3 }, end: { line: 3, column: 4 } };
    expect(describeMutant('src/raft/a/b.ts', lines, { status: 'Killed', location, replacement: 'true' })).toEqual({
      file: 'src/raft/a/b.ts',
      place: 'a/b.ts:2',
      line: 'a > 0 &&',
      mutation: 'a > 0 && b → true',
      status: 'Killed',
    });
  });

  test('within one line is cut at both ends', () => {
    const location = { start: { line: 1, column: 5 }, end: { line: 1, column: 6 } };
    expect(describeMutant('src/raft/a.ts', ['if (x) y();'], { status: 'Killed', location, replacement: '!x' }).mutation).toBe('x → !x');
  });
});

describe('reasons', () => {
  test('belong to the mutant of that line and that change', () => {
    const { explained, unexplained } = explain([mutant('Survived'), mutant('Survived', { line: 'return a || c;' })], [reason]);
    expect(explained.map(({ place }) => place)).toEqual(['quorum.ts:2']);
    expect(unexplained).toHaveLength(1);
  });

  test('a reason without words is none, and one that nothing needs is named', () => {
    expect(explain([mutant('Survived')], [{ ...reason, why: '' }]).unexplained).toHaveLength(1);
    expect(explain([mutant('Killed')], [reason]).outdated).toEqual([reason]);
    expect(explain([mutant('NoCoverage')], [reason])).toMatchObject({ unexplained: [], outdated: [] });
  });

  test('stand in a table, whose cells no bar of the code ends', () => {
    const { explained } = explain([mutant('Survived')], [reason]);
    expect(survivorsTable(explained).split('\n')[2]).toBe('| quorum.ts:2 | `a \\|\\| b` → `a && b` | equivalent | b is never true |');
  });
});

describe('the table of survivors', () => {
  test('goes by file and line', () => {
    const places = ['quorum.ts:12', 'log.ts:3', 'quorum.ts:4'];
    const { explained } = explain(places.map((place) => mutant('Survived', { place })), [reason]);
    const rows = survivorsTable(explained).split('\n').slice(2);
    expect(rows.map((row) => row.split(' ')[1])).toEqual(['log.ts:3', 'quorum.ts:4', 'quorum.ts:12']);
  });
});

describe('the document', () => {
  test('takes each table between its marks and keeps the rest', () => {
    const text = 'one\n<!-- figures -->\nold\n<!-- /figures -->\ntwo\n';
    expect(withTables(text, { figures: 'new' })).toBe('one\n<!-- figures -->\nnew\n<!-- /figures -->\ntwo\n');
    expect(() => withTables('one', { figures: 'new' })).toThrow('no place for figures');
  });
});
