import { describe, expect, it } from 'vitest';
import { note } from '../../raft/notes.ts';
import type { Configuration } from '../../raft/types.ts';
import type { RequestRecord, TraceEvent } from '../../trace/event.ts';
import { frameOf, nodeFrame, votersOf } from '../selectors/testFrame.ts';
import { changeOf, deedsOf, successorsOf } from './deeds.ts';
import { clusterConfig, halvesOf, membershipIn, nextNodeName } from './membership.ts';
import { planOf, seatsOf, targetOf } from './plan.ts';
import { refusalOf } from './refusal.ts';

const joint: Configuration = { voters: ['S1', 'S4'], votersOutgoing: ['S1', 'S2', 'S3'], learners: ['S5'] };
const ids = ['S1', 'S2', 'S3', 'S4'];
const members = ids.map((id) => nodeFrame(id, id === 'S1' ? { role: 'leader', currentTerm: 2 } : {}));
const frame = frameOf(members);

describe('membership', () => {
  it('tells both halves of a joint configuration apart', () => {
    const of = (id: string) => membershipIn(joint, id);
    expect(['S1', 'S2', 'S4', 'S5', 'S6'].map(of)).toEqual(['voter', 'leaving', 'joining', 'learner', 'outside']);
    expect(membershipIn(votersOf(3), 'S4')).toBe('outside');
  });

  it('asks the newest leader, and without one the node with the latest configuration', () => {
    const late = nodeFrame('S2', { config: joint, configIndex: 7, commitIndex: 6 });
    expect(clusterConfig(frameOf([nodeFrame('S1'), late]))).toEqual({ config: joint, index: 7, committed: false });
    const leader = nodeFrame('S1', { role: 'leader', configIndex: 4, commitIndex: 4 });
    expect(clusterConfig(frameOf([leader, late]))).toMatchObject({ index: 4, committed: true });
    expect(clusterConfig(frameOf([nodeFrame('S1'), { ...late, status: 'down' }])).index).toBe(0);
  });

  it('needs a majority of each half', () => {
    expect(halvesOf(joint).map(({ majority }) => majority)).toEqual([2, 2]);
    expect(halvesOf(votersOf(4)).map(({ majority }) => majority)).toEqual([3]);
  });

  it('names the next node, past names that are taken', () => {
    expect(nextNodeName(frame.nodes)).toBe('S5');
    expect(nextNodeName([{ id: 'a' }, { id: 'S3' }])).toBe('S4');
  });
});

describe('what a change will do', () => {
  const plan = (voters: string[], learners: string[] = [], option: 'joint' | 'single' = 'joint') =>
    planOf(votersOf(3), { voters, learners }, option, 'S1');

  it('is joint when votes are won or lost, with both majorities and who catches up', () => {
    const { kind, sentence, steps } = plan(['S1', 'S4', 'S5']);
    expect(kind).toBe('joint');
    expect(sentence).toContain('S4 and S5 catch up first');
    expect(steps.map((step) => step.map(({ voters, majority }) => `${majority} of ${voters.join(' ')}`))).toEqual([
      ['2 of S1 S2 S3', '2 of S1 S4 S5'],
      ['2 of S1 S4 S5'],
    ]);
  });

  it('says that a leader without a place steps down', () => {
    expect(plan(['S2', 'S3']).sentence).toContain('S1 leads and has no place in it');
    expect(plan(['S1', 'S3']).sentence).not.toContain('steps down');
  });

  it('is one entry for one voter where joint consensus is off, and refused for two', () => {
    expect(plan(['S1', 'S2', 'S3', 'S4'], [], 'single').kind).toBe('single');
    expect(plan(['S1', 'S4'], [], 'single')).toMatchObject({ kind: 'refused' });
    expect(plan([]).kind).toBe('refused');
  });

  it('leaves the majorities alone when only learners change', () => {
    expect(plan(['S1', 'S2', 'S3'], ['S4']).kind).toBe('learners');
    expect(plan(['S1', 'S2', 'S3']).kind).toBe('none');
  });

  it('names whole lists, in cluster order', () => {
    const seats = { ...seatsOf(ids, votersOf(3)), S1: 'out', S4: 'learner' } as const;
    expect(targetOf(ids, seats)).toEqual({ voters: ['S2', 'S3'], learners: ['S4'] });
  });
});

describe('what can be done to a node', () => {
  const deed = (id: string, what: string, of = frame) =>
    deedsOf(of, of.nodes.find((node) => node.id === id) ?? nodeFrame(id)).find((each) => each.id === what);

  it('goes through the leader, with everybody else where they were', () => {
    expect(deed('S4', 'voter')?.command).toEqual({ type: 'change', via: 'S1', voters: ids, learners: [] });
    expect(deed('S2', 'remove')?.command).toMatchObject({ voters: ['S1', 'S3'] });
    expect(deed('S2', 'learner')?.command).toMatchObject({ voters: ['S1', 'S3'], learners: ['S2'] });
    expect(deed('S2', 'voter')).toMatchObject({ command: null, reason: 'it is a voter' });
  });

  it('needs a leader', () => {
    const none = frameOf(ids.map((id) => nodeFrame(id)));
    expect(changeOf(none, 'S4', 'voter')).toBe('nobody leads now');
    expect(deed('S2', 'transfer', none)?.reason).toBe('nobody leads now');
  });

  it('hands over to voters only, the one that is furthest first', () => {
    expect(deed('S2', 'transfer')?.command).toEqual({ type: 'transfer', from: 'S1', to: 'S2' });
    expect(deed('S4', 'transfer')?.reason).toBe('it has no vote');
    expect(deed('S1', 'transfer')).toBeUndefined();
    expect(successorsOf(frame, members[0] ?? nodeFrame('S1')).map(({ to }) => to)).toEqual(['S2', 'S3']);
  });

  it('compacts only what is applied and not compacted', () => {
    const of = (is: object) => deed('S1', 'snapshot', frameOf([nodeFrame('S1', is)]));
    expect(of({ lastApplied: 4, snapshotIndex: 2 })?.command).toEqual({ type: 'compact', node: 'S1', upTo: null });
    expect(of({ lastApplied: 4, snapshotIndex: 4 })?.reason).toBe('nothing new is applied');
    expect(of({ lastApplied: 4, status: 'paused' })?.reason).toBe('it is paused');
  });
});

describe('a refusal', () => {
  const request = { id: 3, op: 'change', to: 'S1', voters: [], learners: [], submittedAt: 5, status: 'refused', result: null, reason: 'one at a time', leader: 'S1', resolvedAt: 5 } as RequestRecord;
  const event = { id: 1, time: 5, notes: [note('requestRefused', 'oneChangeAtATime', { request: 3, op: 'change', leader: 'S1', role: 'leader', reason: 'x' })] } as unknown as TraceEvent;

  it('says the reason, and the section of the rule that decided', () => {
    expect(refusalOf(request, [event]).text).toBe('S1 refuses (P6, T4.1): one at a time.');
    expect(refusalOf({ ...request, id: 4 }, [event]).text).toBe('S1 refuses: one at a time.');
  });
});
