// The reductions are argued in clusterSpace.ts, inboxes.ts, symmetry.ts and isSpent; here they are held against a
// search without them, where one is small enough to come to an end.
import { describe, expect, it } from 'vitest';
import { ClusterSpace } from './clusterSpace.ts';
import { coreMachine } from './coreMachine.ts';
import { testedBounds } from './explore.ts';
import type { Machine } from './machine.ts';
import { modelMachine } from './modelMachine.ts';
import { search, type SearchResult } from './search.ts';

interface Explored {
  readonly result: SearchResult;
  /** Which nodes were met beside each other. */
  readonly nodes: ReadonlySet<string>;
}

const of =
  <Node, Message>(machine: Machine<Node, Message>) =>
  (symmetry: boolean, reduced: boolean): Explored =>
    explored(machine, symmetry, reduced);

function explored<Node, Message>(machine: Machine<Node, Message>, symmetry: boolean, reduced: boolean): Explored {
  const space = new ClusterSpace(machine, { symmetry, reduced });
  const nodes = new Set<string>();
  const { canonical } = space;
  const result = search({
    width: space.width,
    initial: () => space.initial(),
    next: (state, visit) => space.next(state, visit),
    check: (state) => {
      // A candidate that notes who refused it is as one that never heard: a later vote is lost to it, as any message may be.
      nodes.add(space.nodesOf(state).join('\n').replaceAll(/S\dfalse,?/g, '').replaceAll(/,$/gm, ''));
      return space.check(state);
    },
    ...(canonical === undefined ? {} : { canonical }),
  });
  expect(result.complete).toBe(true);
  return { result, nodes };
}

const small = { ...testedBounds, terms: 1, entries: 1, crashes: 1 };

describe('states that differ only in names', () => {
  it.each([
    ['the model', of(modelMachine(small))],
    ['the core', of(coreMachine(small))],
    ['the core with slow disks', of(coreMachine({ ...small, slowDisks: true, entries: 0 }))],
  ])('are as many as are left out: %s', { timeout: 120_000 }, (_what, exploring) => {
    const [one, all] = [exploring(true, true).result, exploring(false, true).result];
    expect(one.represented).toBe(all.states);
    expect(all.represented).toBe(all.states);
    expect(one.states * 5).toBeLessThan(all.states);
  });
});

describe('answering at once and forgetting what is spent', () => {
  it.each([
    ['the model, one entry and a crash', of(modelMachine(small))],
    ['the core, one entry', of(coreMachine({ ...small, crashes: 0, anyAppends: false }))],
    ['the core, a crash', of(coreMachine({ ...small, entries: 0 }))],
  ])('reaches the same nodes beside each other: %s', { timeout: 120_000 }, (_what, exploring) => {
    const [few, many] = [exploring(false, true), exploring(false, false)];
    expect([...few.nodes].filter((nodes) => !many.nodes.has(nodes))).toEqual([]);
    expect([...many.nodes].filter((nodes) => !few.nodes.has(nodes))).toEqual([]);
    expect(few.result.states * 10).toBeLessThan(many.result.states);
  });
});
