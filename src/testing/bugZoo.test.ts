/**
 * Every bug of the zoo on its own schedule: with the bug the invariant that it
 * is said to break is violated (or nobody leads for too long), with the paper's
 * rule back the same schedule violates nothing.
 */
import { describe, expect, it } from 'vitest';
import { bugZoo } from '../bugs/zoo.ts';
import { findBug, rulesWith } from '../bugs/registry.ts';
import { paperRules, type Rules } from '../raft/rules.ts';
import { decodeScenario } from '../scenarios/decode.ts';
import { runScenario } from '../scenarios/runner.ts';
import { zooScenarios } from '../scenarios/zoo.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import type { ObservedNode } from '../trace/observed.ts';

/** A run in which nobody leads for so many of the longest election timeouts, though a majority could, isn't live. */
const LIVENESS_TIMEOUTS = 10;

interface Played {
  readonly violated: readonly string[];
  /** The longest time without a leader that a majority follows, while one is up, in election timeouts. */
  readonly leaderless: number;
}

function play(text: string, bugs: readonly string[]): Played {
  const { setup, ...scenario } = decodeScenario(text);
  const cluster = { ...setup.cluster, bugs };
  const [, longest] = cluster.options.electionTimeoutMs;
  let [since, worst] = [0, 0];
  const world = createInlineWorld(
    { ...setup, cluster },
    {
      listener: ({ time }, observed) => {
        if (isLed(observed) || !couldBeLed(observed, cluster.voters.length)) since = time;
        worst = Math.max(worst, time - since);
      },
    },
  );
  const { state } = runScenario({ ...scenario, setup: { ...setup, cluster } }, world);
  return { violated: state.violations.map(({ property }) => property), leaderless: worst / longest };
}

function isLed(observed: readonly ObservedNode[]): boolean {
  return observed.some(({ id, node }) => {
    if (node?.role !== 'leader') return false;
    const { currentTerm, config } = node;
    const follows = (o: ObservedNode): boolean => o.node?.leaderId === id && o.node.currentTerm === currentTerm;
    const votes = config.voters.filter((voter) => observed.some((o) => o.id === voter && follows(o)));
    return votes.length > config.voters.length / 2;
  });
}

function couldBeLed(observed: readonly ObservedNode[], voters: number): boolean {
  return observed.filter(({ status }) => status === 'up').length > voters / 2;
}

describe('the zoo', () => {
  it('has the 22 bugs of the list, each with a name and a schedule', () => {
    expect(bugZoo.map(({ number }) => number)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(new Set(bugZoo.map(({ name }) => name)).size).toBe(22);
    expect(zooScenarios.map(({ id }) => id)).toEqual(bugZoo.map(({ name }) => name));
  });

  it.each(bugZoo)('$number: $name overrides $rule and nothing else', ({ name, rule, override }) => {
    expect(Object.keys(override)).toEqual([rule]);
    const rules = rulesWith([name]);
    const changed = (Object.keys(rules) as (keyof Rules)[]).filter((key) => rules[key] !== paperRules[key]);
    expect(changed).toEqual([rule]);
  });

  it('is found by name and by number, and knows no others', () => {
    expect(findBug('half-is-enough')?.number).toBe(21);
    expect(findBug('21')?.name).toBe('half-is-enough');
    expect(() => rulesWith(['nobody'])).toThrow('no bug named "nobody"');
    expect(rulesWith([])).toBe(paperRules);
  });
});

describe.each(bugZoo.map((bug, i) => [bug.name, bug, zooScenarios[i]?.text ?? ''] as const))('%s', (name, bug, text) => {
  it(`breaks ${bug.breaks}`, () => {
    const { violated, leaderless } = play(text, [name]);
    if (bug.breaks === 'Liveness') expect([violated, leaderless > LIVENESS_TIMEOUTS]).toEqual([[], true]);
    else expect(violated).toContain(bug.breaks);
  });

  it('breaks nothing on the same schedule with the paper’s rule back', () => {
    const { violated, leaderless } = play(text, []);
    expect([violated, leaderless > LIVENESS_TIMEOUTS]).toEqual([[], false]);
  });

  it('is switched on in its document', () => {
    expect(decodeScenario(text).setup.cluster.bugs).toEqual([name]);
  });
});
