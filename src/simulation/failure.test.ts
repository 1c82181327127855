/** A node that throws is a crashed node, and the rest goes on. */
import { describe, expect, it } from 'vitest';
import { paperRules, type Rules } from '../raft/rules.ts';
import { Driver, setupOf } from './testDriver.ts';

/** Rules that throw when a command's entry of `term` is checked against the log. */
function throwing(): { rules: Rules; arm: () => void } {
  let armed = false;
  const rules: Rules = {
    ...paperRules,
    matchesPrevious: (have, previous) => {
      if (armed) {
        armed = false;
        throw new Error('the disk controller is on fire');
      }
      return paperRules.matchesPrevious(have, previous);
    },
  };
  return { rules, arm: () => (armed = true) };
}

describe('a node that throws', () => {
  it('is crashed, says why, and its work and its clients are answered', () => {
    const { rules, arm } = throwing();
    const driver = new Driver(setupOf(), [], rules);
    const leader = driver.leader();
    driver.pass(100);
    arm();
    const event = driver.pass(100).find(({ error }) => error !== null);
    expect(event).toMatchObject({ kind: 'deliver', error: 'the disk controller is on fire', sent: [], persist: [], notes: [] });
    const victim = event?.node ?? '';
    expect(victim).not.toBe(leader);
    expect(driver.observed(victim)).toMatchObject({ status: 'down', node: null, error: 'the disk controller is on fire' });
    expect(driver.simulation.timersOf(victim)).toEqual({ electionAt: null, heartbeatAt: null });
  });

  it('does not stop the others, and can be restarted', () => {
    const { rules, arm } = throwing();
    const driver = new Driver(setupOf(), [], rules);
    const leader = driver.leader();
    driver.pass(100);
    arm();
    driver.pass(100);
    const victim = driver.simulation.observed.find(({ status }) => status === 'down')?.id ?? '';
    const request = driver.propose(leader, { set: ['x', '1'] });
    driver.pass(100);
    expect(driver.simulation.requests[request - 1]).toMatchObject({ status: 'ok' });
    driver.do({ type: 'restart', node: victim });
    driver.pass(200);
    expect(driver.observed(victim)).toMatchObject({ status: 'up', error: null });
    expect(driver.node(victim).dict.get('x')).toBe('1');
  });

  it('when it leads, leaves its clients without knowing', () => {
    let armed = false;
    const rules: Rules = {
      ...paperRules,
      matchAfterAck: (match, acked) => {
        if (armed) throw new Error('boom');
        return paperRules.matchAfterAck(match, acked);
      },
    };
    const driver = new Driver(setupOf(), [], rules);
    const leader = driver.leader();
    driver.pass(100);
    const request = driver.propose(leader, { set: ['x', '1'] });
    armed = true;
    const event = driver.pass(40).find(({ error }) => error !== null);
    expect(event?.replies).toMatchObject([{ request, status: 'unknown', reason: `${leader} stopped: boom` }]);
    armed = false;
    driver.pass(2000);
    expect(driver.leader()).not.toBe(leader);
  });

  it('can throw while it starts', () => {
    const rules: Rules = { ...paperRules, mayCampaign: (config, id) => paperRules.mayCampaign(config, id) };
    const driver = new Driver(setupOf(), [], rules);
    driver.leader();
    driver.do({ type: 'crash', node: 'S1' });
    rules.mayCampaign = () => {
      throw new Error('no such file');
    };
    const event = driver.do({ type: 'restart', node: 'S1' });
    expect(event).toMatchObject({ kind: 'command', node: 'S1', error: 'no such file' });
    expect(driver.observed('S1').status).toBe('down');
  });
});
