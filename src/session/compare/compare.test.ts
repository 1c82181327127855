import { beforeEach, describe, expect, it } from 'vitest';
import { createSessionWith } from '../createSession.ts';
import { trio } from '../engine/testPage.ts';
import { newestLeader } from '../selectors/cluster.ts';
import type { Session } from '../session.ts';
import { Bench, settled } from '../testBench.ts';

let bench: Bench;
let session: Session;
const a = () => session.store.getState();
const b = () => {
  if (session.twin === null) throw new Error('nothing is compared');
  return session.twin.store.getState();
};
const leader = () => newestLeader(a().frame)?.id ?? 'nobody';

async function playTo(time: number): Promise<void> {
  session.setSpeed(1);
  session.play();
  for (let i = 0; i < 500 && session.clock.now() < time; i += 1) await bench.frame(20);
  session.pause();
  await settled();
}

beforeEach(async () => {
  bench = new Bench();
  session = createSessionWith(bench);
  await session.newRun(trio);
});

/** Everything that a viewer sees of a moment, without what an option alone changes. */
const picture = ({ frame, events }: ReturnType<typeof a>) => ({
  nodes: frame.nodes,
  inFlight: frame.inFlight,
  figures: frame.figures,
  moment: frame.moment,
  events: events.slice(0, frame.eventCount),
});

describe('a second cluster without a difference', () => {
  it('is the same, event by event, however the page moves through time', async () => {
    await playTo(400);
    expect(await session.compare({})).toBe(true);
    expect(picture(b())).toEqual(picture(a()));
    await playTo(900);
    expect(a().frame.endTime).toBeGreaterThan(800);
    expect(picture(b())).toEqual(picture(a()));
    for (let i = 0; i < 30; i += 1) {
      session.stepForward();
      await settled();
      expect(picture(b())).toEqual(picture(a()));
    }
    for (const time of [450, 120, 0, 333]) {
      session.seekTime(time);
      await settled();
      expect(b().frame.time).toBe(a().frame.time);
      expect(picture(b())).toEqual(picture(a()));
    }
    for (let i = 0; i < 12; i += 1) {
      session.stepBack();
      await settled();
      expect(picture(b())).toEqual(picture(a()));
    }
  });

  it('gets the commands that were given before, and those that are given', async () => {
    await playTo(400);
    session.command({ type: 'propose', to: leader(), command: { set: ['x', '1'] } });
    await playTo(500);
    await session.compare({});
    session.command({ type: 'propose', to: leader(), command: { set: ['y', '2'] } });
    await settled();
    await playTo(700);
    expect(b().frame.nodes.find(({ id }) => id === leader())?.dict.get('y')).toBe('2');
    expect(picture(b())).toEqual(picture(a()));
  });

  it('takes a branch with the first, and goes back with it', async () => {
    await playTo(900);
    await session.compare({});
    session.seekTime(500);
    await settled();
    session.command({ type: 'crash', node: leader() });
    await settled();
    expect(a().frame.branches).toHaveLength(2);
    expect(picture(b())).toEqual(picture(a()));
    session.switchBranch(0);
    await settled();
    expect(a().frame.time).toBeGreaterThan(800);
    expect(picture(b())).toEqual(picture(a()));
  });
});

describe('a second cluster with another option', () => {
  const noOp = { options: { noOpOnElection: false } } as const;

  it('keeps seed, nodes and network, and differs by its option and what follows from it', async () => {
    await session.compare(noOp);
    await playTo(800);
    expect(b().setup).toEqual({ ...a().setup, cluster: { ...a().setup.cluster, options: { ...a().setup.cluster.options, noOpOnElection: false } } });
    expect(b().frame.time).toBe(a().frame.time);
    expect(a().frame.nodes.every(({ commitIndex }) => commitIndex === 1)).toBe(true);
    expect(b().frame.nodes.every(({ commitIndex }) => commitIndex === 0)).toBe(true);
    expect(b().frame.nodes.every(({ entries }) => entries.length === 0)).toBe(true);
  });

  it('is a run of its own that makes the same trace by itself', async () => {
    await session.compare(noOp);
    await playTo(500);
    session.command({ type: 'propose', to: leader(), command: { set: ['x', '1'] } });
    await playTo(800);
    const { frame, events } = b();
    const text = await session.twin?.exportScenario();
    const alone = createSessionWith(new Bench());
    expect(await alone.openScenario(text ?? '', 'twin.json')).toBe(true);
    alone.seekEnd();
    await settled();
    expect(alone.store.getState().frame.nodes).toEqual(frame.nodes);
    expect(alone.store.getState().events).toEqual(events.slice(0, frame.eventCount));
  });

  it('says which command it has no use for, live and when its run is made again', async () => {
    await session.compare(noOp);
    await playTo(400);
    // Only the first cluster's leader sends entries: the no-op.
    session.seekTime(0);
    await settled();
    for (let i = 0; i < 200 && !a().frame.inFlight.some(isNoOp); i += 1) {
      session.stepForward();
      await settled();
    }
    const message = a().frame.inFlight.find(isNoOp);
    expect(message).toBeDefined();
    const before = b().frame.inFlight.length;
    session.command({ type: 'drop', message: message?.id ?? 0 });
    await settled();
    const dropped = b().frame.inFlight.length < before;
    expect(a().comparison?.refused.length).toBe(dropped ? 0 : 1);
  });

  it('goes on in the same instant after a command that only the first could do', async () => {
    await session.compare({ options: { electionTimeoutMs: [100, 120] } });
    await playTo(300);
    const first = leader();
    session.command({ type: 'crash', node: first });
    await settled();
    session.command({ type: 'restart', node: first });
    await settled();
    expect(a().comparison?.refused).toEqual([]);
    for (let i = 0; i < 50 && a().frame.inFlight.length === 0; i += 1) {
      session.stepForward();
      await settled();
    }
    const held = a().frame.inFlight[0];
    expect(held).toBeDefined();
    session.command({ type: 'hold', message: held?.id ?? 0 });
    await settled();
    await playTo(600);
    expect(b().frame.time).toBe(a().frame.time);
    const live = a().comparison?.refused;
    const shown = picture(b());
    // Made again from the first run's commands, it is the same.
    await session.compare({ options: { electionTimeoutMs: [100, 120] } });
    expect(a().comparison?.refused).toEqual(live);
    expect(picture(b())).toEqual(shown);
  });
});

describe('the page’s hands', () => {
  it('lets go of the selection in the other cluster', async () => {
    await session.compare({});
    session.select({ kind: 'node', node: 'S1' });
    session.twin?.select({ kind: 'node', node: 'S2' });
    expect(a().selection).toBeNull();
    session.select(null);
    expect(b().selection).toBeNull();
  });

  it('asks both, whichever is asked', async () => {
    await session.compare({});
    session.twin?.play();
    expect(a().playing && b().playing).toBe(true);
    session.twin?.pause();
    await settled();
    session.twin?.command({ type: 'crash', node: 'S2' });
    await settled();
    expect(a().frame.nodes[1]?.status).toBe('down');
    expect(b().frame.nodes[1]?.status).toBe('down');
  });

  it('does in neither what the first can’t do', async () => {
    await session.compare({});
    session.twin?.command({ type: 'restart', node: 'S2' });
    await settled();
    expect(a().frame.eventCount).toBe(0);
    expect(b().frame.eventCount).toBe(0);
    expect(a().notices.map(({ tone }) => tone)).toEqual(['bad']);
  });

  it('ends with another run, and its workers with it', async () => {
    await session.compare({});
    expect(a().comparison).not.toBeNull();
    await session.newRun(trio);
    expect(session.twin).toBeNull();
    expect(a().comparison).toBeNull();
    expect(bench.others.map(({ closed }) => closed)).toEqual([true]);
  });

  it('ends when the second engine dies, and the first goes on', async () => {
    await session.compare({});
    bench.others[0]?.die('out of memory');
    session.stepForward();
    await settled();
    expect(session.twin).toBeNull();
    expect(a().notices.map(({ text }) => text).join()).toContain('out of memory');
    expect(a().phase).toBe('ready');
    expect(a().frame.eventCount).toBe(1);
  });
});

function isNoOp({ message }: { message: { type: string; entries?: readonly unknown[] } }): boolean {
  return message.type === 'AppendEntries' && (message.entries?.length ?? 0) > 0;
}
