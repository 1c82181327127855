import { describe, expect, it } from 'vitest';
import type { Envelope } from '../trace/event.ts';
import type { NetworkSettings } from '../trace/command.ts';
import { defaultNetwork } from '../trace/run.ts';
import { createNetwork, partition, cutLinks, post, setLink, strayCopy, type Network } from './network.ts';
import { Driver, setupOf } from './testDriver.ts';
import type { Message } from '../raft/types.ts';

const ids = ['S1', 'S2', 'S3'];
const message: Message = { type: 'RequestVoteReply', from: 'S1', to: 'S2', term: 1, voteGranted: true };

/** Posts one message; what becomes of it, and of its stray copy, is added to `out`. */
function send(network: Network, content: Message, now: number, out: Envelope[]): void {
  const first = post(network, content, now, 1);
  const copy = strayCopy(network, first, now);
  out.push(first, ...(copy === null ? [] : [copy]));
}

/** What becomes of `count` messages of one link, one sent each ms. */
function sendMany(count: number, settings: Partial<NetworkSettings>, link: Partial<NetworkSettings> | null = null): Envelope[] {
  const network = createNetwork(ids, { ...defaultNetwork, ...settings }, 5);
  if (link !== null) setLink(network, { from: 'S1', to: 'S2' }, link);
  const out: Envelope[] = [];
  for (let i = 0; i < count; i += 1) send(network, message, i, out);
  return out;
}

const arrivals = (sent: readonly Envelope[]): number[] => sent.map(({ deliverAt }) => deliverAt ?? -1);
const falls = (times: readonly number[]): number => times.filter((time, i) => i > 0 && time < (times[i - 1] ?? 0)).length;

describe('a link', () => {
  it('takes a latency within its range, to the microsecond, over the whole range', () => {
    const delays = sendMany(2000, { latencyMs: [10, 15] }).map(({ sentAt, deliverAt }) => (deliverAt ?? 0) - sentAt);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10 - 1e-9);
    expect(Math.max(...delays)).toBeLessThanOrEqual(15 + 1e-9);
    expect(Math.min(...delays)).toBeLessThan(10.05);
    expect(Math.max(...delays)).toBeGreaterThan(14.95);
    for (const time of arrivals(sendMany(50, {}))) expect(Math.round(time * 1000) / 1000).toBe(time);
  });

  it('loses about as many as it is told to', () => {
    const lost = sendMany(10_000, { loss: 0.2 }).filter((envelope) => envelope.lost === 'loss').length;
    // Standard deviation: 40.
    expect(Math.abs(lost - 2000)).toBeLessThan(160);
    expect(sendMany(100, { loss: 0 }).some(({ lost: why }) => why !== null)).toBe(false);
    expect(sendMany(100, { loss: 1 }).every(({ lost: why }) => why === 'loss')).toBe(true);
  });

  it('duplicates about as many as it is told to, also lost ones, and each copy takes its own time', () => {
    const sent = sendMany(10_000, { duplicate: 0.1, loss: 0.5 });
    const copies = sent.filter(({ copyOf }) => copyOf !== null);
    expect(Math.abs(copies.length - 1000)).toBeLessThan(120);
    const originals = new Map(sent.map((envelope) => [envelope.id, envelope]));
    expect(copies.every(({ copyOf }) => originals.get(copyOf ?? 0)?.copyOf === null)).toBe(true);
    expect(copies.filter(({ copyOf, deliverAt }) => originals.get(copyOf ?? 0)?.deliverAt === deliverAt).length).toBeLessThan(5);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
  });

  it('may overtake with reorder on, and keeps the order with it off, copies included', () => {
    expect(falls(arrivals(sendMany(2000, { latencyMs: [5, 50], reorder: true })))).toBeGreaterThan(500);
    expect(falls(arrivals(sendMany(2000, { latencyMs: [5, 50], reorder: false })))).toBe(0);
    const withCopies = sendMany(2000, { latencyMs: [5, 50], reorder: false, duplicate: 0.3, loss: 0.3 });
    expect(falls(arrivals(withCopies))).toBe(0);
  });

  it('keeps the order also when it gets faster', () => {
    const network = createNetwork(ids, { ...defaultNetwork, latencyMs: [100, 100], reorder: false }, 5);
    const out: Envelope[] = [];
    send(network, message, 0, out);
    setLink(network, null, { latencyMs: [1, 1] });
    send(network, message, 1, out);
    expect(arrivals(out)).toEqual([100, 100]);
  });

  it('has settings of its own, until the network’s are set for all', () => {
    expect(sendMany(50, { loss: 0 }, { loss: 1 }).every(({ lost }) => lost === 'loss')).toBe(true);
    const network = createNetwork(ids, defaultNetwork, 5);
    setLink(network, { from: 'S1', to: 'S2' }, { loss: 1 });
    const out: Envelope[] = [];
    send(network, { ...message, from: 'S2', to: 'S1' }, 0, out);
    setLink(network, null, { duplicate: 0 });
    send(network, message, 0, out);
    expect(out.map(({ lost }) => lost)).toEqual([null, null]);
  });
});

describe('FIFO links of a whole cluster', () => {
  it('deliver in the order of sending, in every direction', () => {
    const driver = new Driver(setupOf({ size: 5, network: { latencyMs: [1, 80], reorder: false, duplicate: 0.2, loss: 0.1 } }));
    for (let i = 0; i < 50; i += 1) {
      driver.propose(driver.leader(20_000), { set: ['x', String(i)] });
      driver.pass(40);
    }
    const last = new Map<string, number>();
    let deliveries = 0;
    for (const { message: envelope, kind } of driver.events) {
      if (kind !== 'deliver' || envelope === null) continue;
      const link = `${envelope.message.from}-${envelope.message.to}`;
      expect(envelope.id).toBeGreaterThan(last.get(link) ?? 0);
      last.set(link, envelope.id);
      deliveries += 1;
    }
    expect(deliveries).toBeGreaterThan(500);
  });
});

describe('a cut', () => {
  /** A leader and one of its followers. */
  function pair(): { driver: Driver; leader: string; follower: string } {
    const driver = new Driver(setupOf());
    const leader = driver.leader();
    driver.pass(100);
    return { driver, leader, follower: leader === 'S1' ? 'S2' : 'S1' };
  }

  it('loses what is sent into it, in its direction only', () => {
    const { driver, leader, follower } = pair();
    driver.do({ type: 'cut', links: [{ from: leader, to: follower }] });
    const sent = driver.pass(120).flatMap((event) => event.sent);
    const into = sent.filter(({ message: m }) => m.from === leader && m.to === follower);
    expect(into.length).toBeGreaterThan(1);
    expect(into.every(({ lost }) => lost === 'cut')).toBe(true);
    expect(sent.filter(({ message: m }) => m.to !== follower).every(({ lost }) => lost === null)).toBe(true);
  });

  it('takes what is in flight if it is still there on delivery', () => {
    const { driver, leader, follower } = pair();
    driver.do({ type: 'heartbeat', node: leader });
    const [flying] = driver.flying({ from: leader, to: follower }).slice(-1);
    driver.do({ type: 'cut', links: [{ from: leader, to: follower }] });
    const event = driver.pass(16).find(({ message: m }) => m?.id === flying?.id);
    expect(event).toMatchObject({ kind: 'lost', node: follower, message: { lost: 'cut' } });
  });

  it('leaves what is in flight alone if it is healed before delivery', () => {
    const { driver, leader, follower } = pair();
    driver.do({ type: 'heartbeat', node: leader });
    const [flying] = driver.flying({ from: leader, to: follower }).slice(-1);
    driver.do({ type: 'cut', links: [{ from: leader, to: follower }] });
    driver.pass(5);
    driver.do({ type: 'heal', links: [{ from: leader, to: follower }] });
    const event = driver.pass(16).find(({ message: m }) => m?.id === flying?.id);
    expect(event).toMatchObject({ kind: 'deliver', node: follower });
  });

  it('between groups leaves a node in no group alone, and replaces every cut before', () => {
    const network = createNetwork(['A', 'B', 'C', 'D'], defaultNetwork, 1);
    partition(network, [['A', 'B']]);
    const keys = (): string[] => cutLinks(network).map(({ from, to }) => from + to);
    expect(keys()).toEqual(['AC', 'AD', 'BC', 'BD', 'CA', 'CB', 'CD', 'DA', 'DB', 'DC']);
    partition(network, [['A', 'C', 'D'], ['B']]);
    expect(keys()).toEqual(['AB', 'BA', 'BC', 'BD', 'CB', 'DB']);
    partition(network, [['A', 'B', 'C', 'D']]);
    expect(keys()).toEqual([]);
  });

  it('is healed all at once, too', () => {
    const driver = new Driver(setupOf());
    driver.do({ type: 'partition', groups: [['S1'], ['S2', 'S3']] });
    expect(driver.simulation.conditions.cuts).toHaveLength(4);
    driver.do({ type: 'heal', links: null });
    expect(driver.simulation.conditions.cuts).toEqual([]);
  });
});

describe('a message in flight', () => {
  /** S1 has asked S2 and S3 for their votes; links take 10 ms. */
  function asked(): { driver: Driver; ask: Envelope } {
    const driver = new Driver(setupOf({ network: { latencyMs: [10, 10] } }));
    driver.do({ type: 'campaign', node: 'S1' });
    driver.run(0);
    const ask = driver.flying({ to: 'S2' })[0];
    if (ask === undefined) throw new Error('no vote request');
    return { driver, ask };
  }

  it('is dropped', () => {
    const { driver, ask } = asked();
    expect(driver.do({ type: 'drop', message: ask.id })).toMatchObject({ removed: [ask.id], sent: [], cause: ask.sentBy });
    expect(driver.pass(10).filter(({ node }) => node === 'S2')).toEqual([]);
    expect(() => driver.do({ type: 'drop', message: ask.id })).toThrow(`Message ${ask.id} is not in flight any more.`);
  });

  it('is delivered at once', () => {
    const { driver, ask } = asked();
    driver.do({ type: 'deliver', message: ask.id });
    expect(driver.run(0)[0]).toMatchObject({ kind: 'deliver', node: 'S2', time: 0, message: { id: ask.id }, cause: ask.sentBy });
    expect(driver.pass(15).filter(({ message: m }) => m?.id === ask.id)).toEqual([]);
  });

  it('is delayed', () => {
    const { driver, ask } = asked();
    driver.do({ type: 'delay', message: ask.id, byMs: 7 });
    expect(driver.pass(50).find(({ message: m, kind }) => m?.id === ask.id && kind === 'deliver')?.time).toBe(17);
  });

  it('is doubled: both arrive', () => {
    const { driver, ask } = asked();
    const event = driver.do({ type: 'duplicate', message: ask.id });
    expect(event.sent).toMatchObject([{ copyOf: ask.id, message: ask.message }]);
    const at2 = driver.pass(10).filter(({ node, kind }) => node === 'S2' && kind === 'deliver');
    expect(at2.map(({ message: m }) => m?.copyOf)).toEqual([null, ask.id]);
  });

  it('is held until somebody lets it go', () => {
    const { driver, ask } = asked();
    driver.do({ type: 'hold', message: ask.id });
    driver.pass(100);
    expect(driver.flying({ to: 'S2', type: 'RequestVote' })).toMatchObject([{ id: ask.id, deliverAt: null }]);
    driver.do({ type: 'deliver', message: ask.id });
    expect(driver.run(driver.simulation.now).find(({ message: m }) => m?.id === ask.id)).toMatchObject({ kind: 'deliver', time: 100 });
  });
});

describe('settings', () => {
  it('are refused with a sentence when they are none', () => {
    const driver = new Driver(setupOf());
    const set = (settings: object): (() => unknown) => () => driver.do({ type: 'network', link: null, settings });
    expect(set({ loss: 1.5 })).toThrow('loss has to be a probability from 0 to 1, not 1.5.');
    expect(set({ duplicate: Number.NaN })).toThrow(/duplication has to be a probability/);
    expect(set({ latencyMs: [20, 10] })).toThrow('the latency has to be a range from low to high in ms, not 20 to 10.');
    expect(() => driver.do({ type: 'disk', settings: { fsyncMs: [-1, 0] } })).toThrow(/fsync delay/);
    expect(() => driver.do({ type: 'cut', links: [{ from: 'S1', to: 'S1' }] })).toThrow('S1 has no link to itself.');
    expect(() => driver.do({ type: 'partition', groups: [['S1'], ['S1', 'S2']] })).toThrow('S1 is in two groups; a node can be in one.');
    expect(driver.events).toEqual([]);
  });
});
