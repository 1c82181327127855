/** Does fuzzing find what is wrong? With a rule broken, a few dozen runs have to show it, and shrink to a short story. */
import { describe, expect, it } from 'vitest';
import { fuzz, type FuzzResult } from '../../cli/fuzz/fuzzRun.ts';
import { shrink } from '../../cli/fuzz/shrink.ts';
import type { Rules } from '../../raft/rules.ts';
import { variantOf } from '../brokenVariants.ts';
import { replayRun } from '../replayRun.ts';

/** The first run of seeds 1 to `most` in which something is wrong. @throws if there is none */
function firstFinding(rules: Rules, most = 200): FuzzResult & { finding: NonNullable<FuzzResult['finding']> } {
  for (let seed = 1; seed <= most; seed += 1) {
    const result = fuzz(seed, { rules, events: 1500 });
    if (result.finding !== null) return { ...result, finding: result.finding };
  }
  throw new Error(`${most} runs and nothing found`);
}

describe('random runs find', () => {
  const cases: readonly [rule: keyof Rules, does: string, property: string][] = [
    ['mayVoteFor', 'votes for everybody who asks', 'One Vote'],
    ['logIsUpToDate', 'votes without comparing logs', 'Leader Completeness'],
    ['hardStateWrites', 'never writes the vote', 'Persist Before Send'],
    ['quorumSize', 'takes half of the voters for a majority', 'Election Safety'],
    ['mayCommit', 'commits an entry of an earlier term by counting', 'Commit Rule'],
    ['mayCommit', 'never commits by counting', 'All become equal'],
    ['truncationPoint', 'cuts after prevLogIndex every time', 'Truncation Safety'],
    ['truncationPoint', 'never cuts', 'Log Matching'],
    ['ackedIndex', 'acknowledges its own last index', 'Match Index'],
    ['matchAfterAck', 'believes every acknowledgement', 'Monotone State'],
    ['stepsDown', 'never takes over a higher term', 'A leader emerges'],
    ['isStale', 'takes messages of earlier terms as current', 'No node stops by itself'],
  ];

  it.each(cases)('that %s %s: %s', (rule, does, property) => {
    expect(firstFinding(variantOf(rule, does)).finding.property).toBe(property);
  });
});

describe('shrinking', () => {
  it('leaves a run with fewer commands, in which the same property fails at the event it names', () => {
    const rules = variantOf('logIsUpToDate', 'votes without comparing logs');
    const { run, finding } = firstFinding(rules);
    const shrunk = shrink(run, finding, rules, 300);
    expect(shrunk).not.toBeNull();
    if (shrunk === null) return;
    expect(shrunk.run.commands.length).toBeLessThan(run.commands.length / 2);
    expect(shrunk.finding.property).toBe(finding.property);
    // The shrunk run is one as any other: replayed as it is recorded, it comes to the same event.
    const again = replayRun(shrunk.run, shrunk.finding.event, () => undefined, rules);
    expect([again.eventCount, again.now]).toEqual([shrunk.finding.event, shrunk.finding.time]);
  });

  it('says so when a failure has gone', () => {
    const rules = variantOf('logIsUpToDate', 'votes without comparing logs');
    const { run, finding } = firstFinding(rules);
    expect(shrink(run, { ...finding, property: 'Election Safety' }, rules, 300)).toBeNull();
  });
});
