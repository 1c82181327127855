import { describe, expect, it } from 'vitest';
import type { DictCommand, Entry } from '../raft/types.ts';
import { commit, properties, TestWatch } from './testWatch.ts';

const at = (index: number, command: DictCommand): Entry => ({ index, term: 1, command });
const twice: DictCommand = { append: ['list', 'a'], client: 'c', seq: 1 };

/** Two nodes with these entries, which S1 has committed. */
function started(...commands: DictCommand[]): TestWatch {
  const log = commands.map((command, i) => at(i + 1, command));
  return new TestWatch([{ term: 1, log, commitIndex: log.length }, { term: 1, log }]);
}

describe('what an entry does', () => {
  it('is the same everywhere', () => {
    const watch = started({ set: ['x', '7'] }, { append: ['list', 'a'] }, { delete: 'x' });
    for (let index = 1; index <= 3; index += 1) watch.event('S2', (node) => commit(node, index));
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it.each([
    ['set', { set: ['x', '7'] }, 'x is "8" on S2, but the committed entries make it "7"'],
    ['delete', { delete: 'x' }, 'x is "8" on S2, but the committed entries make it null'],
    ['append', { append: ['x', 'a'] }, 'x is "8" on S2, but the committed entries make it a list of 1 that ends with "a"'],
  ] as const)('is seen when it isn’t: %s', (_, command, words) => {
    const watch = started(command);
    const found = watch.event('S2', (node) => {
      commit(node, 1);
      node.dict.set('x', '8');
    });
    expect(properties(found)).toEqual(['State Machine Safety']);
    expect(found[0]?.detail).toContain(words);
  });

  it('is looked at for every key of a step that applies several', () => {
    const watch = started({ set: ['x', '1'] }, { set: ['y', '1'] }, { set: ['x', '2'] });
    expect(watch.event('S2', (node) => commit(node, 3))).toEqual([]);
    const other = started({ set: ['x', '1'] }, { set: ['y', '1'] }, { set: ['x', '2'] });
    const found = other.event('S2', (node) => {
      commit(node, 3);
      node.dict.delete('y');
    });
    expect(found.map(({ index }) => index)).toEqual([2]);
  });
});

describe('a command that came again', () => {
  it('does nothing', () => {
    const watch = started(twice, twice, { append: ['list', 'b'] });
    for (let index = 1; index <= 3; index += 1) watch.event('S2', (node) => commit(node, index));
    expect(watch.node('S2').dict.get('list')).toEqual(['a', 'b']);
    expect(watch.quick.violations).toEqual([]);
    expect(watch.thorough.violations).toEqual([]);
  });

  it('is seen to take effect twice', () => {
    const watch = started(twice, twice);
    watch.event('S2', (node) => commit(node, 1));
    const found = watch.event('S2', (node) => {
      commit(node, 2);
      node.dict.set('list', ['a', 'a']);
    });
    expect(properties(found)).toEqual(['Linearizability']);
    expect(found[0]?.detail).toBe('S2 has applied entry 2, a command that came again, and list is ["a","a"] now: it took effect twice.');
  });

  it('is seen within a step that applies several', () => {
    const watch = started(twice, twice, { append: ['list', 'b'] });
    const found = watch.event('S2', (node) => {
      commit(node, 3);
      node.dict.set('list', ['a', 'a', 'b']);
    });
    expect(properties(found)).toEqual(['Linearizability']);
  });
});
