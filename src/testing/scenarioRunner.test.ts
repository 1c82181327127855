import { describe, expect, it } from 'vitest';
import { decodeScenario } from '../scenarios/decode.ts';
import { runScenario, type ScenarioOutcome } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import type { StepDocument } from '../trace/scenario.ts';

interface Head {
  readonly nodes?: readonly unknown[];
  readonly voters?: readonly string[];
  readonly learners?: readonly string[];
  readonly options?: object;
  readonly timed?: object;
  readonly disk?: object;
  readonly exact?: boolean;
}

/** Runs `steps` on three fresh nodes in manual mode, unless `head` says otherwise. */
function play(steps: readonly StepDocument[], head: Head = {}): ScenarioOutcome {
  const { nodes = ['S1', 'S2', 'S3'], voters, learners, options, timed, disk, exact } = head;
  const scenario = decodeScenario(
    JSON.stringify({
      version: 1,
      cluster: { nodes, voters, learners, options },
      network: timed ?? { mode: 'manual' },
      disk,
      exact,
      steps,
    }),
  );
  return runScenario(scenario, createInlineWorld(scenario.setup, { thorough: true }));
}

const elect: StepDocument[] = [{ campaign: 'S1' }, { settle: true }];
const roles = ({ state }: ScenarioOutcome) => Object.fromEntries(Object.entries(state.nodes).map(([id, { role }]) => [id, role]));
const inFlight = ({ state }: ScenarioOutcome) => state.inFlight.map(({ type, from, to }) => `${type} ${from}→${to}`);

describe('messages in manual mode', () => {
  it('wait until delivered; what they cause waits for a later step', () => {
    expect(inFlight(play([{ campaign: 'S1' }]))).toEqual(['RequestVote S1→S2', 'RequestVote S1→S3']);
    expect(inFlight(play([{ campaign: 'S1' }, { deliver: {} }]))).toEqual(['RequestVoteReply S2→S1', 'RequestVoteReply S3→S1']);
  });

  it('can be dropped and duplicated', () => {
    expect(inFlight(play([{ campaign: 'S1' }, { drop: { to: 'S2' } }]))).toEqual(['RequestVote S1→S3']);
    const twice = play([{ campaign: 'S1' }, { duplicate: { to: 'S2' } }]);
    expect(inFlight(twice)).toEqual(['RequestVote S1→S2', 'RequestVote S1→S3', 'RequestVote S1→S2']);
    expect(new Set(twice.state.inFlight.map(({ id }) => id)).size).toBe(3);
  });

  it('vanish in a cut link when they are sent, or when they are delivered, but not in between', () => {
    const cut = { cut: { from: 'S1', to: 'S2' } } as const;
    expect(inFlight(play([cut, { campaign: 'S1' }]))).toEqual(['RequestVote S1→S3']);
    expect(play([{ campaign: 'S1' }, cut, { deliver: {} }]).state.nodes['S2']?.votedFor).toBeNull();
    expect(play([{ campaign: 'S1' }, cut, { heal: true }, { deliver: {} }]).state.nodes['S2']?.votedFor).toBe('S1');
    expect(play([{ campaign: 'S1' }, { cut: { from: 'S2', to: 'S1' } }, { deliver: {} }]).state.nodes['S2']?.votedFor).toBe('S1');
  });

  it('are lost at a node that is down, and wait at one that is paused', () => {
    const down = play([{ campaign: 'S1' }, { crash: 'S2' }, { deliver: {} }, { restart: 'S2' }]);
    expect([inFlight(down), down.state.nodes['S2']?.votedFor]).toEqual([['RequestVoteReply S3→S1'], null]);
    const paused = play([{ campaign: 'S1' }, { pause: 'S2' }, { deliver: {} }]);
    expect(paused.state.nodes['S2']).toMatchObject({ up: true, votedFor: null });
    const resumed = play([{ campaign: 'S1' }, { pause: 'S2' }, { deliver: {} }, { resume: 'S2' }]);
    expect(resumed.state.nodes['S2']?.votedFor).toBe('S1');
  });
});

describe('campaign', () => {
  it('does nothing on a node that may not', () => {
    const quiet = (steps: StepDocument[], head: Head = {}) => {
      const before = play(steps.slice(0, -1), head).state;
      const { state, ok } = play(steps, head);
      return ok && JSON.stringify([before.nodes, before.inFlight]) === JSON.stringify([state.nodes, state.inFlight]);
    };
    expect(quiet([{ crash: 'S1' }, { campaign: 'S1' }])).toBe(true);
    expect(quiet([{ pause: 'S1' }, { campaign: 'S1' }])).toBe(true);
    expect(quiet([...elect, { campaign: 'S1' }])).toBe(true);
    expect(quiet([{ campaign: 'S3' }], { learners: ['S3'] })).toBe(true);
    expect(quiet([{ campaign: 'S3' }], { voters: ['S1', 'S2'] })).toBe(true);
    expect(quiet([{ campaign: 'S1' }])).toBe(false);
  });

  it('leaves a candidate that is refused by a majority a candidate', () => {
    const newer = { id: 'S2', log: [1, 2] };
    const outcome = play([{ campaign: 'S1' }, { settle: true }], { nodes: [{ id: 'S1', log: [1] }, newer, { ...newer, id: 'S3' }] });
    expect(roles(outcome)).toEqual({ S1: 'candidate', S2: 'follower', S3: 'follower' });
  });
});

describe('settle and quiesce', () => {
  const commits = ({ state }: ScenarioOutcome) => Object.values(state.nodes).map(({ commitIndex }) => commitIndex);

  it('quiesce leaves the followers without the commit index that nothing has carried yet', () => {
    expect(commits(play([{ campaign: 'S1' }, { quiesce: true }]))).toEqual([1, 0, 0]);
    expect(play([{ campaign: 'S1' }, { quiesce: true }]).state.inFlight).toEqual([]);
  });

  it('settle carries it with two heartbeat rounds of each leader', () => {
    const outcome = play(elect);
    expect(commits(outcome)).toEqual([1, 1, 1]);
    expect(outcome.run.commands.filter(({ command }) => command.type === 'heartbeat')).toHaveLength(2);
    const two = play([...elect, { partition: [['S1'], ['S2', 'S3']] }, { campaign: 'S2' }, { settle: true }]);
    expect(two.run.commands.flatMap(({ command }) => (command.type === 'heartbeat' ? [command.node] : []))).toEqual(['S1', 'S1', 'S1', 'S2', 'S1', 'S2']);
  });

  it('works in timed mode, waiting for disks and for nothing else', () => {
    const outcome = play(elect, { timed: { mode: 'timed', latencyMs: [1000, 1000] }, disk: { fsyncMs: [5, 5] } });
    expect(commits(outcome)).toEqual([1, 1, 1]);
    expect(outcome.state.inFlight).toEqual([]);
    expect(outcome.state.time).toBeLessThan(100);
    expect(play(elect, { timed: { latencyMs: [1000, 1000] } }).state.time).toBe(0);
  });

  it('does not wait for the disk of a paused node', () => {
    const steps: StepDocument[] = [...elect, { propose: { to: 'S1', set: ['x', '1'] } }, { pause: 'S1' }, { settle: true }];
    expect(play(steps, { timed: {}, disk: { fsyncMs: [5, 5] } }).reports).toEqual([]);
  });
});

describe('requests', () => {
  it('are told in order, with what became of them', () => {
    const outcome = play([
      ...elect,
      { propose: { to: 'S2', set: ['x', '0'] } },
      { propose: { to: 'S1', set: ['x', '1'] } },
      { settle: true },
      { propose: { to: 'S1', set: ['x', '2'] } },
      { crash: 'S1' },
      { propose: { to: 'S1', set: ['x', '3'] } },
    ]);
    expect(outcome.state.requests).toMatchObject([
      { op: 'propose', to: 'S2', status: 'refused', result: null },
      { op: 'propose', to: 'S1', status: 'ok', result: null, reason: null },
      { op: 'propose', to: 'S1', status: 'unknown' },
      { op: 'propose', to: 'S1', status: 'refused', reason: 'S1 is down' },
    ]);
  });
});

describe('the state', () => {
  it('shows a crashed node as on its disk', () => {
    const { state } = play([...elect, { propose: { to: 'S1', set: ['x', '1'] } }, { settle: true }, { crash: 'S1' }]);
    expect(state.nodes['S1']).toEqual({
      up: false, role: 'follower', term: 1, votedFor: 'S1', leader: null,
      log: [{ index: 1, term: 1, command: null }, { index: 2, term: 1, command: { set: ['x', '1'] } }],
      logTerms: [1, 1], firstIndex: 1, snapshotIndex: 0, snapshotTerm: 0,
      commitIndex: 0, lastApplied: 0, durableIndex: 2,
      config: { voters: ['S1', 'S2', 'S3'], votersOutgoing: [], learners: [] },
      state: {}, sessions: {}, votesGranted: [], nextIndex: {}, matchIndex: {},
    });
  });

  it('says who voted for a candidate and for a leader, and for nobody else', () => {
    const asked = play([{ campaign: 'S1' }]).state.nodes;
    expect([asked['S1']?.votesGranted, asked['S2']?.votesGranted]).toEqual([['S1'], []]);
    const elected = play([...elect]).state.nodes;
    expect([elected['S1']?.votesGranted, elected['S2']?.votesGranted]).toEqual([['S1', 'S2'], []]);
  });

  it('has nextIndex and matchIndex on a leader, for the others', () => {
    const { nodes } = play([...elect]).state;
    expect([nodes['S1']?.nextIndex, nodes['S1']?.matchIndex]).toEqual([{ S2: 2, S3: 2 }, { S2: 1, S3: 1 }]);
    expect([nodes['S2']?.nextIndex, nodes['S2']?.matchIndex]).toEqual([{}, {}]);
  });

  it('has learners, and followers outside the configuration', () => {
    const head = { nodes: ['S1', 'S2', 'S3', 'S4'], voters: ['S1', 'S2'], learners: ['S3'] };
    const outcome = play([...elect, { propose: { to: 'S1', set: ['x', '1'] } }, { settle: true }], head);
    expect(roles(outcome)).toEqual({ S1: 'leader', S2: 'follower', S3: 'learner', S4: 'follower' });
    expect(outcome.state.nodes['S3']?.state).toEqual({ x: '1' });
    expect(outcome.state.nodes['S4']?.logTerms).toEqual([]);
    expect(outcome.ok).toBe(true);
  });

  it('keeps keys that objects have anyway', () => {
    const { state } = play([...elect, { propose: { to: 'S1', set: ['__proto__', '7'] } }, { propose: { to: 'S1', set: ['constructor', '8'] } }, { settle: true }]);
    expect(JSON.stringify(state.nodes['S3']?.state)).toBe('{"__proto__":"7","constructor":"8"}');
  });

  it('takes prepared nodes as they are', () => {
    const nodes = [{ id: 'S1', term: 5, votedFor: 'S2', log: [1, { term: 3, set: ['x', '7'] }], commitIndex: 2 }, 'S2', { id: 'S3', up: false }];
    const { state, ok } = play([], { nodes });
    expect(ok).toBe(true);
    expect(state.nodes['S1']).toMatchObject({ term: 5, votedFor: 'S2', commitIndex: 2, lastApplied: 2, durableIndex: 2, state: { x: '7' } });
    expect(state.nodes['S3']?.up).toBe(false);
  });
});

describe('expect', () => {
  it('tells each difference with its step, and the run goes on', () => {
    const { reports, ok, state } = play([
      { expect: { nodes: { S1: { role: 'leader', term: 0 } } } },
      { campaign: 'S1' },
      { expect: { inFlight: [] } },
      { settle: true },
    ]);
    expect(ok).toBe(false);
    expect(reports).toMatchObject([
      { kind: 'mismatch', step: 1, differences: [{ path: 'nodes.S1.role', expected: '"leader"', got: '"follower"' }] },
      { kind: 'mismatch', step: 3, differences: [{ path: 'inFlight', expected: '[]' }] },
    ]);
    expect(state.nodes['S1']?.role).toBe('leader');
  });
});

describe('time', () => {
  it('stands still in manual mode, whatever the clocks do, and no timer fires', () => {
    const { state, ok } = play([{ advance: 5000 }, { advance: 5000, node: 'S1' }, { settle: true }]);
    expect([state.time, state.inFlight, ok]).toEqual([0, [], true]);
    expect(Object.values(state.nodes).map(({ term }) => term)).toEqual([0, 0, 0]);
  });

  it('runs on by exactly so much in timed mode', () => {
    expect(play([{ run: 100.25 }, { run: 0.5 }], { timed: {} }).state.time).toBe(100.75);
  });
});

describe('what is due', () => {
  const steps: StepDocument[] = [{ runEvents: 0 }, { campaign: 'S1' }, { crash: 'S1' }];

  it('happens before the next step', () => {
    expect(play(steps, { timed: {} }).state.nodes['S1']?.term).toBe(1);
  });

  it('waits in an exact document, so that a crash can come first', () => {
    expect(play(steps, { timed: {}, exact: true }).state.nodes['S1']?.term).toBe(0);
    expect(play([steps[1], { runEvents: 1 }, steps[2]] as StepDocument[], { timed: {}, exact: true }).state.nodes['S1']?.term).toBe(1);
  });
});

describe('a step that cannot be done', () => {
  it('ends the run and says why', () => {
    const { reports, ok } = play([{ runEvents: 3 }, { campaign: 'S1' }]);
    expect(ok).toBe(false);
    expect(reports).toEqual([{ kind: 'failed', step: 1, reason: 'finds only 0 of 3 events: nothing else is due' }]);
  });

  it('cannot jump over an event', () => {
    const { reports } = play([{ runEvents: 0, until: 5000 }], { timed: {} });
    expect(reports).toMatchObject([{ kind: 'failed', step: 1 }]);
  });

  it('that has nothing to do is told and does no harm', () => {
    const { reports, ok } = play([{ crash: 'S1' }, { crash: 'S1' }, { deliver: {} }]);
    expect(ok).toBe(true);
    expect(reports).toEqual([
      { kind: 'idle', step: 2, reason: 'S1 is down already.' },
      { kind: 'idle', step: 3, reason: 'No message in flight matches.' },
    ]);
  });
});
