import { describe, expect, it } from 'vitest';
import { exploreModel } from './explore.ts';
import { modelRules, type ModelRules } from './model.ts';

const bounds = { nodes: 3, terms: 2, entries: 2, crashes: 1 };

describe('the abstract model, three nodes, two terms, two entries, one crash', () => {
  it('holds every invariant in every state', () => {
    const { counterexample, complete, states, represented, transitions, depth } = exploreModel(bounds);
    expect(counterexample).toBeNull();
    expect({ complete, states, represented, transitions, depth }).toEqual({ complete: true, states: 33_486, represented: 198_983, transitions: 351_746, depth: 22 });
  });

  const broken: readonly [what: string, rule: Partial<ModelRules>, violates: string, actions: number][] = [
    ['half of the nodes are a majority', { quorum: (nodes) => Math.floor(nodes / 2) }, 'Election Safety', 4],
    ['a crash loses the vote', { voteAfterCrash: () => null }, 'One Vote', 4],
    ['votes are given without comparing logs', { upToDate: () => true }, 'Leader Completeness', 12],
    ['entries of earlier terms are committed by counting', { mayCommit: () => true }, 'Commit Rule', 12],
  ];
  it.each(broken)('finds the shortest way to where it goes wrong when %s', (_what, rule, violates, actions) => {
    const { counterexample } = exploreModel(bounds, { ...modelRules, ...rule });
    expect(counterexample?.violation).toContain(violates);
    expect(counterexample?.schedule.length).toBe(actions);
  });
});
