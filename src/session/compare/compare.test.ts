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
    // Around the election several events share an instant: known future first, then from the start.
    session.seekTime(160);
    await settled();
    for (let i = 0; i < 20; i += 1) {
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

  it('is the same when both go on event by event from the start', async () => {
    await session.compare({});
    for (let i = 0; i < 25; i += 1) {
      session.stepForward();
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

  /** Steps until a message of this type is under way in the first cluster. */
  async function untilSent(type: string): Promise<number> {
    const found = () => a().frame.inFlight.find(({ message }) => message.type === type);
    for (let i = 0; i < 100 && found() === undefined; i += 1) {
      session.stepForward();
      await settled();
    }
    return found()?.id ?? 0;
  }

  describe('that waits longer for a leader', () => {
    const patient = { options: { electionTimeoutMs: [2000, 2100] } } as const;

    it('has no use for a message that it never sent, and says so', async () => {
      await session.compare(patient);
      session.command({ type: 'drop', message: await untilSent('RequestVote') });
      await settled();
      expect(a().comparison?.refused.map(({ index, command, reason }) => [index, command.type, reason])).toEqual([
        [0, 'drop', expect.stringMatching(/^No RequestVote of term 1 is on its way from S\d to S\d\.$/)],
      ]);
      expect(a().notices.at(-1)?.text).toMatch(/^Only A did it: /);
    });

    it('stops in the middle of an instant where the first does, though it has had fewer commands', async () => {
      await session.compare(patient);
      session.command({ type: 'drop', message: await untilSent('RequestVote') });
      await settled();
      const before = b().frame.figures.elections;
      session.command({ type: 'campaign', node: 'S3' });
      await settled();
      session.stepBack();
      await settled();
      expect(a().frame.moment.events).toBe(0);
      expect(b().frame.moment.events).toBe(0);
      expect(b().frame.figures.elections).toBe(before + 1);
      // Its vote for itself is not on its disk yet, and now never will be.
      session.command({ type: 'crash', node: 'S3' });
      await settled();
      expect(a().frame.branches).toHaveLength(2);
      expect(b().frame.nodes[2]).toMatchObject({ status: 'down', diskTerm: 0 });
      expect(a().comparison?.refused.map(({ index }) => index)).toEqual([0]);
    });

    it('lets go of its future with the first, even when the command that began the branch is of no use to it', async () => {
      await session.compare(patient);
      const vote = await untilSent('RequestVote');
      const { eventCount } = a().frame;
      await playTo(400);
      session.command({ type: 'crash', node: 'S3' });
      await settled();
      session.seekEvent(eventCount);
      await settled();
      session.command({ type: 'drop', message: vote });
      await settled();
      expect(a().comparison?.refused).toHaveLength(1);
      await playTo(600);
      expect(a().frame.nodes[2]?.status).toBe('up');
      expect(b().frame.nodes[2]?.status).toBe('up');
    });

    it('is made again from the first run’s commands to the same', async () => {
      await session.compare(patient);
      session.command({ type: 'drop', message: await untilSent('RequestVote') });
      await settled();
      session.command({ type: 'campaign', node: 'S2' });
      await playTo(500);
      session.command({ type: 'crash', node: 'S2' });
      await playTo(900);
      const live = a().comparison?.refused;
      const shown = picture(b());
      await session.compare(patient);
      expect(a().comparison?.refused).toEqual(live);
      expect(live).toHaveLength(1);
      expect(picture(b())).toEqual(shown);
    });
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

  it('goes on playing when the page played', async () => {
    session.play();
    await session.compare({});
    expect(a().playing && b().playing).toBe(true);
    await session.compare({ options: { preVote: true } });
    expect(a().playing).toBe(true);
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
