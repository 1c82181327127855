import { describe, expect, it } from 'vitest';
import { entriesOf, frameOf, nodeFrame } from '../../../session/selectors/testFrame.ts';
import { progressOf } from '../../../session/selectors/whyTestCluster.ts';
import { confirmations, grouped, logInMemory, logOnDisk, nodeTitle, until } from './words.ts';

describe('the inspector’s words', () => {
  it('part a log at what is durable', () => {
    const node = nodeFrame('S1', { snapshotIndex: 12, entries: entriesOf([1, 2, 2], 12), durableIndex: 14 });
    expect([logOnDisk(node), logInMemory(node)]).toEqual(['≤12, 13–14', '15']);
    const fresh = nodeFrame('S1', { entries: entriesOf([1, 1]), durableIndex: 0 });
    expect([logOnDisk(fresh), logInMemory(fresh)]).toEqual(['none', '1–2']);
    const settled = nodeFrame('S1', { snapshotIndex: 12 });
    expect([logOnDisk(settled), logInMemory(settled)]).toEqual(['≤12', 'none']);
  });

  it('name a node by its role in the cluster, not by its own belief alone', () => {
    const old = nodeFrame('S3', { role: 'leader', currentTerm: 2 });
    const frame = frameOf([old, nodeFrame('S5', { role: 'leader', currentTerm: 4 })]);
    expect(nodeTitle(old, frame)).toBe('S3, old leader of term 2');
    expect(nodeTitle({ ...old, status: 'paused' }, frame)).toBe('S3, paused old leader of term 2');
    expect(nodeTitle({ ...old, status: 'down', role: 'follower' }, frame)).toBe('S3, crashed in term 2');
    expect(nodeTitle(nodeFrame('S1', { role: 'candidate', currentTerm: 5 }), frame)).toBe('S1, candidate for term 5');
  });

  it('count down to a moment', () => {
    expect([until(142.2, 100), until(100, 100), until(20_100, 100)]).toEqual(['in 43 ms', 'now', 'in 20.0 s']);
  });
});

it('counts who has confirmed a read, in each half', () => {
  const known = { ...progressOf(1, 0), ackedRound: 7 };
  const config = { voters: ['S1', 'S4'], votersOutgoing: ['S1', 'S2', 'S3'], learners: [] };
  const leader = nodeFrame('S1', { role: 'leader', config, progress: { S2: known, S3: { ...known, ackedRound: 6 }, S4: { ...known, ackedRound: 6 } } });
  expect(confirmations(leader, 7)).toBe('2 of 2 and 1 of 2');
  expect(confirmations(leader, 8)).toBe('1 of 2 and 1 of 2');
  expect(grouped(1234567)).toBe('1,234,567');
});
