import { beforeEach, describe, expect, it } from 'vitest';
import { createSessionWith } from './createSession.ts';
import { trio } from './engine/testPage.ts';
import { newestLeader } from './selectors/cluster.ts';
import type { Session } from './session.ts';
import { Bench, settled } from './testBench.ts';

let bench: Bench;
let session: Session;
const frame = () => session.store.getState().frame;

beforeEach(async () => {
  bench = new Bench();
  session = createSessionWith(bench);
  await session.newRun(trio);
});

describe('playing', () => {
  it('moves the clock by itself and asks the engine only when an event is due', async () => {
    session.setSpeed(1 / 20);
    session.play();
    await bench.frame();
    const asked = bench.calls.length;
    const begin = session.clock.now();
    await bench.frame(20);
    expect(session.clock.now()).toBeCloseTo(begin + 1, 6);
    expect(bench.calls.length).toBe(asked);
    for (let i = 0; i < 20; i += 1) await bench.frame(20);
    expect(frame().eventCount).toBeGreaterThan(0);
  });

  it('elects a leader, and as fast as it can, soon', async () => {
    session.setSpeed(Infinity);
    session.play();
    for (let i = 0; i < 20 && newestLeader(frame()) === null; i += 1) await bench.frame();
    expect(newestLeader(frame())).not.toBeNull();
  });

  it('stops when paused', async () => {
    session.play();
    await bench.frame();
    session.pause();
    const now = session.clock.now();
    await bench.frame(90);
    await bench.frame(90);
    expect(session.clock.now()).toBe(now);
  });

  it('keeps the speed within its bounds', () => {
    session.setSpeed(1e9);
    expect(session.store.getState().speed).toBe(100);
    session.setSpeed(0);
    expect(session.store.getState().speed).toBe(1 / 1000);
  });

  it('shows the events of a manual run one after the other, at a pace', async () => {
    const steps = [{ campaign: 'S1' }, { settle: true }];
    const document = { version: 1, cluster: { nodes: ['S1', 'S2', 'S3'] }, network: { mode: 'manual' }, steps };
    expect(await session.openScenario(JSON.stringify(document), 'manual.json')).toBe(true);
    expect(frame().eventCount).toBe(0);
    session.setSpeed(1);
    session.play();
    const seen: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      await bench.frame(16);
      seen.push(frame().eventCount);
    }
    expect(seen.at(-1)).toBeGreaterThan(3);
    expect(seen.every((count, i) => i === 0 || count - (seen[i - 1] ?? 0) <= 1)).toBe(true);
  });
});

describe('commands', () => {
  const elect = async (): Promise<void> => {
    session.setSpeed(Infinity);
    session.play();
    for (let i = 0; i < 40 && newestLeader(frame()) === null; i += 1) await bench.frame();
    session.pause();
    await settled();
  };

  it('crash the leader when there is one, and say so when there is none', async () => {
    session.crashLeader();
    expect(session.store.getState().notices.at(-1)?.text).toMatch(/Nobody leads/);
    await elect();
    const leader = newestLeader(frame())?.id;
    session.crashLeader();
    await settled();
    expect(frame().nodes.find(({ id }) => id === leader)?.status).toBe('down');
  });

  it('that can’t be carried out are refused in a sentence, and the run goes on', async () => {
    await elect();
    session.command({ type: 'restart', node: 'S1' });
    await settled();
    expect(session.store.getState().notices.at(-1)).toMatchObject({ tone: 'bad', text: 'S1 is not down.' });
    expect(session.store.getState().phase).toBe('ready');
  });

  it('in the past begin a branch, and Undo goes back to where it was left', async () => {
    await elect();
    const before = frame();
    session.seekEvent(2);
    await settled();
    session.command({ type: 'crash', node: 'S1' });
    await settled();
    expect(frame().branches).toHaveLength(2);
    const notice = session.store.getState().notices.at(-1);
    expect(notice?.action).toBe('Undo');
    session.noticeAction(notice?.id ?? 0);
    await settled();
    expect(frame().branch).toBe(0);
    expect(frame().eventCount).toBe(2);
    session.seekEnd();
    await settled();
    expect(frame().nodes).toEqual(before.nodes);
  });

  it('of many quick seeks only the newest wish is followed up', async () => {
    await elect();
    const asked = bench.calls.length;
    for (let i = 0; i < 30; i += 1) session.seekEvent(i % 5);
    session.seekEvent(3);
    await settled();
    expect(frame().eventCount).toBe(3);
    expect(bench.calls.length).toBeLessThan(asked + 5);
  });
});

describe('bad input and bad luck', () => {
  it('a broken document changes nothing and is named', async () => {
    const before = session.store.getState();
    expect(await session.openScenario('{"version": 2}', 'mine.json')).toBe(false);
    const { frame: after, notices } = session.store.getState();
    expect(after).toBe(before.frame);
    expect(notices.at(-1)?.text).toMatch(/^mine\.json: version: expected the version 1/);
  });

  it('what was exported opens to the same run', async () => {
    session.setSpeed(Infinity);
    session.play();
    for (let i = 0; i < 10; i += 1) await bench.frame();
    session.pause();
    await settled();
    const before = frame();
    const text = await session.exportScenario();
    expect(await session.openScenario(text, 'again.json')).toBe(true);
    session.seekEnd();
    await settled();
    expect(frame().nodes).toEqual(before.nodes);
  });

  it('an engine that dies is said, with its reason', async () => {
    const asked = session.newRun(trio);
    bench.die('the network worker could not be loaded');
    await asked;
    expect(session.store.getState()).toMatchObject({
      phase: 'failed',
      failure: 'the network worker could not be loaded',
    });
  });
});
