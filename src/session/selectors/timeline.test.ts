import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { NodeId, Term } from '../../raft/types.ts';
import type { RunCommand } from '../../trace/command.ts';
import type { TraceEvent } from '../../trace/event.ts';
import { defaultDisk, defaultNetwork, freshCluster, freshNode, type ClusterSetup } from '../../trace/run.ts';
import { appendEntries, appendEntriesReply, envelopeOf, noOps, requestVote, traceEvent } from '../../trace/testEvent.ts';
import { TimelineBuilder } from './timelineBuilder.ts';
import { causePath } from './timelineCauses.ts';
import { frameOf, nodeFrame, votersOf } from './testFrame.ts';
import type { Timeline, TimelineSource } from './timeline.ts';

/** Numbers the events from `first` on. */
function list(events: readonly Partial<TraceEvent>[], first = 1): TraceEvent[] {
  return events.map((event, i) => traceEvent({ id: first + i, ...event }));
}

function source(events: readonly TraceEvent[], is: Partial<TimelineSource> = {}, cluster: ClusterSetup = freshCluster(5)): TimelineSource {
  const nodes = cluster.nodes.map(({ id, up, term }) =>
    nodeFrame(id, { status: up ? 'up' : 'down', currentTerm: term, config: votersOf(3) }),
  );
  const last = events.at(-1);
  return {
    events,
    frame: frameOf(nodes, { eventCount: last?.id ?? 0, time: last?.time ?? 0, endEvents: last?.id ?? 0 }),
    setup: { seed: 1, cluster, network: defaultNetwork, disk: defaultDisk },
    ...is,
  };
}

const timelineOf = (events: readonly TraceEvent[]): Timeline => new TimelineBuilder().update(source(events));

const campaign = (node: NodeId, term: Term, time: number): Partial<TraceEvent> => ({
  kind: 'timer', node, time, notes: [note('electionStarted', 'startElection', { term, timeoutMs: 200 })],
});
const wins = (node: NodeId, term: Term, time: number): Partial<TraceEvent> => ({
  node, time, notes: [note('becameLeader', 'quorumSize', { term, votes: 2, needed: 2 })],
});
const follows = (node: NodeId, term: Term, time: number, was: Term = term - 1): Partial<TraceEvent> => ({
  node, time, notes: [note('steppedDown', 'stepsDown', { from: 'follower', currentTerm: was, messageTerm: term })],
});
const does = (command: RunCommand, time: number, is: Partial<TraceEvent> = {}): Partial<TraceEvent> => ({
  kind: 'command', time, command, node: 'node' in command ? command.node : null, ...is,
});
const persists = (currentTerm: Term) => [
  { id: 1, hardState: { currentTerm, votedFor: null }, truncateFrom: null, snapshot: null, append: [] },
];

/** A lane as `role term from–to`, old leaders with the moment they became old. */
function lane(timeline: Timeline, at: number): string[] {
  return (timeline.segments[at] ?? []).map(({ role, term, from, to, oldFrom, paused }) =>
    [role, term, `${from}–${to ?? ''}`, oldFrom === null ? '' : `old ${oldFrom}`, paused ? 'paused' : ''].filter((word) => word !== '').join(' '),
  );
}

describe('lanes', () => {
  it('follow roles and terms', () => {
    const timeline = timelineOf(list([campaign('S1', 1, 100), follows('S2', 1, 110), wins('S1', 1, 120)]));
    expect(lane(timeline, 0)).toEqual(['follower 0 0–100', 'candidate 1 100–120', 'leader 1 120–']);
    expect(lane(timeline, 1)).toEqual(['follower 0 0–110', 'follower 1 110–']);
    expect(lane(timeline, 2)).toEqual(['follower 0 0–']);
    expect(timeline.elections).toMatchObject([{ lane: 0, at: 100, term: 1 }]);
    expect(timeline.terms).toEqual([{ at: 0, term: 0 }, { at: 100, term: 1 }]);
  });

  it('show who asks before it campaigns, and a leader that heard no majority', () => {
    const asks = { kind: 'timer', node: 'S1', time: 100, notes: [note('preVoteStarted', 'preVote', { term: 0, proposedTerm: 1, timeoutMs: 200 })] } as const;
    const won = { ...campaign('S1', 1, 110), kind: 'deliver' } as const;
    const alone = { kind: 'timer', node: 'S1', time: 300, notes: [note('quorumLost', 'checkQuorum', { term: 1, heard: 1, needed: 2, timeoutMs: 150 })] } as const;
    const timeline = timelineOf(list([asks, won, wins('S1', 1, 120), alone]));
    expect(lane(timeline, 0)).toEqual(['follower 0 0–100', 'preCandidate 0 100–110', 'candidate 1 110–120', 'leader 1 120–300', 'follower 1 300–']);
    expect(timeline.milestones).toEqual([{ kind: 'preVote', index: null, lane: 0, at: 100, term: 0, event: 1 }]);
  });

  it('carry snapshots and configurations as marks', () => {
    const config = (votersOutgoing: string[]) => ({ voters: ['S1', 'S2'], votersOutgoing, learners: [] });
    const notes = [
      note('snapshotTaken', 'mayCompact', { from: 0, to: 12, term: 1, bytes: 84 }),
      note('configInForce', 'configTakesEffect', { index: 13, config: config(['S1', 'S2', 'S3']), before: config([]) }),
      note('configInForce', 'configTakesEffect', { index: 14, config: config([]), before: config(['S1', 'S2', 'S3']) }),
    ];
    const timeline = timelineOf(list([campaign('S2', 1, 50), { node: 'S2', time: 100, notes }]));
    expect(timeline.milestones.map(({ kind, index, lane, term }) => [kind, index, lane, term])).toEqual([
      ['snapshot', 12, 1, 1],
      ['joint', 13, 1, 1],
      ['config', 14, 1, 1],
    ]);
  });

  it('mark a leader as old from the moment a higher term exists anywhere', () => {
    const timeline = timelineOf(list([campaign('S1', 1, 100), wins('S1', 1, 120), campaign('S3', 2, 300)]));
    expect(lane(timeline, 0).at(-1)).toBe('leader 1 120– old 300');
  });

  it('mark a leader that wins after the next term has begun as old at once', () => {
    const timeline = timelineOf(list([campaign('S1', 1, 100), campaign('S2', 2, 110), wins('S1', 1, 120)]));
    expect(lane(timeline, 0).at(-1)).toBe('leader 1 120– old 120');
  });

  it('have a gap while a node is down, and come back with the term on the disk', () => {
    const timeline = timelineOf(list([
      { ...campaign('S1', 1, 100), persist: persists(1) },
      { kind: 'disk', node: 'S1', time: 100 },
      { ...campaign('S1', 2, 250), persist: persists(2) },
      does({ type: 'crash', node: 'S1' }, 251),
      does({ type: 'restart', node: 'S1' }, 400),
    ]));
    expect(lane(timeline, 0)).toEqual(['follower 0 0–100', 'candidate 1 100–250', 'candidate 2 250–251', 'follower 1 400–']);
    expect(timeline.status.map(({ kind, at }) => [kind, at])).toEqual([['crash', 251], ['restart', 400]]);
  });

  it('end where a node threw, and not where a command was refused', () => {
    const timeline = timelineOf(list([
      does({ type: 'crash', node: 'S1' }, 5, { node: null, error: 'S1 is down already' }),
      { node: 'S2', time: 10, error: 'assertion failed' },
    ]));
    expect(lane(timeline, 0)).toEqual(['follower 0 0–']);
    expect(lane(timeline, 1)).toEqual(['follower 0 0–10']);
    expect(timeline.status).toMatchObject([{ kind: 'stopped', lane: 1, at: 10 }]);
    expect(timeline.flags.map(({ label }) => label)).toEqual(['crash S1 (refused)']);
  });

  it('are faint while a node is paused', () => {
    const timeline = timelineOf(list([
      campaign('S1', 1, 100), does({ type: 'pause', node: 'S1' }, 101), does({ type: 'resume', node: 'S1' }, 200),
    ]));
    expect(lane(timeline, 0)).toEqual(['follower 0 0–100', 'candidate 1 100–101', 'candidate 1 101–200 paused', 'candidate 1 200–']);
  });

  it('take a write that a paused node hears of again for the one it was', () => {
    const timeline = timelineOf(list([
      { ...campaign('S1', 1, 100), persist: persists(1) },
      does({ type: 'pause', node: 'S1' }, 101),
      { kind: 'disk', node: 'S1', time: 102 },
      does({ type: 'resume', node: 'S1' }, 200),
      { ...campaign('S1', 2, 200), persist: persists(2) },
      { kind: 'disk', node: 'S1', time: 200 },
      does({ type: 'crash', node: 'S1' }, 201),
      does({ type: 'restart', node: 'S1' }, 202),
    ]));
    expect(lane(timeline, 0).at(-1)).toBe('follower 1 202–');
  });

  it('begin as the setup prepares the nodes', () => {
    const cluster = { ...freshCluster(3), nodes: [freshNode('S1'), { ...freshNode('S2'), up: false }, { ...freshNode('S3'), term: 4 }], learners: ['S3'] };
    const timeline = new TimelineBuilder().update(source([], {}, cluster));
    expect([0, 1, 2].map((at) => lane(timeline, at))).toEqual([['follower 0 0–'], [], ['learner 4 0–']]);
  });
});

describe('a window that begins in mid-run', () => {
  it('takes the state before it from what its events tell', () => {
    const events = list([
      { ...follows('S1', 6, 5000, 5), notes: [note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 5, messageTerm: 6 })] },
      does({ type: 'restart', node: 'S2' }, 5010),
      campaign('S3', 6, 5020),
    ], 901);
    const timeline = new TimelineBuilder().update(source(events));
    expect(lane(timeline, 0)).toEqual(['follower 6 5000–']);
    expect(timeline.segments[1]).toMatchObject([{ from: 5010, role: 'follower' }]);
    expect(lane(timeline, 2)).toEqual(['follower 5 5000–5020', 'candidate 6 5020–']);
    expect(timeline.start).toBe(5000);
  });

  it('knows the leader before its fall', () => {
    const quiet = { node: 'S2', time: 4990 };
    const falls = { node: 'S1', time: 5000, notes: [note('steppedDown', 'stepsDown', { from: 'leader', currentTerm: 5, messageTerm: 6 })] };
    const timeline = new TimelineBuilder().update(source(list([quiet, falls], 901)));
    expect(lane(timeline, 0)[0]).toBe('leader 5 4990–5000');
  });

  it('takes the frame for nodes that do not change up to the cursor', () => {
    const events = list([{ node: 'S2', time: 5000 }, { ...campaign('S1', 9, 5100) }], 901);
    const nodes = [nodeFrame('S1', { role: 'leader', currentTerm: 8 }), nodeFrame('S2', { status: 'paused', currentTerm: 8 }), nodeFrame('S3', { status: 'down', currentTerm: 3 })];
    const timeline = new TimelineBuilder().update(source(events, { frame: frameOf(nodes, { eventCount: 901 }) }));
    expect(lane(timeline, 0)[0]).toBe('leader 8 5000–5100');
    expect(lane(timeline, 1)).toEqual(['follower 8 5000– paused']);
    expect(lane(timeline, 2)).toEqual([]);
  });

  it('leaves the role of a process unknown when it ended before anything told', () => {
    const events = list([{ node: 'S2', time: 5000 }, does({ type: 'crash', node: 'S1' }, 5100)], 901);
    expect(new TimelineBuilder().update(source(events)).segments[0]?.[0]).toMatchObject({ role: null, from: 5000, to: 5100 });
  });
});

describe('messages', () => {
  const sends = { kind: 'timer' as const, node: 'S3', time: 0 };

  it('run from sending to arrival, and say what they are', () => {
    const heartbeat = envelopeOf(appendEntries());
    const entries = envelopeOf(appendEntries({ entries: noOps(1, 2, 2) }), { id: 2 });
    const answer = envelopeOf(appendEntriesReply({ success: true }), { id: 3, sentBy: 2, sentAt: 10, deliverAt: 20 });
    const timeline = timelineOf(list([{ ...sends, sent: [heartbeat, entries] }, { time: 10, message: heartbeat, sent: [answer] }]));
    expect(timeline.messages.map(({ sort, from, to, end, fromLane, toLane }) => [sort, from, to, end, fromLane, toLane])).toEqual([
      ['heartbeat', 0, 10, 'delivered', 2, 1],
      ['entries', 0, 10, 'flying', 2, 1],
      ['heartbeatAck', 10, 20, 'flying', 1, 2],
    ]);
  });

  it('are lost on the way, on arrival, or by hand', () => {
    const cut = envelopeOf(requestVote(), { lost: 'cut' });
    const arrives = envelopeOf(requestVote(), { id: 2 });
    const dropped = envelopeOf(requestVote(), { id: 3, deliverAt: 40 });
    const timeline = timelineOf(list([
      { ...sends, sent: [cut, arrives, dropped] },
      { kind: 'lost', time: 10, message: arrives, node: 'S2' },
      does({ type: 'drop', message: 3 }, 10, { message: dropped, removed: [3] }),
    ]));
    expect(timeline.messages).toMatchObject([
      { end: 'lost', endEvent: 1 }, { end: 'lostOnArrival', endEvent: 2 }, { end: 'dropped', share: 0.25, endEvent: 3 },
    ]);
  });

  it('may be delayed, held, and handed over by hand', () => {
    const first = envelopeOf(requestVote());
    const held = { ...first, deliverAt: null };
    const events = list([
      { ...sends, sent: [first] },
      does({ type: 'delay', message: 1, byMs: 30 }, 5, { message: first, removed: [1], sent: [{ ...first, deliverAt: 40 }] }),
      does({ type: 'hold', message: 1 }, 6, { message: first, removed: [1], sent: [held] }),
      { kind: 'inbox', time: 50, message: first },
      { kind: 'deliver', time: 90, message: first },
    ]);
    const at = (count: number) => timelineOf(events.slice(0, count)).messages.map(({ to, end }) => [to, end]);
    expect([at(2), at(3), at(4), at(5)]).toEqual([[[40, 'flying']], [[null, 'waiting']], [[50, 'inbox']], [[50, 'delivered']]]);
  });

  it('sent before the window are known from their arrival', () => {
    const timeline = timelineOf(list([{ time: 5000, message: envelopeOf(requestVote(), { sentAt: 4990, sentBy: 880 }) }], 901));
    expect(timeline.messages).toMatchObject([{ from: 4990, to: 5000, end: 'delivered', sentBy: 880 }]);
  });
});

describe('marks', () => {
  const commits = (node: NodeId, from: number, to: number, copies: number | null, time: number): Partial<TraceEvent> => ({
    node, time,
    notes: [note('commitAdvanced', 'mayCommit', { from, to, copies, needed: 2, leaderCommit: null, proven: null })],
  });

  it('show what a leader commits, not what followers hear of it', () => {
    const timeline = timelineOf(list([campaign('S1', 3, 0), wins('S1', 3, 1), commits('S1', 15, 18, 2, 2), commits('S2', 15, 18, null, 3)]));
    expect(timeline.commits).toEqual([{ lane: 0, at: 2, term: 3, from: 15, to: 18, event: 3 }]);
  });

  it('leave out what a client asks that acts by itself', () => {
    const asks = { type: 'propose', to: 'S1', command: { set: ['x', '1'] } } as const;
    const timeline = timelineOf(list([{ kind: 'client', node: null }, does(asks, 5, { cause: 1 }), does(asks, 6)]));
    expect(timeline.flags.map(({ event }) => event)).toEqual([3]);
  });

  it('are flags with what somebody did', () => {
    const set = { set: ['x', '9'] as const };
    const timeline = timelineOf(list([
      does({ type: 'partition', groups: [['S3'], ['S1', 'S2']] }, 0),
      campaign('S1', 1, 1), wins('S1', 1, 2),
      does({ type: 'propose', to: 'S1', command: set }, 3, { node: 'S1' }),
      does({ type: 'propose', to: 'S3', command: set }, 4, { node: 'S3' }),
      does({ type: 'drop', message: 1 }, 5, { message: envelopeOf(requestVote()), removed: [1] }),
    ]));
    expect(timeline.flags.map(({ label, at }) => [label, at])).toEqual([
      ['partition S3 | S1 S2', 0], ['set x=9', 3], ['set x=9 at S3', 4], ['drop S5→S2', 5],
    ]);
  });

  it('show a command to a paused node once, when it was given', () => {
    const propose = (time: number) => does({ type: 'propose', to: 'S1', command: null }, time, { node: 'S1' });
    const timeline = timelineOf(list([
      does({ type: 'pause', node: 'S1' }, 1), propose(2), does({ type: 'resume', node: 'S1' }, 9), propose(9), propose(10),
    ]));
    expect(timeline.flags.filter(({ command }) => command.type === 'propose').map(({ at }) => at)).toEqual([2, 10]);
  });
});

describe('growing', () => {
  const all = list([campaign('S1', 1, 100), follows('S2', 1, 110), wins('S1', 1, 120), does({ type: 'crash', node: 'S1' }, 130)]);

  it('takes in only what is new, and gives the same as all at once', () => {
    const setup = source([]).setup;
    const builder = new TimelineBuilder();
    const early = builder.update(source(all.slice(0, 2), { setup }));
    const { revision } = early;
    const grown = builder.update(source(all, { setup }));
    expect(grown).toBe(early);
    expect(grown.revision).toBe(revision + 1);
    expect(grown.segments).toEqual(timelineOf(all).segments);
    expect(builder.update(source(all, { setup })).revision).toBe(revision + 1);
  });

  it('starts anew when the last event it knew is no more', () => {
    const setup = source([]).setup;
    const builder = new TimelineBuilder();
    const main = builder.update(source(all, { setup }));
    const branch = builder.update(source([...all.slice(0, 2), traceEvent({ id: 3, time: 111, node: 'S3' })], { setup }));
    expect(branch).not.toBe(main);
    expect(lane(branch, 0).at(-1)).toBe('candidate 1 100–');
  });

  it('forgets what the window has dropped', () => {
    const setup = source([]).setup;
    const builder = new TimelineBuilder();
    const many = list(Array.from({ length: 3000 }, (_, i) => campaign('S1', i + 1, i)));
    builder.update(source(many, { setup }));
    const more = [...many.slice(2000), traceEvent({ id: 3001, time: 3000 })];
    const timeline = builder.update(source(more, { setup }));
    expect(timeline.start).toBe(2000);
    expect(timeline.elections.length).toBe(1000);
    expect(timeline.segments[0]?.[0]?.to).toBe(2000);
  });
});

it('a manual run is laid out by events, as its time stands still', () => {
  const sent = envelopeOf(requestVote(), { deliverAt: null });
  const events = list([{ ...campaign('S1', 1, 0), sent: [sent] }, does({ type: 'deliver', message: 1 }, 0, { removed: [1], sent: [sent], message: sent }), { time: 0, message: sent }]);
  const manual = source(events);
  const timeline = new TimelineBuilder().update({ ...manual, setup: { ...manual.setup, network: { ...defaultNetwork, mode: 'manual' } } });
  expect(timeline.axis).toBe('events');
  expect(timeline.messages).toMatchObject([{ from: 1, to: 3, end: 'delivered' }]);
});

describe('causes', () => {
  const probe = envelopeOf(appendEntries({ from: 'S3', to: 'S2' }), { sentBy: 1 });
  const refusal = envelopeOf(appendEntriesReply(), { id: 2, sentBy: 3, sentAt: 12, deliverAt: 30 });
  const events = list([
    { kind: 'timer', node: 'S3', time: 0, sent: [probe] },
    { node: 'S2', time: 10, message: probe, cause: 1 },
    { kind: 'disk', node: 'S2', time: 12, cause: 2, sent: [refusal] },
  ]);
  const timeline = timelineOf(events);

  it('lead from the timer over the messages to the selected one and where it will arrive', () => {
    const { points, edges } = causePath(timeline, events, { kind: 'message', message: 2 });
    expect(edges.map(({ fromAt, fromLane, toAt, toLane, selected }) => [fromAt, fromLane, toAt, toLane, selected])).toEqual([
      [10, 1, 12, 1, false], [0, 2, 10, 1, false], [12, 1, 30, 2, true],
    ]);
    expect(points.map(({ at, lane: on, event }) => [at, on, event])).toEqual([[12, 1, 3], [10, 1, 2], [0, 2, 1], [30, 2, null]]);
  });

  it('of an event go one step on, to what it sent', () => {
    const { points, edges } = causePath(timeline, events, { kind: 'event', event: 1 });
    expect(edges.map(({ message }) => message)).toEqual([1]);
    expect(points.map(({ event, selected }) => [event, selected])).toEqual([[1, true], [2, false]]);
  });

  it('are none for a node, and for what the window no longer has', () => {
    expect(causePath(timeline, events, { kind: 'node', node: 'S1' }).edges).toEqual([]);
    expect(causePath(timeline, events, { kind: 'event', event: 99 }).points).toEqual([]);
  });
});
