// The invariants on the real simulation: none breaks under the paper's rules whatever happens, each famous
// mistake breaks the one it is known for, and looking only at what changed finds what comparing all finds.

import { describe, expect, it } from 'vitest';
import { createChecker, type Checker } from '../checking/checker.ts';
import type { Property } from '../checking/invariants.ts';
import { bootInline, commandNow, runUntil } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import type { Entry } from '../raft/types.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { TraceEvent } from '../trace/event.ts';
import {
  type ClusterSetup,
  defaultDisk,
  defaultNetwork,
  freshCluster,
  freshNode,
  type PreparedNode,
} from '../trace/run.ts';
import type { Violation } from '../trace/verdict.ts';
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
    listener: ({ setup, observed }) => {
      const both = [
        createChecker(setup.cluster, observed),
        createChecker(setup.cluster, observed, { thorough: true }),
      ] as const;
      [quick, thorough] = both;
      return (event, after) => {
        const [found, all] = both.map((checker) => checker.afterEvent(event, after));
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

const terms = (...of: number[]): Entry[] => of.map((term, i) => ({ index: i + 1, term, command: null }));

/** Nodes in `term` with these logs; S1 knows the first `committed` entries to be committed. */
function prepared(term: number, logs: readonly (readonly Entry[])[], committed = 0): PreparedNode[] {
  return logs.map((log, i) => ({
    ...freshNode(`S${i + 1}`),
    term,
    log,
    commitIndex: i === 0 ? committed : 0,
  }));
}

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
  readonly seeds: readonly number[];
  readonly size?: number;
}

// By their numbers in the bug zoo. The seeds are those where trouble and mistake meet.
const commitsOldTerms: Partial<Rules> = { mayCommit: () => true };
const forgetsItsVote: Partial<Rules> = {
  hardStateWrites: ({ currentTerm }) => [{ currentTerm, votedFor: null }],
};
const cutsAlways: Partial<Rules> = {
  truncationPoint: (_conflict, prev, last) => (prev < last ? prev + 1 : null),
};
const acksItsOwnLast: Partial<Rules> = { ackedIndex: (_proven, last) => last };
const halfIsEnough: Partial<Rules> = { quorumSize: (voters) => Math.max(1, Math.floor(voters / 2)) };
const ignoresLogs: Partial<Rules> = { logIsUpToDate: () => true };

const mistakes: readonly Mistake[] = [
  { name: '1: commits an old term by counting', rules: commitsOldTerms, breaks: 'Commit Rule', seeds: [4, 8] },
  { name: '2: does not persist its vote', rules: forgetsItsVote, breaks: 'Persist Before Send', seeds: [1, 2] },
  { name: '2: does not persist its vote', rules: forgetsItsVote, breaks: 'One Vote', seeds: [7] },
  {
    name: '4: clears its vote when it steps down in the same term',
    rules: { voteAfterTermChange: () => null },
    breaks: 'One Vote',
    seeds: [32, 57],
  },
  { name: '5: votes without comparing logs', rules: ignoresLogs, breaks: 'Leader Completeness', seeds: [8, 27] },
  { name: '5: votes without comparing logs', rules: ignoresLogs, breaks: 'State Machine Safety', seeds: [27] },
  { name: '6: truncates on every AppendEntries', rules: cutsAlways, breaks: 'Truncation Safety', seeds: [3, 9] },
  { name: '6: truncates on every AppendEntries', rules: cutsAlways, breaks: 'State Machine Safety', seeds: [9] },
  { name: '7: overwrites a conflict in place', rules: { truncationPoint: () => null }, breaks: 'Log Matching', seeds: [4, 9] },
  { name: '9: takes match from any ack', rules: { matchAfterAck: (_, acked) => acked }, breaks: 'Monotone State', seeds: [4] },
  { name: '9: acknowledges its own last index', rules: acksItsOwnLast, breaks: 'Match Index', seeds: [4, 9] },
  { name: '9: acknowledges its own last index', rules: acksItsOwnLast, breaks: 'Commit Rule', seeds: [4] },
  {
    name: '20: counts stale and repeated votes',
    rules: { countsVote: ({ isCandidate }) => isCandidate },
    breaks: 'Election Safety',
    seeds: [144, 147],
  },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'Election Safety', seeds: [15], size: 4 },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'Commit Rule', seeds: [1], size: 4 },
  { name: '21: takes half for a quorum', rules: halfIsEnough, breaks: 'State Machine Safety', seeds: [1], size: 4 },
];

describe('a mistake in one rule', () => {
  it.each(mistakes)('$name breaks $breaks', ({ rules, breaks, seeds, size }) => {
    for (const seed of seeds) {
      const watched = watchRandomRun({ seed, moves: 1500, rules, until: breaks, ...(size === undefined ? {} : { size }) });
      expect(namesOf(watched.quick.violations), `seed ${seed}`).toContain(breaks);
      // Up to the first violation, both ways of checking say the same at the same event.
      expect(namesOf(watched.first?.quick ?? []), `seed ${seed}`).toEqual(namesOf(watched.first?.thorough ?? []));
      const clean = watchRandomRun({ seed, moves: 1500, ...(size === undefined ? {} : { size }) });
      expect(clean.quick.violations, `seed ${seed} with the rule back`).toEqual([]);
    }
  });
});

/** A cluster in manual mode, moved by hand. */
class ByHand {
  readonly simulation: Simulation;
  readonly host: InlineHost;
  readonly checker: Checker;

  constructor(cluster: ClusterSetup, rules: Partial<Rules>) {
    const network = { ...defaultNetwork, mode: 'manual' } as const;
    this.simulation = Simulation.create({ seed: 1, cluster, network, disk: defaultDisk });
    this.host = new InlineHost({ ...paperRules, ...rules });
    bootInline(this.simulation, this.host);
    const checker = createChecker(cluster, this.simulation.observed);
    this.simulation.onEvent((event: TraceEvent, observed) => checker.afterEvent(event, observed));
    this.checker = checker;
  }

  do(type: 'campaign' | 'crash' | 'restart' | 'heartbeat', ...nodes: string[]): this {
    for (const node of nodes) commandNow(this.simulation, this.host, { type, node });
    return this.settleDisks();
  }

  /** Delivers between these nodes until nothing is left between them; the rest waits. */
  deliverAmong(...nodes: string[]): this {
    for (;;) {
      const next = this.simulation
        .inFlight()
        .find(({ message: { from, to } }) => nodes.includes(from) && nodes.includes(to));
      if (next === undefined) return this;
      commandNow(this.simulation, this.host, { type: 'deliver', message: next.id });
      this.settleDisks();
    }
  }

  private settleDisks(): this {
    runUntil(this.simulation, this.host, this.simulation.now);
    return this;
  }
}

/** Figure 8 from (c) to (d): S1 brings entry 2 of term 2 to a majority, then S5 overwrites it. */
function figure8(rules: Partial<Rules>): string[] {
  const fresh = freshCluster(5, { noOpOnElection: false });
  const nodes = prepared(3, [terms(1, 2), terms(1, 2), terms(1), terms(1), terms(1, 3)]);
  const world = new ByHand({ ...fresh, nodes }, rules);
  world.do('campaign', 'S1').deliverAmong('S1', 'S2', 'S3').do('heartbeat', 'S1').deliverAmong('S1', 'S2', 'S3');
  expect(world.simulation.observed[2]?.disk.log.entries).toHaveLength(2);
  world.do('crash', 'S1').do('campaign', 'S5', 'S5').deliverAmong('S2', 'S3', 'S4', 'S5');
  world.do('heartbeat', 'S5').deliverAmong('S2', 'S3', 'S4', 'S5').do('heartbeat', 'S5');
  world.deliverAmong('S2', 'S3', 'S4', 'S5');
  expect(world.simulation.observed[2]?.disk.log.entries[1]?.term).toBe(3);
  return namesOf(world.checker.violations);
}

/** S2 votes for S1, crashes, and is asked by S3 in the same term. */
function votesAfterCrash(rules: Partial<Rules>): string[] {
  const world = new ByHand(freshCluster(3, { noOpOnElection: false }), rules);
  world.do('campaign', 'S1', 'S3').deliverAmong('S1', 'S2').do('crash', 'S2').do('restart', 'S2');
  return namesOf(world.deliverAmong('S2', 'S3').checker.violations);
}

describe('a schedule made by hand', () => {
  it('Figure 8: an old term committed by counting is lost', () => {
    expect(figure8({})).toEqual([]);
    expect(figure8(commitsOldTerms)).toEqual([
      'Commit Rule',
      'Leader Completeness',
      'State Machine Safety',
      'Truncation Safety',
    ]);
  });

  it('a vote that was not persisted elects two leaders of one term', () => {
    expect(votesAfterCrash({})).toEqual([]);
    expect(votesAfterCrash(forgetsItsVote)).toEqual(['Election Safety', 'One Vote', 'Persist Before Send']);
  });
});
