import { describe, expect, it } from 'vitest';
import { createChecker } from '../checking/checker.ts';
import { bootInline, commandNow, restoreInline, runOne } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { defaultClient, type ClientSettings } from '../trace/client.ts';
import type { RunCommand } from '../trace/command.ts';
import type { TraceEvent } from '../trace/event.ts';
import { defaultDisk, defaultNetwork, freshCluster } from '../trace/run.ts';
import { Simulation } from '../simulation/simulation.ts';

class Bench {
  readonly simulation: Simulation;
  readonly host: InlineHost;
  readonly events: TraceEvent[] = [];
  readonly violations: string[] = [];

  constructor(bugs: readonly string[] = [], seed = 3) {
    const cluster = { ...freshCluster(3), bugs };
    this.simulation = Simulation.create({ seed, cluster, network: defaultNetwork, disk: defaultDisk });
    this.host = InlineHost.of(cluster);
    bootInline(this.simulation, this.host);
    const checker = createChecker(cluster, this.simulation.observed);
    this.simulation.onEvent((event, observed) => {
      this.events.push(event);
      for (const { property } of checker.afterEvent(event, observed, this.simulation.requests)) this.violations.push(property);
    });
  }

  do(command: RunCommand): void {
    expect(this.simulation.whyNot(command)).toBeNull();
    commandNow(this.simulation, this.host, command);
  }

  start(client: string, settings: Partial<ClientSettings> = {}): void {
    this.do({ type: 'startClient', client, settings: { ...defaultClient, ...settings } });
  }

  run(ms: number): void {
    const until = this.simulation.now + ms;
    while (runOne(this.simulation, this.host, until));
  }

  get list(): readonly string[] {
    const dicts = this.simulation.observed.map(({ node }) => node?.dict.get('list') ?? []);
    return dicts.reduce((a, b) => (b.length > a.length ? b : a)) as readonly string[];
  }
}

const leaderOf = ({ simulation }: Bench): string =>
  simulation.observed.find(({ node }) => node?.role === 'leader')?.id ?? 'nobody';

describe('a client', () => {
  it('asks on and on, one operation at a time, and its intervals don’t overlap', () => {
    const bench = new Bench();
    bench.start('c1');
    bench.run(5000);
    const done = bench.simulation.operations.filter(({ outcome }) => outcome === 'ok');
    expect(done.length).toBeGreaterThan(8);
    for (const [i, { begunAt }] of done.entries()) {
      if (i > 0) expect(begunAt).toBeGreaterThanOrEqual(done[i - 1]?.endedAt ?? Infinity);
    }
    expect(bench.list).toEqual(done.map(({ number }) => `c1.${number}`));
  });

  it('P8: follows a redirect to the leader', () => {
    const bench = new Bench();
    bench.run(1000);
    const leader = leaderOf(bench);
    bench.start('c1');
    bench.start('c2');
    bench.start('c3');
    bench.run(1000);
    expect(bench.simulation.clients.map(({ target }) => target)).toEqual([leader, leader, leader]);
    const redirected = bench.events.filter(({ client }) => client?.did === 'hears' && client.reply?.leader === leader && client.reply.status === 'refused');
    expect(redirected.length).toBeGreaterThan(0);
  });

  it('tries another node after its time-out, and after the leader has crashed', () => {
    const bench = new Bench();
    bench.run(1000);
    bench.start('c1');
    bench.run(1000);
    const before = bench.simulation.operations.length;
    bench.do({ type: 'crash', node: leaderOf(bench) });
    bench.run(4000);
    expect(bench.simulation.operations.length).toBeGreaterThan(before + 3);
    expect(bench.violations).toEqual([]);
  });

  it.each([1, 2, 3, 4])('T6.3: retries take effect once, though requests and answers are lost (seed %i)', (seed) => {
    const bench = new Bench([], seed);
    for (const client of ['c1', 'c2']) bench.start(client, { loss: 0.3, timeoutMs: 80, thinkMs: [5, 20] });
    bench.run(6000);
    expect(bench.simulation.operations.some(({ requests }) => requests.length > 1)).toBe(true);
    expect(new Set(bench.list).size).toBe(bench.list.length);
    expect(bench.violations).toEqual([]);
  });

  it('T6.3: with deduplication broken, the same clients see an append twice', () => {
    const bench = new Bench(['no-deduplication']);
    for (const client of ['c1', 'c2']) bench.start(client, { loss: 0.3, timeoutMs: 80, thinkMs: [5, 20] });
    bench.run(6000);
    expect(new Set(bench.list).size).toBeLessThan(bench.list.length);
    expect(bench.violations).toContain('Linearizability');
  });

  it('reads in between when told to, and is told the truth', () => {
    const bench = new Bench();
    for (const reads of ['log', 'readIndex'] as const) bench.start(`c-${reads}`, { reads });
    bench.run(5000);
    const reads = bench.simulation.operations.filter(({ asks }) => asks.op === 'read');
    expect(reads.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThan(5);
    expect(bench.violations).toEqual([]);
  });

  it('stops, with its open operation given up, and can begin again where it was', () => {
    const bench = new Bench();
    bench.run(1000);
    bench.start('c1', { thinkMs: [0, 1] });
    bench.run(300);
    bench.do({ type: 'stopClient', client: 'c1' });
    const { length } = bench.simulation.operations;
    bench.run(1000);
    expect(bench.simulation.operations.length).toBe(length);
    expect(bench.simulation.operations.every(({ outcome }) => outcome !== 'open')).toBe(true);
    bench.start('c1');
    bench.run(1000);
    expect(bench.simulation.operations.at(length)?.number).toBe((bench.simulation.operations[length - 1]?.number ?? 0) + 1);
    expect(bench.violations).toEqual([]);
  });

  it('is part of the run: the same from a checkpoint, and from its commands', () => {
    const bench = new Bench();
    for (const client of ['c1', 'c2']) bench.start(client, { loss: 0.2, timeoutMs: 80 });
    bench.run(2000);
    const checkpoint = bench.simulation.checkpoint();
    bench.run(1000);
    const host = InlineHost.of(bench.simulation.setup.cluster);
    const again = restoreInline(checkpoint, host);
    while (runOne(again, host, bench.simulation.now));
    expect(again.operations).toEqual(bench.simulation.operations);
    const { commands, ...setup } = bench.simulation.run();
    const replay = Simulation.create(setup, commands);
    const third = InlineHost.of(setup.cluster);
    bootInline(replay, third);
    while (runOne(replay, third, bench.simulation.now));
    expect([replay.operations, replay.eventCount]).toEqual([bench.simulation.operations, bench.simulation.eventCount]);
  });

  it.each([
    ['time that stands still', { thinkMs: [0, 0], latencyMs: [0, 0] }, 'time would stand still'],
    ['a loss that is no probability', { loss: 2 }, 'probability'],
    ['no key', { key: '' }, 'key is empty'],
  ] as const)('is refused: %s', (_what, settings, reason) => {
    const { simulation } = new Bench();
    expect(simulation.whyNot({ type: 'startClient', client: 'c1', settings: { ...defaultClient, ...settings } })).toContain(reason);
    expect(simulation.whyNot({ type: 'stopClient', client: 'c1' })).toBe('There is no client c1 here.');
  });
});
