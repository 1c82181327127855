import { describe, expect, it } from 'vitest';
import type { DictValue } from '../../raft/types.ts';
import { dictMark, dictSummary, dictTable, formatDictValue } from './dictionaries.ts';
import { nodeFrame } from './testFrame.ts';

function node(id: string, lastApplied: number, values: Record<string, DictValue>, is = {}) {
  return nodeFrame(id, { lastApplied, dict: new Map(Object.entries(values)), ...is });
}

function marks(nodes: ReturnType<typeof node>[], key: string) {
  const table = dictTable(nodes);
  return table.columns.map((column) => dictMark(table, column, key));
}

describe('dicts side by side', () => {
  it('lists every key once, sorted, and compares with the newest', () => {
    const nodes = [node('S1', 2, { b: '1' }), node('S2', 3, { b: '1', a: '2' })];
    expect(dictTable(nodes).keys).toEqual(['a', 'b']);
    expect(dictTable(nodes).newest?.node).toBe('S2');
    expect(marks(nodes, 'a')).toEqual(['older', 'same']);
    expect(marks(nodes, 'b')).toEqual(['same', 'same']);
  });

  it('calls a lower lastApplied behind, not wrong', () => {
    const table = dictTable([node('S1', 18, { y: '8' }), node('S3', 15, { y: '5' }), node('S4', 15, { y: '5' })]);
    expect(table.columns.map((column) => column.behind)).toEqual([0, 3, 3]);
    expect(dictSummary(table)).toEqual({ tone: 'quiet', text: 'S3, S4 behind, not wrong' });
  });

  it('says so when all agree, leaving out those that are down', () => {
    const agree = [node('S1', 5, { x: '1' }), node('S2', 5, { x: '1' })];
    expect(dictSummary(dictTable(agree)).text).toBe('all nodes agree');
    const oneDown = [...agree, node('S3', 0, {}, { status: 'down' })];
    expect(dictSummary(dictTable(oneDown)).text).toBe('all running nodes agree');
  });

  it('shows it when two that applied as much differ, even if both are behind', () => {
    const nodes = [node('S1', 9, { y: '8' }), node('S2', 5, { y: '1' }), node('S3', 5, { y: '2' })];
    expect(marks(nodes, 'y')).toEqual(['same', 'wrong', 'wrong']);
    const summary = dictSummary(dictTable(nodes));
    expect(summary.tone).toBe('bad');
    expect(summary.text).toContain('S2, S3');
  });

  it('finds a difference that is a missing key, or an item of a list', () => {
    expect(marks([node('S1', 5, { x: '1' }), node('S2', 5, {})], 'x')).toEqual(['wrong', 'wrong']);
    expect(marks([node('S1', 5, {}), node('S2', 5, { x: '1' })], 'x')).toEqual(['wrong', 'wrong']);
    expect(marks([node('S1', 5, { l: ['a', 'b'] }), node('S2', 5, { l: ['a', 'c'] })], 'l')).toEqual([
      'wrong',
      'wrong',
    ]);
    expect(marks([node('S1', 5, { l: ['a', 'b'] }), node('S2', 5, { l: ['a', 'b'] })], 'l')).toEqual(['same', 'same']);
  });

  it('leaves nodes that are down out of every comparison', () => {
    const nodes = [node('S1', 5, { x: '1' }), node('S2', 5, {}, { status: 'down' })];
    expect(marks(nodes, 'x')).toEqual(['same', 'same']);
    expect(dictTable(nodes).columns[1]?.behind).toBe(0);
    expect(dictSummary(dictTable([node('S1', 0, {}, { status: 'down' })])).text).toBe('');
    expect(dictTable([node('S1', 0, {}, { status: 'down' })]).newest).toBeNull();
  });

  it('keeps the sorted keys while they stay the same, and only then', () => {
    const before = dictTable([node('S1', 1, { a: '1', b: '1' })]);
    expect(dictTable([node('S1', 2, { a: '2', b: '1' })], before).keys).toBe(before.keys);
    expect(dictTable([node('S1', 2, { a: '2', c: '1' })], before).keys).toEqual(['a', 'c']);
  });

  it('writes values for the eye', () => {
    expect([undefined, '', '7', ['a', 'b'], []].map((value) => formatDictValue(value))).toEqual([
      '–',
      '',
      '7',
      '[a, b]',
      '[]',
    ]);
  });
});
