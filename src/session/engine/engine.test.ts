import { present } from '../../base/assert.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from './engine.ts';
import { openScenario, scenarioText } from './scenarioRun.ts';
import { TestPage } from './testPage.ts';

let page: TestPage;

beforeEach(async () => {
  page = new TestPage();
  await page.open();
});

const set = (key: string, value: string) =>
  ({ type: 'propose', to: page.leader.id, command: { set: [key, value] } }) as const;

async function propose(key: string, value: string): Promise<void> {
  page.take(await page.engine.command(set(key, value), page.state.frame.time));
}

describe('playing', () => {
  it('shows the start, then a leader, and every event in between without a gap', async () => {
    expect(page.state.frame).toMatchObject({ time: 0, eventCount: 0 });
    await page.play(1000);
    expect(page.state.frame.time).toBe(1000);
    expect(page.leader.currentTerm).toBeGreaterThan(0);
    expect(page.ids).toEqual(page.ids.map((_, i) => i + 1));
    expect(page.ids.at(-1)).toBe(page.state.frame.eventCount);
  });

  it('keeps an unchanged node the same object', async () => {
    await page.play(400);
    const before = page.state.frame.nodes;
    await page.play(400);
    expect(page.state.frame.nodes).toEqual(before);
    page.state.frame.nodes.forEach((node, i) => {
      expect(node).toBe(before[i]);
    });
  });

  it('begins shortly before the first event when asked to', async () => {
    page.take(await page.engine.open(page.state.setup, null, [], null, 6));
    const { time, nextEventAt } = page.state.frame;
    expect((nextEventAt ?? 0) - time).toBeCloseTo(6, 6);
  });

  it('goes one event on, or to the next event of a node', async () => {
    page.take(await page.engine.step(null));
    expect(page.state.frame.eventCount).toBe(1);
    page.take(await page.engine.step('S3'));
    expect(page.state.events.at(-1)?.node).toBe('S3');
  });

  it('says so when nothing will happen any more', async () => {
    for (const node of ['S1', 'S2', 'S3']) {
      page.take(await page.engine.command({ type: 'crash', node }, 0));
    }
    await expect(page.engine.step(null)).rejects.toThrow(Refusal);
  });
});

describe('going back', () => {
  it('shows at every event exactly what was shown there live', async () => {
    const live: string[] = [];
    for (let i = 0; i < 60; i += 1) {
      page.take(await page.engine.step(null));
      live.push(JSON.stringify(page.state.frame.nodes) + JSON.stringify(page.state.frame.inFlight));
    }
    for (const event of [59, 12, 60, 1, 30, 31]) {
      page.take(page.engine.seekEvent(event));
      const { nodes, inFlight, eventCount } = page.state.frame;
      expect(eventCount).toBe(event);
      expect(JSON.stringify(nodes) + JSON.stringify(inFlight)).toBe(live[event - 1]);
    }
  });

  it('shows a time between two events, and the known future after it', async () => {
    await page.play(2000);
    const { eventCount } = page.state.frame;
    page.take(page.engine.seekTime(700));
    expect(page.state.frame.time).toBe(700);
    expect(page.state.frame.endTime).toBe(2000);
    expect(page.state.frame.endEvents).toBe(eventCount);
    expect(page.ids.at(-1)).toBe(eventCount);
  });

  it('plays on from the past as it did before', async () => {
    await page.play(3000);
    await propose('x', '1');
    await page.play(5000);
    const then = structuredClone(page.state);
    page.take(page.engine.seekTime(1500));
    await page.play(5000);
    expect(page.state.frame).toEqual(then.frame);
    expect(page.state.events).toEqual(then.events);
  });

  it('finds any moment of a long run, and the same one each time', async () => {
    await page.play(60_000);
    page.take(page.engine.seekTime(31_000));
    const first = structuredClone(page.state.frame.nodes);
    page.take(page.engine.seekTime(59_000));
    page.take(page.engine.seekTime(10));
    page.take(page.engine.seekTime(31_000));
    expect(page.state.frame.nodes).toEqual(first);
    const { eventCount } = page.state.frame;
    expect(page.ids[0]).toBeLessThan(eventCount);
    expect(page.ids.at(-1)).toBeGreaterThan(eventCount);
    expect(page.ids).toEqual(page.ids.map((_, i) => (page.ids[0] ?? 0) + i));
  });
});

describe('acting in the past', () => {
  it('starts a branch, keeps the old future, and goes back to it', async () => {
    await page.play(2000);
    const old = structuredClone(page.state);
    page.take(page.engine.seekTime(1000));
    const { left } = page.take(await page.engine.command({ type: 'crash', node: page.leader.id }, 1000));
    expect(left?.branch).toBe(0);
    expect(page.state.frame.branches).toHaveLength(2);
    expect(page.ids.at(-1)).toBe(page.state.frame.eventCount);
    await page.play(2000);
    expect(page.state.frame.nodes).not.toEqual(old.frame.nodes);
    const { workers, inline } = page.engine.verify();
    expect(workers).toBe(inline);
    page.take(page.engine.switchBranch(0));
    expect(page.state.frame.time).toBe(2000);
    expect(page.state.frame.nodes).toEqual(old.frame.nodes);
    expect(page.state.events).toEqual(old.events);
  });

  it('comes right after the event that is shown, before what else happens in the same instant', async () => {
    await page.play(1000);
    const writes = page.state.events.findIndex(
      ({ persist, time }, i) => persist.length > 0 && page.state.events[i + 1]?.kind === 'disk' && page.state.events[i + 1]?.time === time,
    );
    const { id, time, node } = present(page.state.events[writes], 'an event whose write is done at once');
    page.take(page.engine.seekEvent(id));
    page.take(await page.engine.command({ type: 'crash', node: present(node, 'its node') }, time));
    expect(page.state.events.find((event) => event.id === id + 1)).toMatchObject({ kind: 'command', time, command: { type: 'crash' } });
    const { workers, inline } = page.engine.verify();
    expect(workers).toBe(inline);
  });

  it('is no branch at the end of the run, even after looking around', async () => {
    await page.play(1000);
    page.take(page.engine.seekTime(200));
    page.take(page.engine.seekTime(1000));
    page.take(await page.engine.command({ type: 'heal', links: null }, 1000));
    expect(page.state.frame.branches).toHaveLength(1);
  });

  it('is refused with a sentence when it can’t be, and changes nothing', async () => {
    await page.play(2000);
    page.take(page.engine.seekTime(1000));
    await expect(page.engine.command({ type: 'restart', node: 'S1' }, 1000)).rejects.toThrow('S1 is not down.');
    await page.play(2000);
    expect(page.state.frame.branches).toHaveLength(1);
  });
});

describe('what a run is', () => {
  it('is replayed on one thread to the same trace', async () => {
    await page.play(1000);
    await propose('x', '1');
    await page.play(1500);
    page.take(await page.engine.command({ type: 'crash', node: page.leader.id }, 1500));
    await page.play(4000);
    const { workers, inline, events } = page.engine.verify();
    expect(workers).toBe(inline);
    expect(events).toBe(page.state.frame.eventCount);
  });

  it('can be exported and opened again', async () => {
    await page.play(1000);
    await propose('<b>x</b>', '1');
    await page.play(1700);
    const text = scenarioText(page.engine);
    const { nodes, eventCount, time } = page.state.frame;
    const again = new TestPage();
    again.take(await openScenario(again.engine, text));
    expect(again.state.frame.eventCount).toBe(0);
    again.take(again.engine.seekTime(Infinity));
    expect(again.state.frame).toMatchObject({ eventCount, time });
    expect(again.state.frame.nodes).toEqual(nodes);
  });

  it('stays as it is when a broken scenario is opened', async () => {
    await page.play(1000);
    await expect(openScenario(page.engine, '{"version": 1, "cluster": {"nodes": []}}')).rejects.toThrow(/cluster\.nodes/);
    await expect(openScenario(page.engine, '{')).rejects.toThrow(Refusal);
    await page.play(1100);
    expect(page.state.frame.time).toBe(1100);
  });
});
