import { beforeEach, describe, expect, it } from 'vitest';
import { TestPage, trio } from './testPage.ts';

let page: TestPage;
const figures = () => page.state.frame.figures;

beforeEach(async () => {
  page = new TestPage();
  await page.open(trio);
});

describe('the figures of a run', () => {
  it('count what is in the trace', async () => {
    await page.play(1000);
    const { events } = page.state;
    const notes = events.flatMap((event) => event.notes.map(({ what }) => what));
    const count = (kind: string) => notes.filter((what) => what === kind).length;
    expect(figures().elections).toBe(count('electionStarted'));
    expect(figures().leaders).toBe(count('becameLeader'));
    expect(figures().messages).toBe(events.flatMap(({ sent }) => sent).length);
    expect(figures().leaders).toBeGreaterThan(0);
  });

  it('measure the time until a majority follows the first leader', async () => {
    await page.play(1000);
    const known = page.state.events.find((event) => event.notes.some(({ what }) => what === 'leaderKnown'));
    expect(figures().leaderlessMs).toBe(known?.time);
  });

  it('go on while nobody leads, also between events', async () => {
    await page.play(1000);
    const before = figures().leaderlessMs;
    const crashedAt = page.state.frame.time;
    page.take(await page.engine.command({ type: 'crash', node: page.leader.id }, crashedAt));
    await page.play(1050);
    expect(figures().leaderlessMs).toBeCloseTo(before + 50, 3);
  });

  it('don’t count a leader that is cut off from the majority', async () => {
    await page.play(1000);
    const others = page.state.frame.nodes.map(({ id }) => id).filter((id) => id !== page.leader.id);
    page.take(await page.engine.command({ type: 'partition', groups: [[page.leader.id], others] }, 1000));
    const before = figures();
    await page.play(2000);
    expect(figures().leaders).toBe(before.leaders + 1);
    expect(figures().leaderlessMs).toBeGreaterThan(before.leaderlessMs);
  });

  it('are those of the moment that is shown', async () => {
    await page.play(600);
    const then = figures();
    await page.play(1500);
    expect(figures()).not.toEqual(then);
    page.take(page.engine.seekTime(600));
    expect(figures()).toEqual(then);
  });
});
