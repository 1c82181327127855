import { describe, expect, it } from 'vitest';
import { allVoters, hasQuorum, otherMembers, quorumIndex } from './quorum.ts';
import { paperRules } from './rules.ts';
import type { Configuration, NodeId } from './types.ts';

const ids = (count: number, from = 1): NodeId[] => Array.from({ length: count }, (_, i) => `S${from + i}`);
const simple = (voters: readonly NodeId[]): Configuration => ({ voters, votersOutgoing: [], learners: [] });
const yesOf = (yes: readonly NodeId[]): Record<NodeId, boolean> => Object.fromEntries(yes.map((id) => [id, true]));

/** Every subset of `all`. */
function subsets<T>(all: readonly T[]): T[][] {
  return all.reduce<T[][]>((found, each) => [...found, ...found.map((set) => [...set, each])], [[]]);
}

describe('quorums', () => {
  it('P5.2: a majority of n is more than half, for every n', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((n) => paperRules.quorumSize(n))).toEqual([1, 2, 2, 3, 3, 4, 4]);
    for (let n = 1; n <= 7; n += 1) {
      const config = simple(ids(n));
      for (const yes of subsets(ids(n))) expect(hasQuorum(paperRules, config, yesOf(yes))).toBe(yes.length * 2 > n);
    }
  });

  it('P5.2: any two quorums share a node', () => {
    for (let n = 1; n <= 5; n += 1) {
      const quorums = subsets(ids(n)).filter((yes) => hasQuorum(paperRules, simple(ids(n)), yesOf(yes)));
      for (const a of quorums) for (const b of quorums) expect(a.some((id) => b.includes(id))).toBe(true);
    }
  });

  it('P6: a joint quorum is a majority of the old and of the new, and meets every quorum of either', () => {
    const joint: Configuration = { voters: ['S1', 'S2', 'S3'], votersOutgoing: ['S3', 'S4', 'S5', 'S6'], learners: [] };
    const quorumsOf = (config: Configuration): NodeId[][] =>
      subsets(ids(6)).filter((yes) => hasQuorum(paperRules, config, yesOf(yes)));
    const both = quorumsOf(joint);
    expect(both.length).toBeGreaterThan(0);
    for (const half of [simple(joint.voters), simple(joint.votersOutgoing)]) {
      for (const a of both) for (const b of quorumsOf(half)) expect(a.some((id) => b.includes(id))).toBe(true);
    }
    expect(hasQuorum(paperRules, joint, yesOf(['S1', 'S2', 'S4', 'S5']))).toBe(false);
  });

  it('P5.2: a no is no yes, and learners have no say', () => {
    const config: Configuration = { voters: ids(3), votersOutgoing: [], learners: ['S4', 'S5'] };
    expect(hasQuorum(paperRules, config, { S1: true, S2: false, S4: true, S5: true })).toBe(false);
  });

  it('P5.3: the index that a quorum holds is the highest for which there is a quorum', () => {
    const config: Configuration = { voters: ids(4), votersOutgoing: ids(3, 3), learners: [] };
    const voters = allVoters(config);
    for (let code = 0; code < 3 ** voters.length; code += 1) {
      const match = Object.fromEntries(voters.map((id, i) => [id, Math.floor(code / 3 ** i) % 3]));
      const byVotes = [2, 1, 0].find((index) =>
        hasQuorum(paperRules, config, yesOf(voters.filter((id) => (match[id] ?? 0) >= index))),
      );
      expect(quorumIndex(paperRules, config, (id) => match[id] ?? 0, null)).toBe(byVotes);
    }
  });

  it('P6: members are named once, whichever parts of the configuration they are in', () => {
    const config: Configuration = { voters: ['S1', 'S2'], votersOutgoing: ['S2', 'S3'], learners: ['S4'] };
    expect(otherMembers(config, 'S1')).toEqual(['S2', 'S3', 'S4']);
    expect(allVoters(config)).toEqual(['S1', 'S2', 'S3']);
  });
});
