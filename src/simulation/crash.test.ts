import { describe, expect, it } from 'vitest';
import { defaultOptions, freshCluster } from '../trace/run.ts';
import { Driver, setupOf } from './testDriver.ts';

/** Three nodes with a leader, and a disk that from then on takes 20 ms. */
function slowDisks(): { driver: Driver; leader: string; followers: string[] } {
  const driver = new Driver(setupOf());
  const leader = driver.leader();
  driver.pass(200);
  driver.do({ type: 'disk', settings: { fsyncMs: [20, 20] } });
  const followers = driver.simulation.observed.map(({ id }) => id).filter((id) => id !== leader);
  return { driver, leader, followers };
}

describe('a crash', () => {
  it('P Fig. 2: loses what was not durable, and nothing else', () => {
    const { driver, leader } = slowDisks();
    const durable = structuredClone(driver.observed(leader).disk);
    expect(durable.log.entries.length).toBeGreaterThan(0);
    driver.propose(leader, { set: ['x', '1'] });
    expect(driver.node(leader).log.entries.length).toBe(durable.log.entries.length + 1);
    driver.pass(19);
    driver.do({ type: 'crash', node: leader });
    expect(driver.observed(leader)).toMatchObject({ status: 'down', node: null, disk: durable });
    driver.pass(500);
    expect(driver.observed(leader).disk).toEqual(durable);
    driver.do({ type: 'restart', node: leader });
    expect(driver.node(leader)).toMatchObject({ ...durable, role: 'follower', commitIndex: 0, lastApplied: 0 });
  });

  it('P Fig. 2: keeps what became durable a moment before', () => {
    const { driver, leader } = slowDisks();
    const before = driver.observed(leader).disk.log.entries.length;
    driver.propose(leader, { set: ['x', '1'] });
    driver.pass(20);
    driver.do({ type: 'crash', node: leader });
    expect(driver.observed(leader).disk.log.entries.length).toBe(before + 1);
  });

  it('P Fig. 2: takes the messages with it that waited for the disk', () => {
    const { driver, leader, followers } = slowDisks();
    const [victim = ''] = followers;
    driver.propose(leader, { set: ['x', '1'] });
    // Arrived at the follower, written, not yet durable.
    while (driver.node(victim).writes.length === 0) driver.one(Infinity);
    const taken = driver.node(victim).log.entries.length;
    driver.do({ type: 'crash', node: victim });
    const rest = driver.pass(100);
    const acks = rest.flatMap(({ sent }) => sent).filter(({ message }) => message.from === victim);
    expect(acks).toEqual([]);
    expect(driver.observed(victim).disk.log.entries.length).toBe(taken - 1);
  });

  it('P Fig. 2: without one, the acknowledgement leaves when the write is durable', () => {
    const { driver, leader, followers } = slowDisks();
    const [follower = ''] = followers;
    driver.propose(leader, { set: ['x', '1'] });
    while (driver.node(follower).writes.length === 0) driver.one(Infinity);
    const written = driver.simulation.now;
    const event = driver.run(written + 30).find(({ kind, node }) => kind === 'disk' && node === follower);
    expect(event?.time).toBe(written + 20);
    expect(event?.sent.map(({ message }) => message.type)).toEqual(['AppendEntriesReply']);
    const index = driver.observed(follower).disk.log.entries.length;
    expect(event?.sent[0]?.message).toMatchObject({ success: true, matchIndex: index });
  });

  it('P Fig. 2: a vote is not heard of before it is durable, and binds after the restart', () => {
    const driver = new Driver(setupOf({ disk: { fsyncMs: [20, 20] }, network: { latencyMs: [1, 1] } }));
    driver.do({ type: 'campaign', node: 'S1' });
    driver.pass(19);
    expect(driver.flying()).toEqual([]);
    driver.pass(1);
    expect(driver.flying({ type: 'RequestVote' })).toHaveLength(2);
    driver.pass(1);
    expect(driver.node('S2').votedFor).toBe('S1');
    driver.do({ type: 'crash', node: 'S2' });
    driver.pass(19);
    expect(driver.observed('S2').disk).toMatchObject({ currentTerm: 0, votedFor: null });
    driver.pass(5);
    driver.do({ type: 'crash', node: 'S3' });
    driver.do({ type: 'restart', node: 'S3' });
    expect(driver.node('S3')).toMatchObject({ currentTerm: 1, votedFor: 'S1' });
  });

  it('P8: leaves its clients without knowing', () => {
    const { driver, leader } = slowDisks();
    const request = driver.propose(leader, { set: ['x', '1'] });
    const event = driver.do({ type: 'crash', node: leader });
    expect(event.replies).toMatchObject([{ request, status: 'unknown' }]);
    expect(driver.simulation.requests.at(-1)).toMatchObject({ id: request, status: 'unknown', result: null });
  });

  it('is refused for a node that is down, and a restart for one that is up', () => {
    const driver = new Driver(setupOf());
    expect(() => driver.do({ type: 'restart', node: 'S1' })).toThrow('S1 is not down.');
    driver.do({ type: 'crash', node: 'S1' });
    expect(() => driver.do({ type: 'crash', node: 'S1' })).toThrow('S1 is down already.');
    expect(() => driver.do({ type: 'crash', node: 'S9' })).toThrow('There is no node S9 here; the nodes are S1, S2, S3.');
  });

  it('makes what is sent to the node a lost message, on delivery', () => {
    const driver = new Driver(setupOf());
    const leader = driver.leader();
    const victim = leader === 'S1' ? 'S2' : 'S1';
    driver.do({ type: 'crash', node: victim });
    const lost = driver.pass(100).filter(({ kind }) => kind === 'lost');
    expect(lost.length).toBeGreaterThan(0);
    for (const event of lost) expect(event).toMatchObject({ node: victim, message: { message: { to: victim }, lost: null } });
  });

  it('draws other timeouts in the next life', () => {
    const driver = new Driver(setupOf({ cluster: freshCluster(3, { ...defaultOptions, electionTimeoutMs: [1000, 90_000] }) }));
    const first = driver.node('S1').electionTimeoutMs;
    driver.do({ type: 'crash', node: 'S1' });
    driver.do({ type: 'restart', node: 'S1' });
    expect(driver.node('S1').electionTimeoutMs).not.toBe(first);
  });
});
