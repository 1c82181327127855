import { describe, expect, it } from 'vitest';
import { paperRules, type Rules } from '../raft/rules.ts';
import { exploreCore, testedBounds } from './explore.ts';
import { coreMachine } from './coreMachine.ts';
import { unmatchedStep } from './refinement.ts';

// The counts are exact: a search is deterministic. They change when the core does something else than before in some
// state, or when the bounds or the reductions change; then look at why before writing the new ones.
describe('the real core, every interleaving within the bounds, every invariant, every step a step of the model', () => {
  it('three nodes, two terms, two entries, one crash', { timeout: 300_000 }, () => {
    const { counterexample, complete, states, represented, transitions, depth } = exploreCore(testedBounds);
    expect(counterexample).toBeNull();
    expect({ complete, states, represented, transitions, depth }).toEqual({ complete: true, states: 230_604, represented: 1_380_950, transitions: 4_032_231, depth: 21 });
  });

  it.each([
    ['only what its leaders send', { anyAppends: false, entries: 1 }, 8_929],
    ['a no-op in each term', { noOp: true, entries: 0 }, 32_434],
    ['elections on slow disks', { slowDisks: true, entries: 0 }, 19_922],
    ['one term on slow disks', { slowDisks: true, terms: 1, entries: 1 }, 32_320],
  ])('smaller, with %s', { timeout: 120_000 }, (_what, change, count) => {
    const { counterexample, complete, states } = exploreCore({ ...testedBounds, ...change });
    expect(counterexample).toBeNull();
    expect([complete, states]).toEqual([true, count]);
  });
});

describe('a broken rule is found, with a shortest schedule', () => {
  const broken: readonly [what: string, rule: Partial<Rules>, violates: string, actions: number][] = [
    ['half of the nodes are a majority', { quorumSize: (voters) => Math.floor(voters / 2) }, 'Election Safety', 2],
    ['it votes for everybody', { mayVoteFor: () => true }, 'One Vote', 3],
    ['a crash loses the vote', { recover: (disk) => ({ ...disk, votedFor: null }) }, 'One Vote', 4],
    ['the vote is not written', { hardStateWrites: ({ currentTerm }) => [{ currentTerm, votedFor: null }] }, 'Persist Before Send', 1],
    ['stepping down clears the vote', { voteAfterTermChange: () => null }, 'One Vote', 6],
    ['votes are given without comparing logs', { logIsUpToDate: () => true }, 'Leader Completeness', 9],
    ['votes of earlier terms count', { countsVote: ({ isCandidate, alreadyAnswered }) => isCandidate && !alreadyAnswered }, 'Election Safety', 7],
    ['entries are taken after anything', { matchesPrevious: () => true }, 'Persist Before Send', 5],
    ['every message cuts the log', { truncationPoint: ({ prevLogIndex }) => prevLogIndex + 1 }, 'Match Index', 8],
    ['a follower acknowledges its own last index', { ackedIndex: (_proven, last) => last }, 'Match Index', 9],
    ['every acknowledgement is believed', { matchAfterAck: (_match, acked) => acked }, 'Monotone State', 8],
    ['entries of earlier terms are committed by counting', { mayCommit: () => true }, 'Commit Rule', 10],
    ['earlier terms are listened to', { isStale: () => false }, 'Assertion', 5],
  ];
  // What may be forgotten is argued from the paper's rules, so without them nothing is.
  it.each(broken)('%s', { timeout: 60_000 }, (_what, rule, violates, actions) => {
    const { counterexample } = exploreCore(testedBounds, { ...paperRules, ...rule }, { reduced: false, refine: false });
    // Read it: npx vitest run src/model/core.test.ts
    console.log([counterexample?.violation, ...(counterexample?.schedule ?? [])].join('\n  '));
    expect(counterexample?.violation).toContain(violates);
    expect(counterexample?.schedule.length).toBe(actions);
  });

  it('the vote is written before its term, on slow disks', () => {
    const hardStateWrites: Rules['hardStateWrites'] = (state, before) => [{ ...state, currentTerm: before.currentTerm }, state];
    const rules = { ...paperRules, hardStateWrites };
    const bounds = { ...testedBounds, slowDisks: true, entries: 0 };
    expect(exploreCore(bounds, rules, { reduced: false }).counterexample?.violation).toContain('One Vote');
  });
});

describe('the model as a measure', () => {
  const machine = coreMachine(testedBounds);

  it('has a step for what the core does, and none for what it must not do', () => {
    const before = machine.initial(0);
    const campaign = machine.acts(before, { entries: 0, crashes: 1 })[0];
    expect(campaign?.label).toBe('S1 campaigns');
    if (campaign === undefined) return;
    expect(unmatchedStep(testedBounds, before, null, campaign)).toBeNull();
    const twice = { ...campaign, sent: [...campaign.sent, ...campaign.sent.map((sent) => ({ ...sent, term: 2 }))] };
    expect(unmatchedStep(testedBounds, before, null, twice)).toContain('Refinement');
    const { memory } = campaign.node;
    const leads = { ...campaign, node: { ...campaign.node, memory: { ...memory, role: 'leader' as const } } };
    expect(unmatchedStep(testedBounds, before, null, leads)).toContain('Refinement');
  });

  it('finds a rule that is broken without any invariant noticing', () => {
    const rules = { ...paperRules, logIsUpToDate: (term: number, index: number, ownTerm: number, ownIndex: number) => term > ownTerm || index > ownIndex };
    expect(exploreCore(testedBounds, rules, { maxStates: 1000 }).counterexample?.violation).toContain('Refinement');
  });
});
