import { describe, expect, it } from 'vitest';
import { differences } from './compare.ts';

const entries = [
  { index: 1, term: 1, command: null },
  { index: 2, term: 3, command: { set: ['x', '7'] } },
];
const state = {
  time: 0,
  nodes: { S1: { role: 'leader', log: entries, logTerms: [1, 3], state: Object.fromEntries([['__proto__', '7']]) } },
  requests: [{ op: 'propose', status: 'ok', result: null }],
  linearizable: null,
};
const said = (expected: Parameters<typeof differences>[0]) =>
  differences(expected, state).map(({ path, expected: wanted, got }) => `${path}: ${wanted} / ${got}`);

describe('differences', () => {
  it('compares only what is named', () => {
    expect(said({})).toEqual([]);
    expect(said({ nodes: { S1: { role: 'leader' } }, requests: [{ status: 'ok' }] })).toEqual([]);
  });

  it('takes a list of terms for a log, and entries by the keys they name', () => {
    expect(said({ nodes: { S1: { log: [1, 3] } } })).toEqual([]);
    expect(said({ nodes: { S1: { log: [1, { command: { set: ['x', '7'] } }] } } })).toEqual([]);
    expect(said({ nodes: { S1: { log: [1, 2] } } })).toEqual(['nodes.S1.log: [1,2] / [1,3]']);
    expect(said({ nodes: { S1: { log: [1, { term: 2 }] } } })).toEqual(['nodes.S1.log[1].term: 2 / 3']);
  });

  it('compares lists whole', () => {
    expect(said({ nodes: { S1: { log: [1] } } })).toEqual(['nodes.S1.log: [1] / [1,3]']);
    expect(said({ nodes: { S1: { logTerms: [3, 1] } } })).toEqual(['nodes.S1.logTerms: [3,1] / [1,3]']);
    expect(said({ requests: [] })).toEqual(['requests: [] / [{"op":"propose","status":"ok","result":null}]']);
    expect(said({ nodes: { S1: { logTerms: [] } } })).toEqual(['nodes.S1.logTerms: [] / [1,3]']);
  });

  it('tells everything that differs, and what is missing', () => {
    expect(said({ time: 5, nodes: { S1: { role: 'follower', state: { y: '1' } } } })).toEqual([
      'time: 5 / 0',
      'nodes.S1.role: "follower" / "leader"',
      'nodes.S1.state.y: "1" / nothing',
    ]);
  });

  it('knows null from nothing, and text from numbers', () => {
    expect(said({ linearizable: null })).toEqual([]);
    expect(said({ linearizable: true })).toEqual(['linearizable: true / null']);
    expect(said({ nodes: { S1: { state: { z: null } } } })).toEqual(['nodes.S1.state.z: null / nothing']);
    expect(said({ time: '0' })).toEqual(['time: "0" / 0']);
  });

  it('finds keys that objects have anyway only where they were put', () => {
    expect(said({ nodes: { S1: { state: JSON.parse('{"__proto__": "7"}') as object as never } } })).toEqual([]);
    expect(said({ nodes: { S1: { state: { constructor: 'x' } } } })).toEqual(['nodes.S1.state.constructor: "x" / nothing']);
  });
});
