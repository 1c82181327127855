// The invariants on the real simulation: none breaks under the paper's rules whatever happens, each famous
// mistake breaks the one it is known for, and looking only at what changed finds what comparing all finds.

import { describe, expect, it } from 'vitest';
import { createChecker, type Checker } from '../checking/checker.ts';
import type { Property } from '../checking/invariants.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { PreparedNode } from '../trace/run.ts';
import type { Violation } from '../trace/verdict.ts';
import { prepared, terms } from './preparedLogs.ts';
import { createRandomRun } from './randomRun.ts';

interface Watched {
  readonly quick: Checker;
  readonly thorough: Checker;
  /** What the first event that broke something broke, by either checker. */
  readonly first: { readonly quick: readonly Violation[]; readonly thorough: readonly Violation[] } | null;
}

interface WatchOptions {
  readonly seed: number;
  readonly moves: number;
  readonly rules?: Partial<Rules>;
  readonly size?: number;
  readonly nodes?: readonly PreparedNode[];
  /** Stop here; otherwise at the first violation. */
  readonly until?: Property;
}

/** Runs `seed` under both checkers. */
function watchRandomRun({ moves, rules = {}, until, ...options }: WatchOptions): Watched {
  let quick: Checker | null = null;
  let thorough: Checker | null = null;
  let first: Watched['first'] = null;
  const run = createRandomRun({
    ...options,
    rules: { ...paperRules, ...rules },
    listener: ({ setup, observed, requests }) => {
      const both = [
        createChecker(setup.cluster, observed),
        createChecker(setup.cluster, observed, { thorough: true }),
      ] as const;
      [quick, thorough] = both;
      return (event, after) => {
        const [found, all] = both.map((checker) => checker.afterEvent(event, after, requests));
        if (first !== null || found === undefined || all === undefined) return;
        if (found.length + all.length > 0) first = { quick: found, thorough: all };
      };
    },
  });
  const isDone = (): boolean =>
    until === undefined
      ? first !== null
      : quick?.violations.some(({ property }) => property === until) === true;
  for (let move = 0; move < moves && !isDone(); move += 1) run.advance();
  if (quick === null || thorough === null) throw new Error('the run made no checkers');
  return { quick, thorough, first };
}

const namesOf = (violations: readonly Violation[]): string[] =>
  [...new Set(violations.map(({ property }) => property))].sort();

describe('the paper’s rules', () => {
  it.each(Array.from({ length: 60 }, (_, i) => i + 1))('break nothing in random run %i', (seed) => {
    const { quick, thorough } = watchRandomRun({ seed, moves: 1200 });
    expect(quick.violations).toEqual([]);
    expect(thorough.violations).toEqual([]);
  });
});

/** The leader of Figure 7 and its followers (a) to (f). */
const figure7 = prepared(7, [
  terms(1, 1, 1, 4, 4, 5, 5, 6, 6, 6),
  terms(1, 1, 1, 4, 4, 5, 5, 6, 6),
  terms(1, 1, 1, 4),
  terms(1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6),
  terms(1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7),
  terms(1, 1, 1, 4, 4, 4, 4),
  terms(1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3),
]);

/** Figure 8 (c): entry 2 of term 2 is on a majority and may still be lost. */
const figure8c = prepared(4, [terms(1, 2, 4), terms(1, 2), terms(1, 2), terms(1), terms(1, 3)], 1);

describe('the paper’s rules, from the paper’s figures', () => {
  const starts = [['Figure 7', figure7], ['Figure 8 (c)', figure8c]] as const;
  it.each(starts)('break nothing from %s on', (_, nodes) => {
    for (let seed = 1; seed <= 10; seed += 1) {
      const { quick, thorough } = watchRandomRun({ seed, moves: 800, nodes });
      expect(quick.violations, `seed ${seed}`).toEqual([]);
      expect(thorough.violations, `seed ${seed}`).toEqual([]);
    }
  });
});

interface Mistake {
  readonly name: string;
  readonly rules: Partial<Rules>;
  readonly breaks: Property;
  readonly size?: number;
}

const commitsOldTerms: Partial<Rules> = { mayCommit: () => true };
const forgetsItsVote: Partial<Rules> = {
  hardStateWrites: ({ currentTerm }) => [{ currentTerm, votedFor: null }],
};
const cutsAlways: Partial<Rules> = {
  truncationPoint: ({ prevLogIndex: prev, lastLogIndex: last }) => (prev < last ? prev + 1 : null),
};
const acksItsOwnLast: Partial<Rules> = { ackedIndex: (_proven, last) => last };
const halfIsEnough: Partial<Rules> = { quorumSize: (voters) => Math.max(1, Math.floor(voters / 2)) };
const ignoresLogs: Partial<Rules> = { logIsUpToDate: () => true };

// By their numbers in the bug zoo.
const mistakes: readonly Mistake[] = [
  { name: '1: commits an old term by counting', rules: commitsOldTerms, breaks: 'Commit Rule' },
  { name: '2: does not persist its vote', rules: forgetsItsVote, breaks: 'Persist Before Send' },
  { name: '2: does not persist its vote', rules: forgetsItsVote, breaks: 'One Vote' },
  {
    name: '4: clears its vote when it steps down in the same term',
    rules: { voteAfterTermChange: () => null },
    breaks: 'One Vote',
  },
  { name: '5: votes without comparing logs', rules: ignoresLogs, breaks: 'Leader Completeness' },
  { name: '5: votes without comparing logs', rules: ignoresLogs, breaks: 'State Machine Safety' },
  { name: '6: truncates on every AppendEntries', rules: cutsAlways, breaks: 'Truncation Safety' },
  { name: '7: overwrites a conflict in place', rules: { truncationPoint: () => null }, breaks: 'Log Matching' },
  { name: '9: takes match from any ack', rules: { matchAfterAck: (_, acked) => acked }, breaks: 'Monotone State' },
  { name: '9: acknowledges its own last index', rules: acksItsOwnLast, breaks: 'Match Index' },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'Election Safety', size: 4 },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'Commit Rule', size: 4 },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'State Machine Safety', size: 4 },
];

const MISTAKE_MOVES = 1500;
const MOST_SEEDS = 400;

/** The first seed whose run breaks `breaks`; looked for, as every change of the core moves it. */
function seedThatShows({ rules, breaks, size }: Mistake): number | null {
  for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
    let checker: Checker | null = null;
    const run = createRandomRun({
      seed,
      rules: { ...paperRules, ...rules },
      ...(size === undefined ? {} : { size }),
      listener: ({ setup, observed, requests }) => {
        const quick = createChecker(setup.cluster, observed);
        checker = quick;
        return (event, after) => quick.afterEvent(event, after, requests);
      },
    });
    const found = (): boolean => checker?.violations.some(({ property }) => property === breaks) === true;
    for (let move = 0; move < MISTAKE_MOVES && !found(); move += 1) run.advance();
    if (found()) return seed;
  }
  return null;
}

describe('a mistake in one rule', () => {
  it.each(mistakes)('$name breaks $breaks', (mistake) => {
    const { rules, breaks, size } = mistake;
    const seed = seedThatShows(mistake);
    expect(seed, `no seed up to ${MOST_SEEDS}`).not.toBeNull();
    const options = { seed: seed ?? 0, moves: MISTAKE_MOVES, ...(size === undefined ? {} : { size }) };
    const { quick, first } = watchRandomRun({ ...options, rules, until: breaks });
    expect(namesOf(quick.violations)).toContain(breaks);
    // Up to the first violation, both ways of checking say the same at the same event.
    expect(namesOf(first?.quick ?? [])).toEqual(namesOf(first?.thorough ?? []));
    const withTheRuleBack = watchRandomRun(options);
    expect(withTheRuleBack.quick.violations).toEqual([]);
  });
});
