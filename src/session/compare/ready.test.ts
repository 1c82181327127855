import { describe, expect, it } from 'vitest';
import { comparisons } from '../../scenarios/comparisons.ts';
import { createSessionWith } from '../createSession.ts';
import { committedIndex, highestTerm, newestLeader } from '../selectors/cluster.ts';
import { Bench, settled } from '../testBench.ts';

/** Both clusters at the end of a ready-made comparison. */
async function ends(id: string) {
  const found = comparisons.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no comparison ${id}`);
  const session = createSessionWith(new Bench());
  expect(await session.openScenario(found.text, id)).toBe(true);
  expect(session.store.getState().notices.filter(({ tone }) => tone === 'bad')).toEqual([]);
  expect(await session.compare({ options: found.options })).toBe(true);
  session.seekEnd();
  await settled();
  const { frame: a, comparison } = session.store.getState();
  const b = session.twin?.store.getState().frame ?? a;
  expect(b.time).toBe(a.time);
  for (const { invariants } of [a, b]) {
    expect(invariants.filter(({ violation }) => violation !== null)).toEqual([]);
  }
  expect(comparison?.refused).toEqual([]);
  return { a, b };
}

describe('a ready-made comparison shows what it says', () => {
  it('fast backtracking: a rollback a term instead of a rollback an index', async () => {
    const { a, b } = await ends('backtracking');
    expect(a.figures.rollbacks).toBe(24);
    expect(b.figures.rollbacks).toBeLessThanOrEqual(3);
  });

  it('no-op: entries of an earlier term commit without a client', async () => {
    const { a, b } = await ends('no-op');
    expect(committedIndex(a)).toBe(4);
    expect(committedIndex(b)).toBe(5);
  });

  it('PreVote: a node that returns deposes nobody', async () => {
    const { a, b } = await ends('pre-vote');
    expect(a.figures.leaders).toBeGreaterThan(1);
    expect(b.figures.leaders).toBe(1);
    expect(b.figures.leaderlessMs).toBeLessThan(a.figures.leaderlessMs);
    expect(highestTerm(b)).toBe(1);
  });

  it('CheckQuorum: a node that hears nobody is ignored', async () => {
    const { a, b } = await ends('check-quorum');
    expect(a.figures.leaders).toBeGreaterThan(2);
    expect(b.figures.leaders).toBe(1);
  });

  it('membership: two at once only through a joint configuration', async () => {
    const { a, b } = await ends('membership');
    expect(newestLeader(a)?.config.voters).toEqual(['S1', 'S2', 'S3']);
    expect(newestLeader(b)?.config.voters).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
    expect(committedIndex(b)).toBeGreaterThan(committedIndex(a));
    expect(a.requests.map(({ status }) => status)).toEqual(['refused', 'pending']);
    expect(b.requests.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('pipelining: commits don’t wait for one another', async () => {
    const { a, b } = await ends('pipelining');
    expect(committedIndex(b)).toBe(13);
    expect(committedIndex(a)).toBeGreaterThan(1);
    expect(committedIndex(a)).toBeLessThan(committedIndex(b) / 2 + 1);
  });

  it('covers every comparison there is', () => {
    expect(comparisons.map(({ id }) => id)).toEqual(['pre-vote', 'check-quorum', 'no-op', 'backtracking', 'pipelining', 'membership']);
  });
});
