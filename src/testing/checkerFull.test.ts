/**
 * Both ways of checking on random runs with everything in them: snapshots, changes of members, nodes that join,
 * transfers, pre-votes, reads of every kind, sessions with retries. The paper's rules break nothing, and comparing
 * everything after every event finds no more than looking at what changed.
 */
import { describe, expect, it } from 'vitest';
import { trouble } from '../cli/fuzz/fuzzRun.ts';
import { createChecker, type Checker } from '../checking/checker.ts';

const SEEDS_PER_TEST = 20;
const TESTS = 6;

describe('the paper’s rules with everything on', () => {
  const batches = Array.from({ length: TESTS }, (_, i) => 5001 + i * SEEDS_PER_TEST);
  it.each(batches)(`break nothing, however thoroughly one looks: seeds from %i, ${SEEDS_PER_TEST} of them`, (first) => {
    for (let seed = first; seed < first + SEEDS_PER_TEST; seed += 1) {
      let thorough: Checker | null = null;
      const run = trouble(seed, {
        events: 700,
        watch: (simulation) => {
          const checker = createChecker(simulation.setup.cluster, simulation.observed, { thorough: true });
          thorough = checker;
          simulation.onEvent((event, observed) => checker.afterEvent(event, observed, simulation.requests));
        },
      });
      const found = thorough as Checker | null;
      expect([run.finding, found?.violations], `npm run fuzz -- --seed ${seed} --events 700`).toEqual([null, []]);
    }
  });
});
