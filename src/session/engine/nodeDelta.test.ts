import { describe, expect, it } from 'vitest';
import type { Session } from '../../raft/types.ts';
import { entriesOf, nodeFrame } from '../selectors/testFrame.ts';
import type { NodeFrame } from '../frame.ts';
import { applyNodeDelta, nodeDelta } from './nodeDelta.ts';

const session = (seq: number): Session => ({ seq, result: null, usedAt: seq, expired: false });

function passed(before: NodeFrame | null, after: NodeFrame): NodeFrame {
  const delta = nodeDelta(before, after);
  return delta === null ? (before as NodeFrame) : applyNodeDelta(before, delta);
}

describe('what is posted of a node', () => {
  const entries = entriesOf([1, 1, 2, 2]);
  const before = nodeFrame('S1', { entries, dict: new Map([['x', '1']]), sessions: new Map([['alice', session(1)]]) });

  it('is nothing when nothing changed', () => {
    expect(nodeDelta(before, { ...before })).toBeNull();
  });

  it('is only the entries that a compacted log had not', () => {
    const [, , third, fourth] = entries;
    const more = entriesOf([2], 4);
    const after = { ...before, snapshotIndex: 2, snapshotTerm: 1, entries: [third, fourth, ...more] as typeof entries };
    expect(nodeDelta(before, after)?.log).toEqual({ drop: 2, keep: 2, append: more });
    expect(passed(before, after)).toEqual(after);
  });

  it('clears a log that a snapshot stands for', () => {
    const after = { ...before, snapshotIndex: 4, snapshotTerm: 2, entries: [] };
    expect(passed(before, after)).toEqual(after);
  });

  it('replaces a conflicting end', () => {
    const after = { ...before, entries: [...entries.slice(0, 2), ...entriesOf([3], 2)] };
    expect(nodeDelta(before, after)?.log).toMatchObject({ drop: 0, keep: 2 });
    expect(passed(before, after)).toEqual(after);
  });

  it('is the keys and the sessions that changed, and those that went', () => {
    const after = {
      ...before,
      dict: new Map([['y', '2']]),
      sessions: new Map([...before.sessions, ['bob', session(3)] as const]),
    };
    const delta = nodeDelta(before, after);
    expect(delta?.dict?.changes).toEqual([['y', '2'], ['x', null]]);
    expect(delta?.sessions?.changes).toEqual([['bob', session(3)]]);
    expect(passed(before, after)).toEqual(after);
  });

  it('is everything of a node that was not there', () => {
    expect(passed(null, before)).toEqual(before);
  });
});
