import { describe, expect, it } from 'vitest';
import { Driver, setupOf } from './testDriver.ts';

/** Three nodes with a leader; `follower` has been paused for 1000 ms. */
function paused(disk = 0): { driver: Driver; leader: string; follower: string } {
  const driver = new Driver(setupOf());
  const leader = driver.leader();
  driver.pass(200);
  if (disk > 0) driver.do({ type: 'disk', settings: { fsyncMs: [disk, disk] } });
  const follower = leader === 'S1' ? 'S2' : 'S1';
  driver.do({ type: 'pause', node: follower });
  driver.pass(1000);
  return { driver, leader, follower };
}

describe('a paused process', () => {
  it('keeps its memory and handles nothing, not even its timer', () => {
    const { driver, follower } = paused();
    const before = structuredClone(driver.node(follower));
    const events = driver.pass(1000).filter(({ node }) => node === follower);
    expect(driver.node(follower)).toEqual(before);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['inbox']));
    expect(driver.simulation.timersOf(follower).electionAt).toBeLessThan(driver.simulation.now);
  });

  it('finds its messages in the order of arrival when it goes on, and handles them before its timers', () => {
    const { driver, follower } = paused();
    const waiting = driver.events.filter(({ kind, node }) => kind === 'inbox' && node === follower).map(({ message }) => message?.id);
    expect(waiting.length).toBeGreaterThan(10);
    const term = driver.node(follower).currentTerm;
    driver.do({ type: 'resume', node: follower });
    const now = driver.run(driver.simulation.now).filter(({ node }) => node === follower);
    expect(now.map(({ kind, message }) => [kind, message?.id])).toEqual(waiting.map((id) => ['deliver', id]));
    // Its election timer had run out long ago; the heartbeats that waited restart it.
    expect(driver.node(follower)).toMatchObject({ role: 'follower', currentTerm: term });
  });

  it('shows from outside what waits for it: in its inbox, after a resume, and at its disk', () => {
    const { driver, follower } = paused(20);
    const arrived = driver.events.filter(({ kind, node }) => kind === 'inbox' && node === follower).map(({ message }) => message?.id);
    expect(driver.simulation.waitingAt(follower).inbox).toEqual(arrived);
    driver.do({ type: 'resume', node: follower });
    expect(driver.simulation.waitingAt(follower).inbox).toEqual(arrived);
    driver.one(driver.simulation.now);
    driver.do({ type: 'pause', node: follower });
    driver.one(driver.simulation.now);
    expect(driver.simulation.waitingAt(follower).inbox.toSorted((a, b) => a - b)).toEqual(arrived.slice(1));
    driver.do({ type: 'campaign', node: 'S3' });
    expect(driver.simulation.waitingAt('S3').writes).toEqual(driver.events.at(-1)?.persist);
    driver.do({ type: 'crash', node: 'S3' });
    driver.do({ type: 'crash', node: follower });
    expect(driver.simulation.waitingAt('S3')).toEqual({ writes: [], inbox: [] });
    expect(driver.simulation.waitingAt(follower)).toEqual({ writes: [], inbox: [] });
  });

  it('campaigns at once when it goes on and nothing waits', () => {
    const driver = new Driver(setupOf({ size: 3 }));
    driver.do({ type: 'pause', node: 'S1' });
    driver.do({ type: 'cut', links: [{ from: 'S2', to: 'S1' }, { from: 'S3', to: 'S1' }] });
    driver.pass(1000);
    driver.do({ type: 'resume', node: 'S1' });
    const events = driver.run(driver.simulation.now);
    expect(events[0]).toMatchObject({ kind: 'timer', node: 'S1' });
  });

  it('has received what is in its inbox: a link cut meanwhile takes nothing of it away', () => {
    const { driver, leader, follower } = paused();
    const waiting = driver.events.filter(({ kind, node }) => kind === 'inbox' && node === follower).map(({ message }) => message?.id ?? 0);
    driver.do({ type: 'partition', groups: [[follower]] });
    driver.do({ type: 'resume', node: follower });
    const flying = driver.flying({ from: leader, to: follower }).map(({ id }) => id);
    expect(flying.filter((id) => waiting.includes(id))).toEqual([]);
    expect(() => driver.do({ type: 'drop', message: waiting[0] ?? 0 })).toThrow(/not in flight any more/);
    const now = driver.run(driver.simulation.now).filter(({ node }) => node === follower);
    expect(now.filter(({ kind }) => kind === 'deliver').map(({ message }) => message?.id)).toEqual(waiting);
    expect(now.filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  it('loses its inbox when it is killed, also in the moment after it went on', () => {
    for (const resumeFirst of [false, true]) {
      const { driver, follower } = paused();
      if (resumeFirst) driver.do({ type: 'resume', node: follower });
      driver.do({ type: 'crash', node: follower });
      driver.do({ type: 'restart', node: follower });
      const now = driver.run(driver.simulation.now).filter(({ node }) => node === follower);
      expect(now).toEqual([]);
    }
  });

  it('hears when it goes on of a write that became durable meanwhile, and only then sends what waited', () => {
    const driver = new Driver(setupOf({ disk: { fsyncMs: [20, 20] } }));
    driver.do({ type: 'campaign', node: 'S1' });
    driver.do({ type: 'pause', node: 'S1' });
    driver.pass(50);
    expect(driver.observed('S1').disk.votedFor).toBe('S1');
    expect(driver.flying({ from: 'S1' })).toEqual([]);
    driver.do({ type: 'resume', node: 'S1' });
    const [event] = driver.run(driver.simulation.now);
    expect(event).toMatchObject({ kind: 'disk', node: 'S1' });
    expect(event?.sent.map(({ message }) => message.type)).toEqual(['RequestVote', 'RequestVote']);
  });

  it('takes a client’s command out of its inbox, too', () => {
    const { driver, follower, leader } = paused();
    const request = driver.propose(follower, { set: ['x', '1'] });
    expect(driver.simulation.requests.at(-1)).toMatchObject({ id: request, status: 'pending' });
    driver.do({ type: 'resume', node: follower });
    driver.run(driver.simulation.now);
    expect(driver.simulation.requests.at(-1)).toMatchObject({ id: request, status: 'refused', leader });
  });

  it('can be paused again before it has handled its inbox, and keeps the order', () => {
    const { driver, follower } = paused();
    const waiting = driver.events.filter(({ kind, node }) => kind === 'inbox' && node === follower).map(({ message }) => message?.id);
    driver.do({ type: 'resume', node: follower });
    driver.do({ type: 'pause', node: follower });
    driver.run(driver.simulation.now);
    driver.do({ type: 'resume', node: follower });
    const now = driver.run(driver.simulation.now).filter(({ node, kind }) => node === follower && kind === 'deliver');
    expect(now.map(({ message }) => message?.id)).toEqual(waiting);
  });
});
