import { describe, expect, it } from 'vitest';
import { commandNow } from '../../hosts/inline/drive.ts';
import { paperRules } from '../../raft/rules.ts';
import { freshCluster } from '../../trace/run.ts';
import { ByHand } from '../byHand.ts';

/** S1 and S2 each believe themselves to lead, and each is asked to make x from nothing. */
function twoLeaders(quorumSize: (voters: number) => number): ByHand {
  const world = new ByHand(freshCluster(2, { noOpOnElection: false }), { quorumSize });
  const ask = (to: string): void => {
    commandNow(world.simulation, world.host, { type: 'propose', to, command: { cas: ['x', null, to] } });
  };
  world.do('campaign', 'S1', 'S2');
  ask('S1');
  ask('S2');
  world.do('heartbeat', 'S1', 'S2');
  return world;
}

describe('invariant 15 on the real nodes', () => {
  it('is violated when each node is a quorum by itself, and names who said what', () => {
    const { checker } = twoLeaders(() => 1);
    expect(checker.linearizable).toBe('not');
    const violation = checker.violations.find(({ property }) => property === 'Linearizability');
    expect(violation).toMatchObject({
      detail:
        'compare-and-set absent → “S2” (request 2 to S2) answered true, but no order of the first 2 operations on x gives that: x could only be “S1”.',
      nodes: ['S2'],
    });
  });

  it('holds by the paper', () => {
    const { checker } = twoLeaders(paperRules.quorumSize);
    expect(checker.linearizable).toBe('linearizable');
    expect(checker.violations).toEqual([]);
  });
});
