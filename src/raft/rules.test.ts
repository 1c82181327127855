/** Rules whose bounds are easier to read as a table than to see in a cluster. */
import { describe, expect, it } from 'vitest';
import { paperRules } from './rules.ts';
import type { Configuration } from './types.ts';

describe('membership', () => {
  it('P6: a voter of either half may campaign, a learner may not', () => {
    const config: Configuration = { voters: ['S1'], votersOutgoing: ['S2'], learners: ['S3'] };
    expect(['S1', 'S2', 'S3', 'S4'].map((id) => paperRules.mayCampaign(config, id))).toEqual([true, true, false, false]);
  });

  it('P6: one change at a time: the last one is committed and not joint', () => {
    expect(paperRules.oneChangeAtATime(2, 1, false)).toBe(false);
    expect(paperRules.oneChangeAtATime(2, 2, false)).toBe(true);
    expect(paperRules.oneChangeAtATime(2, 3, false)).toBe(true);
    expect(paperRules.oneChangeAtATime(2, 2, true)).toBe(false);
  });

  it('T4.2.1: caught up is to hold what was there when the round began', () => {
    expect([4, 5, 6].map((match) => paperRules.isCaughtUp(match, 5))).toEqual([false, true, true]);
  });
});

describe('the disk', () => {
  it('P Fig. 2: a process that starts again has what its disk has', () => {
    const disk = { currentTerm: 3, votedFor: 'S2', log: { entries: [], snapshotIndex: 0, snapshotTerm: 0 }, snapshot: null };
    expect(paperRules.recover(disk)).toEqual(disk);
  });
});

describe('snapshots', () => {
  it('P7: no further than applied, further than the last', () => {
    expect([2, 3, 5, 6].map((upTo) => paperRules.mayCompact(upTo, 5, 2))).toEqual([false, true, true, false]);
  });

  it('P7: only what is beyond the commit index is installed', () => {
    expect([4, 5, 6].map((last) => paperRules.installsSnapshot(last, 5))).toEqual([false, false, true]);
  });
});

describe('time', () => {
  it('P6: the least timeout is over when it is reached', () => {
    const ignores = (heardMsAgo: number | null): boolean => paperRules.ignoresVoteRequest({ heardMsAgo, leastTimeoutMs: 150 });
    expect([null, 0, 149, 150].map(ignores)).toEqual([false, true, true, false]);
  });

  it('T6.4.1: a lease is shorter than the least timeout by what a clock may run too fast', () => {
    expect(paperRules.leaseMs(150, 0)).toBe(150);
    expect(paperRules.leaseMs(150, 0.5)).toBe(100);
  });
});

describe('backtracking', () => {
  const facts = { fast: true, nextIndex: 9, conflictTerm: 2, conflictIndex: 4, lastOfConflictTerm: 6 };

  it('P5.3: by a term: after the leader’s last entry of it, or to where the follower’s begins', () => {
    expect(paperRules.backtrack(facts)).toBe(7);
    expect(paperRules.backtrack({ ...facts, lastOfConflictTerm: null })).toBe(4);
    expect(paperRules.backtrack({ ...facts, conflictTerm: null, lastOfConflictTerm: null })).toBe(4);
  });

  it('P5.3: or by one', () => {
    expect(paperRules.backtrack({ ...facts, fast: false })).toBe(8);
  });
});
