/** The timeline says of real runs what the nodes themselves say, whole or from a window in the middle. */
import { describe, expect, it } from 'vitest';
import { bootInline, runOne } from '../../hosts/inline/drive.ts';
import { InlineHost } from '../../hosts/inline/inlineHost.ts';
import type { Role, Term } from '../../raft/types.ts';
import { Simulation } from '../../simulation/simulation.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { defaultNetwork, freshCluster, type RunSetup } from '../../trace/run.ts';
import type { NodeFrame } from '../frame.ts';
import { frameOf, nodeFrame, votersOf } from './testFrame.ts';
import type { Timeline } from './timeline.ts';
import { TimelineBuilder } from './timelineBuilder.ts';

type Seen = readonly { readonly status: string; readonly role: Role; readonly term: Term }[];

const SIZE = 5;
const setup = (seed: number): RunSetup => ({
  seed, cluster: freshCluster(SIZE), network: { ...defaultNetwork, loss: 0.05, duplicate: 0.02 }, disk: { fsyncMs: [0, 12] },
});

/** Twelve seconds with a fault every 120 ms; what every node was after every event. */
function wildRun(seed: number): { events: TraceEvent[]; seen: Seen[] } {
  const simulation = Simulation.create(setup(seed));
  const host = new InlineHost();
  const events: TraceEvent[] = [];
  const seen: Seen[] = [];
  simulation.onEvent((event, observed) => {
    events.push(event);
    seen.push(observed.map(({ status, node, disk }) => ({
      status, role: node?.role ?? 'follower', term: node?.currentTerm ?? disk.currentTerm,
    })));
  });
  bootInline(simulation, host);
  for (let turn = 0; turn < 100; turn += 1) {
    while (runOne(simulation, host, turn * 120));
    const command = fault(turn * 7 + seed);
    if (simulation.whyNot(command) === null) simulation.command(command);
  }
  return { events, seen };
}

function fault(n: number): RunCommand {
  const node = `S${1 + (n % SIZE)}`;
  const kinds: readonly RunCommand[] = [
    { type: 'crash', node }, { type: 'restart', node }, { type: 'pause', node }, { type: 'resume', node },
    { type: 'restart', node }, { type: 'resume', node }, { type: 'campaign', node },
    { type: 'propose', to: node, command: { set: ['x', `${n}`] } },
    { type: 'partition', groups: [['S1', 'S2'], ['S3', 'S4', 'S5']] }, { type: 'heal', links: null },
  ];
  return kinds[Math.floor(n / SIZE) % kinds.length] ?? { type: 'heal', links: null };
}

function framesOf(seen: Seen): NodeFrame[] {
  return seen.map(({ status, role, term }, i) =>
    nodeFrame(`S${i + 1}`, { status: status as NodeFrame['status'], role, currentTerm: term, config: votersOf(SIZE) }),
  );
}

/** What the timeline's last segments say; null for a node that is down. */
function now(timeline: Timeline): unknown[] {
  return timeline.segments.map((segments) => {
    const last = segments.at(-1);
    return last === undefined || last.to !== null ? null : { status: last.paused ? 'paused' : 'up', role: last.role, term: last.term };
  });
}

const expected = (seen: Seen): unknown[] => seen.map((node) => (node.status === 'down' ? null : node));

describe.each([1, 2, 3])('run %i', (seed) => {
  const { events, seen } = wildRun(seed);
  const run = setup(seed);

  it('is told event by event as the nodes have it', () => {
    expect(new Set(seen.flat().map(({ status }) => status)).size).toBe(3);
    const builder = new TimelineBuilder();
    for (let count = 1; count <= events.length; count += 7) {
      const frame = frameOf(framesOf(seen[count - 1] ?? []), { eventCount: count });
      const timeline = builder.update({ events: events.slice(0, count), frame, setup: run });
      expect(now(timeline)).toEqual(expected(seen[count - 1] ?? []));
    }
  });

  it('is told from the middle as it is from the start', () => {
    let told = 0;
    for (const [first, cursor] of [[300, 301], [300, 900], [1200, 1700], [2000, 2001]] as const) {
      const window = events.slice(first);
      const frame = frameOf(framesOf(seen[cursor - 1] ?? []), { eventCount: cursor });
      const timeline = new TimelineBuilder().update({ events: window, frame, setup: run });
      const before = seen[first - 1] ?? [];
      timeline.segments.forEach((segments, lane) => {
        const start = segments.find(({ from }) => from === timeline.start);
        const was = before[lane];
        if (was === undefined || start === undefined || start.role === null) return;
        // A candidate that campaigns again leaves no trace of having been one.
        const role = was.role === 'candidate' ? expect.stringMatching(/candidate|follower/) : was.role;
        expect(start).toMatchObject({ role, term: was.term, paused: was.status === 'paused' });
        told += 1;
      });
    }
    expect(told).toBeGreaterThan(7);
  });
});
