/** Scenario steps about snapshots, members, reads, sessions and hand-overs, as the contract words them. */
import { describe, expect, it } from 'vitest';
import { decodeScenario } from '../scenarios/decode.ts';
import { runScenario, type ScenarioOutcome } from '../scenarios/runner.ts';
import { createInlineWorld } from '../session/inlineWorld.ts';
import type { Note } from '../raft/notes.ts';
import type { NodeDocument, OptionsDocument, StepDocument } from '../trace/scenario.ts';

interface Head {
  readonly nodes?: readonly (string | NodeDocument)[];
  readonly voters?: readonly string[];
  readonly learners?: readonly string[];
  readonly options?: OptionsDocument;
  readonly bugs?: readonly (string | number)[];
}

/** The outcome of `steps` in manual mode, on three fresh nodes unless `head` says otherwise, and every note of the run. */
function play(steps: readonly StepDocument[], head: Head = {}): ScenarioOutcome & { readonly notes: readonly Note[] } {
  const { nodes = ['S1', 'S2', 'S3'], ...cluster } = head;
  const scenario = decodeScenario(JSON.stringify({ version: 1, cluster: { nodes, ...cluster }, network: { mode: 'manual' }, steps }));
  const notes: Note[] = [];
  const world = createInlineWorld(scenario.setup, { thorough: true, listener: (event) => notes.push(...event.notes) });
  return { ...runScenario(scenario, world), notes };
}

const elect: StepDocument[] = [{ campaign: 'S1' }, { settle: true }];
const set = (key: string, value: string, to = 'S1'): StepDocument => ({ propose: { to, set: [key, value] } });
const settle: StepDocument = { settle: true };
const last = ({ state }: ScenarioOutcome) => state.requests.at(-1);
const node = ({ state }: ScenarioOutcome, id: string) => state.nodes[id];

describe('read', () => {
  it.each(['readIndex', 'lease', 'log', 'local'] as const)('%s answers with the value', (mode) => {
    const outcome = play([...elect, set('x', '7'), settle, { read: { to: 'S1', key: 'x', mode } }, settle]);
    expect(last(outcome)).toEqual({ op: 'read', to: 'S1', status: 'ok', result: '7', reason: null });
    expect(outcome.ok).toBe(true);
  });

  it('answers null for a key that is absent, and a list for a list', () => {
    const list: StepDocument[] = ['a', 'b'].map((value) => ({ propose: { to: 'S1', append: ['list', value] } }));
    expect(last(play([...elect, { read: { to: 'S1', key: 'x' } }, settle]))).toMatchObject({ status: 'ok', result: null });
    expect(last(play([...elect, ...list, { read: { to: 'S1', key: 'list' } }, settle]))).toMatchObject({ result: ['a', 'b'] });
  });

  it('is ReadIndex unless it says otherwise, and waits for a majority', () => {
    const asked = play([...elect, { read: { to: 'S1', key: 'x' } }]);
    expect(last(asked)?.status).toBe('pending');
    expect(asked.notes.some(({ what, values }) => what === 'readStarted' && values.mode === 'readIndex')).toBe(true);
    const alone = play([...elect, { partition: [['S1']] }, { read: { to: 'S1', key: 'x' } }, settle]);
    expect(last(alone)?.status).toBe('pending');
  });

  it.each(['readIndex', 'lease', 'log'] as const)('%s is refused when its node stops leading, or crashes', (mode) => {
    const cutOff: StepDocument[] = [...elect, { partition: [['S1'], ['S2', 'S3']] }, { read: { to: 'S1', key: 'x', mode } }];
    const deposed = play([...cutOff, { campaign: 'S2' }, settle, { heal: true }, settle]);
    expect(last(deposed)).toMatchObject({ status: 'refused', reason: 'S1 stopped leading before the read was confirmed' });
    expect(last(play([...cutOff, { crash: 'S1' }]))).toMatchObject({ status: 'refused' });
  });
});

describe('what is refused', () => {
  const learner: Head = { nodes: ['S1', 'S2', 'S3', 'S4'], voters: ['S1', 'S2', 'S3'], learners: ['S4'] };
  it.each<[what: string, steps: StepDocument[], rule: string, reason: RegExp]>([
    ['a configuration with no voter', [{ change: { via: 'S1', voters: [], learners: ['S2'] } }], 'needsVoter', /at least one voter/],
    ['somebody who votes and learns', [{ change: { via: 'S1', voters: ['S1', 'S2'], learners: ['S2'] } }], 'needsVoter', /S2 is named twice/],
    ['a change while one is pending', [{ change: { via: 'S1', voters: ['S1', 'S2'] } }, { change: { via: 'S1', voters: ['S1'] } }], 'oneChangeAtATime', /another change under way/],
    ['a change by a follower', [{ change: { via: 'S2', voters: ['S2'] } }], 'onlyLeaderAccepts', /^S2 is not the leader; ask S1$/],
    ['a transfer to a learner', [{ transfer: { from: 'S1', to: 'S4' } }], 'transfersLeadership', /S4 is a learner/],
    ['a transfer to oneself', [{ transfer: { from: 'S1', to: 'S1' } }], 'transfersLeadership', /S1 leads already/],
    ['a transfer by a follower', [{ transfer: { from: 'S2', to: 'S3' } }], 'onlyLeaderAccepts', /^S2 is not the leader/],
    ['a proposal during a transfer', [{ crash: 'S3' }, { transfer: { from: 'S1', to: 'S3' } }, set('x', '1')], 'transfersLeadership', /handing over leadership to S3/],
    ['a change during a transfer', [{ crash: 'S3' }, { transfer: { from: 'S1', to: 'S3' } }, { change: { via: 'S1', voters: ['S1'] } }], 'transfersLeadership', /handing over/],
    ['a read from a follower', [{ read: { to: 'S3', key: 'x' } }], 'onlyLeaderAccepts', /^S3 is not the leader; ask S1$/],
  ])('%s', (_what, steps, rule, reason) => {
    const outcome = play([...elect, ...steps], learner);
    expect(last(outcome)).toMatchObject({ status: 'refused', result: null });
    expect(last(outcome)?.reason).toMatch(reason);
    expect(outcome.notes.filter(({ what }) => what === 'requestRefused').map((note) => note.rule)).toEqual([rule]);
    // Never half done: the log is what it is without the last step.
    const before = play([...elect, ...steps.slice(0, -1)], learner);
    expect([outcome.state.nodes, outcome.state.inFlight]).toEqual([before.state.nodes, before.state.inFlight]);
  });

  it('a session that has expired', () => {
    const by = (client: string): StepDocument => ({ propose: { to: 'S1', append: ['l', client], client, seq: 1 } });
    const outcome = play([...elect, by('Ann'), by('Ben'), settle, by('Ann'), settle], { options: { maxSessions: 1 } });
    expect(last(outcome)).toMatchObject({ status: 'refused', result: null });
    expect(last(outcome)?.reason).toMatch(/^the session of Ann has expired/);
    expect(node(outcome, 'S3')?.state).toEqual({ l: ['Ann', 'Ben'] });
    expect(node(outcome, 'S3')?.sessions).toEqual({ Ann: { seq: 1, result: null, expired: true }, Ben: { seq: 1, result: 2, expired: false } });
  });

  it.each([
    ['beyond what is committed', 3, /has applied entries up to 2 only/],
    ['where there is a snapshot already', 1, /reaches 1 already/],
  ])('a snapshot %s', (_what, upTo, reason) => {
    const steps: StepDocument[] = [...elect, set('x', '1'), settle, { partition: [['S1']] }, set('x', '2'), { compact: { node: 'S1', upTo: 1 } }];
    const outcome = play([...steps, { compact: { node: 'S1', upTo } }]);
    expect(outcome.state.refusals).toMatchObject([{ step: 8, reason: expect.stringMatching(reason) as string }]);
    expect(outcome.state.nodes).toEqual(play(steps).state.nodes);
    expect([outcome.ok, outcome.run.commands.length]).toEqual([true, play(steps).run.commands.length]);
  });

  it('is in the state that an expect sees', () => {
    const refused: StepDocument[] = [{ crash: 'S1' }, { crash: 'S1' }];
    const reason = 'S1 is down already.';
    expect(play([...refused, { expect: { refusals: [{ step: 2, reason }] } }]).ok).toBe(true);
    expect(play([...refused, { expect: { refusals: [] } }]).reports).toMatchObject([{ kind: 'idle' }, { kind: 'mismatch', step: 3 }]);
  });
});

describe('advance, in manual mode', () => {
  it('reaches check-quorum', () => {
    const options = { checkQuorum: true };
    expect(node(play([...elect, { advance: 149 }], { options }), 'S1')?.role).toBe('leader');
    expect(node(play([...elect, { advance: 150 }], { options }), 'S1')?.role).toBe('follower');
    expect(node(play([...elect, { advance: 150, node: 'S2' }], { options }), 'S1')?.role).toBe('leader');
    expect(node(play([...elect, { advance: 100 }, settle, { advance: 100 }], { options }), 'S1')?.role).toBe('leader');
    expect(node(play([...elect, { advance: 5000 }]), 'S1')?.role).toBe('leader');
  });

  it('reaches a leader that was paused when it goes on', () => {
    const paused: StepDocument[] = [...elect, { pause: 'S1' }, { advance: 150 }];
    const options = { checkQuorum: true };
    expect(node(play(paused, { options }), 'S1')?.role).toBe('leader');
    expect(node(play([...paused, { resume: 'S1' }], { options }), 'S1')?.role).toBe('follower');
  });

  it('reaches the end of a transfer', () => {
    const steps: StepDocument[] = [...elect, { crash: 'S3' }, { transfer: { from: 'S1', to: 'S3' } }];
    expect(last(play([...steps, { advance: 149 }]))?.status).toBe('pending');
    expect(last(play([...steps, { advance: 150 }]))).toMatchObject({ status: 'refused', reason: expect.stringMatching(/within 150 ms/) as string });
  });

  it('reaches the end of a catch-up', () => {
    const head: Head = { nodes: ['S1', 'S2', 'S3', { id: 'S4', up: false }], voters: ['S1', 'S2', 'S3'] };
    const steps: StepDocument[] = [...elect, { change: { via: 'S1', voters: ['S1', 'S2', 'S3', 'S4'] } }, settle];
    expect(last(play([...steps, { advance: 299 }], head))?.status).toBe('pending');
    const outcome = play([...steps, { advance: 300 }], head);
    expect(last(outcome)).toMatchObject({ op: 'change', status: 'refused' });
    expect(node(outcome, 'S1')).toMatchObject({ logTerms: [1], config: { voters: ['S1', 'S2', 'S3'] } });
  });

  it('ends a lease', () => {
    const by = (ms: number): StepDocument[] => [...elect, { advance: ms }, { read: { to: 'S1', key: 'x', mode: 'lease' } }];
    const options = { checkQuorum: true, clockDriftBound: 0.5 };
    expect(last(play(by(99), { options }))?.status).toBe('ok');
    expect(last(play(by(100), { options }))?.status).toBe('pending');
  });

  it('ends the silence in which votes are ignored', () => {
    const by = (ms: number): StepDocument[] => [...elect, { crash: 'S1' }, { advance: ms }, { campaign: 'S2' }, settle];
    expect(node(play(by(149), { options: { checkQuorum: true } }), 'S2')?.role).toBe('candidate');
    expect(node(play(by(150), { options: { checkQuorum: true } }), 'S2')?.role).toBe('leader');
    expect(node(play(by(150), { options: { preVote: true } }), 'S2')?.role).toBe('leader');
  });
});

describe('campaign with PreVote', () => {
  it('changes no term and no vote until a majority would vote', () => {
    const options = { preVote: true };
    const asking = play([{ campaign: 'S1' }, { deliver: {} }], { options });
    expect(node(asking, 'S1')).toMatchObject({ role: 'preCandidate', term: 0, votedFor: null, votesGranted: ['S1'] });
    expect(asking.state.inFlight.map(({ type }) => type)).toEqual(['PreVoteReply', 'PreVoteReply']);
    expect(node(play([...elect], { options }), 'S1')).toMatchObject({ role: 'leader', term: 1 });
    const alone = play([{ partition: [['S1']] }, { campaign: 'S1' }, settle, { campaign: 'S1' }, settle], { options });
    expect(node(alone, 'S1')).toMatchObject({ role: 'preCandidate', term: 0, votedFor: null });
  });

  it('can be told apart by filters', () => {
    const options = { preVote: true };
    const outcome = play([{ campaign: 'S1' }, { deliver: { type: 'PreVote', to: 'S2' } }, { drop: { type: 'PreVote' } }, { deliver: { type: 'PreVoteReply' } }], { options });
    expect(outcome.state.inFlight).toMatchObject([{ type: 'RequestVote', to: 'S2', term: 1 }, { type: 'RequestVote', to: 'S3' }]);
    const moved: StepDocument[] = [...elect, { advance: 150 }, { transfer: { from: 'S1', to: 'S3' } }];
    expect(play([...moved, { drop: { type: 'TimeoutNow' } }, settle]).state.nodes['S1']?.role).toBe('leader');
  });
});

describe('change', () => {
  const five: Head = { nodes: ['S1', 'S2', 'S3', 'S4', 'S5'], voters: ['S1', 'S2', 'S3'] };

  it('is ok once the final configuration is committed, which follows the joint one by itself', () => {
    const steps: StepDocument[] = [...elect, { change: { via: 'S1', voters: ['S1', 'S4', 'S5'], learners: ['S2'] } }];
    const outcome = play([...steps, settle], five);
    expect(last(outcome)).toEqual({ op: 'change', to: 'S1', status: 'ok', result: null, reason: null });
    const config = { voters: ['S1', 'S4', 'S5'], votersOutgoing: [], learners: ['S2'] };
    expect(node(outcome, 'S5')).toMatchObject({ commitIndex: 3, config, role: 'follower' });
    expect(node(outcome, 'S2')).toMatchObject({ commitIndex: 3, config, role: 'learner' });
    expect(node(outcome, 'S3')).toMatchObject({ role: 'follower' });
    const joint = { ...config, votersOutgoing: ['S1', 'S2', 'S3'] };
    expect(node(outcome, 'S4')?.log.map(({ command }) => command)).toEqual([null, { config: joint }, { config }]);
    expect(outcome.ok).toBe(true);
  });

  it('takes one entry where it is one voter at a time, or where learners only are changed', () => {
    const single = play([...elect, { change: { via: 'S1', voters: ['S1', 'S2'] } }, settle], { options: { membership: 'single' } });
    expect([last(single)?.status, node(single, 'S1')?.commitIndex]).toEqual(['ok', 2]);
    const learners = play([...elect, { change: { via: 'S1', voters: ['S1', 'S2', 'S3'], learners: ['S4'] } }, settle], five);
    expect([last(learners)?.status, node(learners, 'S1')?.commitIndex, node(learners, 'S4')?.role]).toEqual(['ok', 2, 'learner']);
  });

  it('is unknown when its leader crashes first', () => {
    expect(last(play([...elect, { change: { via: 'S1', voters: ['S1', 'S2'] } }, { crash: 'S1' }]))?.status).toBe('unknown');
  });

  it('is in force on a crashed node as its disk has it', () => {
    const changed: StepDocument[] = [...elect, { change: { via: 'S1', voters: ['S1', 'S2'] } }, settle];
    const config = { voters: ['S1', 'S2'], votersOutgoing: [], learners: [] };
    expect(node(play([...changed, { crash: 'S2' }]), 'S2')).toMatchObject({ up: false, role: 'follower', config });
    const compacted = play([...changed, { compact: { node: 'S2' } }, { crash: 'S2' }]);
    expect(node(compacted, 'S2')).toMatchObject({ log: [], firstIndex: 4, snapshotIndex: 3, snapshotTerm: 1, commitIndex: 3, config });
    expect(node(play([...changed, { compact: { node: 'S2' } }, { crash: 'S2' }, { restart: 'S2' }]), 'S2')?.config).toEqual(config);
  });

  it('takes effect from a prepared log', () => {
    const log = [1, { term: 1, config: { voters: ['S1', 'S2'], learners: ['S3'] } }];
    const outcome = play([...elect], { nodes: [{ id: 'S1', log }, { id: 'S2', log }, { id: 'S3', log, up: false }] });
    expect(node(outcome, 'S1')).toMatchObject({ role: 'leader', config: { voters: ['S1', 'S2'] }, commitIndex: 3 });
    expect(node(outcome, 'S3')?.config).toEqual({ voters: ['S1', 'S2'], votersOutgoing: [], learners: ['S3'] });
    expect(outcome.ok).toBe(true);
  });
});

describe('addNode', () => {
  it('starts a node in nobody’s configuration, which a change can bring in', () => {
    const added = play([...elect, { addNode: 'S4' }, { campaign: 'S4' }, settle]);
    expect(node(added, 'S4')).toMatchObject({ up: true, role: 'follower', term: 0, logTerms: [], config: { voters: ['S1', 'S2', 'S3'] } });
    const joined = play([...elect, { addNode: 'S4' }, { change: { via: 'S1', voters: ['S1', 'S2', 'S3', 'S4'] } }, settle, { campaign: 'S4' }, settle]);
    expect(node(joined, 'S4')).toMatchObject({ role: 'leader', term: 2 });
    expect(joined.ok).toBe(true);
  });
});

describe('snapshots', () => {
  it('arrive in pieces within one settle', () => {
    const outcome = play(
      [...elect, { partition: [['S1', 'S2'], ['S3']] }, set('x', 'v'.repeat(500)), settle, { compact: { node: 'S1', upTo: 2 } }, { heal: true }, settle],
      { options: { snapshotChunkBytes: 10 } },
    );
    expect(node(outcome, 'S3')).toMatchObject({ firstIndex: 3, snapshotIndex: 2, snapshotTerm: 1, commitIndex: 2, durableIndex: 2, state: { x: 'v'.repeat(500) } });
    expect(outcome.state.inFlight).toEqual([]);
  });

  it('are taken by themselves, and an expect compares what is left of the log', () => {
    const outcome = play([...elect, set('x', '1'), settle, set('x', '2'), settle, { expect: { nodes: { S2: { log: [1], logTerms: [1], firstIndex: 3, snapshotIndex: 2 } } } }], {
      options: { snapshotThreshold: 2 },
    });
    expect(outcome.reports).toEqual([]);
  });

  it('compact through what is applied where no index is given', () => {
    const outcome = play([...elect, set('x', '1'), settle, { compact: { node: 'S3' } }]);
    expect(node(outcome, 'S3')).toMatchObject({ snapshotIndex: 2, log: [], state: { x: '1' } });
  });
});

describe('transfer', () => {
  it('is ok once the target leads', () => {
    const outcome = play([...elect, set('x', '1'), { transfer: { from: 'S1', to: 'S3' } }, { quiesce: true }]);
    expect(last(outcome)).toEqual({ op: 'transfer', to: 'S1', status: 'ok', result: null, reason: null });
    expect(node(outcome, 'S3')).toMatchObject({ role: 'leader', term: 2 });
  });
});

describe('sessions', () => {
  it('stand beside the command in the log, and make it take effect once', () => {
    const once: StepDocument = { propose: { to: 'S1', append: ['l', 'v'], client: 'Ann', seq: 1 } };
    const outcome = play([...elect, once, once, settle, once, settle]);
    expect(outcome.state.requests.map(({ status, result }) => [status, result])).toEqual([['ok', 1], ['ok', 1], ['ok', 1]]);
    expect(node(outcome, 'S2')?.state).toEqual({ l: ['v'] });
    expect(node(outcome, 'S2')?.log[1]?.command).toEqual({ append: ['l', 'v'], client: 'Ann', seq: 1 });
    expect(outcome.state.linearizable).toBe(true);
  });
});

describe('bugs', () => {
  it('change the rules of every node, and the checkers see it', () => {
    const split: StepDocument[] = [{ partition: [['S1', 'S2'], ['S3', 'S4']] }, { campaign: 'S1' }, { campaign: 'S3' }, settle];
    const nodes = ['S1', 'S2', 'S3', 'S4'];
    const buggy = play(split, { nodes, bugs: ['half-is-enough'] });
    expect(buggy.state.violations).toContainEqual(expect.objectContaining({ property: 'Election Safety' }));
    expect(buggy.ok).toBe(false);
    expect(play(split, { nodes }).ok).toBe(true);
  });
});
