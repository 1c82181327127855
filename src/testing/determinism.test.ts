/** The same run gives the same trace: again, replayed, from a checkpoint, looked at on the way, in other slices of time. */
import { describe, expect, it } from 'vitest';
import { createPrng, nextBelow, nextMs } from '../base/prng.ts';
import { trouble } from '../cli/fuzz/fuzzRun.ts';
import { bootInline, commandNow, restoreInline, runOne, runUntil } from '../hosts/inline/drive.ts';
import { InlineHost } from '../hosts/inline/inlineHost.ts';
import { Simulation } from '../simulation/simulation.ts';
import type { TraceEvent } from '../trace/event.ts';
import { freshCluster, defaultNetwork, type Run, type RunSetup } from '../trace/run.ts';
import { createTraceHash, hashEvent, traceDigest } from '../trace/traceHash.ts';
import { dataDifference } from './dataDifference.ts';
import { replayRun, traceOfRun } from './replayRun.ts';

const SEEDS = Array.from({ length: 12 }, (_, i) => i + 1);

interface Recorded {
  readonly run: Run;
  readonly events: number;
  readonly trace: string;
  readonly end: ReturnType<Simulation['checkpoint']>;
}

/** A run full of trouble, as it was when it happened. */
function record(seed: number, events = 500): Recorded {
  const hash = createTraceHash();
  const watch = (simulation: Simulation): void => simulation.onEvent((event) => hashEvent(hash, event));
  const { simulation } = trouble(seed, { events, watch });
  return { run: simulation.run(), events: simulation.eventCount, trace: traceDigest(hash), end: simulation.checkpoint() };
}

function started(run: RunSetup, commands: Run['commands'] = []): { simulation: Simulation; host: InlineHost; digest: () => string } {
  const simulation = Simulation.create(run, commands);
  const host = new InlineHost();
  const hash = createTraceHash();
  simulation.onEvent((event) => hashEvent(hash, event));
  bootInline(simulation, host);
  return { simulation, host, digest: () => traceDigest(hash) };
}

/** The first place where two traces differ, in both. */
function firstDifference(a: readonly string[], b: readonly string[]): readonly unknown[] | null {
  const at = a.findIndex((event, i) => event !== b[i]);
  if (at >= 0) return [a[at], b[at]];
  return a.length === b.length ? null : [a.length, b.length];
}

describe('a run', () => {
  it('made twice gives the same trace', () => {
    for (const seed of SEEDS) expect(record(seed).trace).toBe(record(seed).trace);
  });

  it('of another seed gives another trace', () => {
    expect(new Set(SEEDS.map((seed) => record(seed, 200).trace)).size).toBe(SEEDS.length);
  });

  it('replayed from what was recorded gives the same trace and the same end, also after a way through JSON', () => {
    for (const seed of SEEDS) {
      const { run, events, trace, end } = record(seed);
      expect(traceOfRun(run, events)).toBe(trace);
      const parsed = JSON.parse(JSON.stringify(run)) as Run;
      expect(traceOfRun(parsed, events)).toBe(trace);
      const again = replayRun(run, events, () => undefined);
      // The setup of a replayed run is the run itself; all else is the same.
      expect(dataDifference({ ...again.checkpoint(), setup: null }, { ...end, setup: null })).toBeNull();
    }
  });

  it('records commands given between events of one moment at their place', () => {
    // Without latency everything that follows from a timer happens at its moment.
    const setup: RunSetup = { seed: 3, cluster: freshCluster(3), network: { ...defaultNetwork, latencyMs: [0, 0] }, disk: { fsyncMs: [0, 0] } };
    for (let place = 1; place <= 25; place += 1) {
      const { simulation, host, digest } = started(setup);
      while (simulation.eventCount < place) runOne(simulation, host, Infinity);
      commandNow(simulation, host, { type: 'crash', node: 'S2' });
      runOne(simulation, host, Infinity);
      commandNow(simulation, host, { type: 'restart', node: 'S2' });
      commandNow(simulation, host, { type: 'campaign', node: 'S2' });
      runUntil(simulation, host, 500);
      expect(traceOfRun(simulation.run(), simulation.eventCount)).toBe(digest());
    }
  });

  it('goes on from a checkpoint as if there had been none, as often as one likes', () => {
    for (const seed of SEEDS) {
      const { run, events } = record(seed);
      const whole: string[] = [];
      replayRun(run, events, (event) => whole.push(JSON.stringify(event)));
      const prng = createPrng(seed);
      const simulation = Simulation.create(run, run.commands);
      const host = new InlineHost();
      bootInline(simulation, host);
      const first: string[] = [];
      simulation.onEvent((event) => first.push(JSON.stringify(event)));
      for (let stop = 0; stop < 4; stop += 1) {
        const until = Math.min(events, simulation.eventCount + nextBelow(prng, 200));
        while (simulation.eventCount < until) runOne(simulation, host, Infinity);
        const checkpoint = simulation.checkpoint();
        const from = checkpoint.eventCount;
        for (const on of [new InlineHost(), new InlineHost()]) {
          const again = restoreInline(checkpoint, on);
          const rest: string[] = [];
          again.onEvent((event) => rest.push(JSON.stringify(event)));
          while (again.eventCount < events && runOne(again, on, Infinity));
          expect(firstDifference(rest, whole.slice(from)), `seed ${seed}, from event ${from}`).toBeNull();
        }
      }
      while (simulation.eventCount < events && runOne(simulation, host, Infinity));
      expect(firstDifference(first, whole), `seed ${seed}`).toBeNull();
    }
  });

  it('goes on from a checkpoint that went through structured cloning', () => {
    const { run, events, trace } = record(7);
    const { simulation, host } = started(run, run.commands);
    const hash = createTraceHash();
    const half = Math.floor(events / 2);
    simulation.onEvent((event) => hashEvent(hash, event));
    while (simulation.eventCount < half) runOne(simulation, host, Infinity);
    const posted = structuredClone(simulation.checkpoint());
    const on = new InlineHost();
    const again = restoreInline(posted, on);
    again.onEvent((event) => hashEvent(hash, event));
    while (again.eventCount < events && runOne(again, on, Infinity));
    expect(traceDigest(hash)).toBe(trace);
  });

  it('does not change by being looked at', () => {
    for (const seed of SEEDS) {
      const { run, events, trace } = record(seed);
      const { simulation, host, digest } = started(run, run.commands);
      const look = (): void => {
        simulation.nextEventAt();
        simulation.inFlight();
        simulation.lookahead(simulation.now + 100);
        simulation.run();
        simulation.whyNot({ type: 'crash', node: 'S1' });
        for (const { id } of simulation.observed) simulation.timersOf(id);
        if (simulation.eventCount % 25 === 0) JSON.stringify([simulation.conditions, simulation.requests, simulation.observed]);
      };
      simulation.onEvent(look);
      while (simulation.eventCount < events) {
        look();
        if (simulation.eventCount % 50 === 0) simulation.checkpoint();
        if (!runOne(simulation, host, Infinity)) break;
      }
      expect(digest()).toBe(trace);
    }
  });

  it('does not depend on the slices of time in which it is run', () => {
    const network = { ...defaultNetwork, loss: 0.05, duplicate: 0.05 };
    for (const seed of SEEDS.slice(0, 8)) {
      const setup: RunSetup = { seed, cluster: freshCluster(5), network, disk: { fsyncMs: [0, 10] } };
      const whole = started(setup);
      runUntil(whole.simulation, whole.host, 3000);
      const sliced = started(setup);
      const prng = createPrng(seed);
      while (sliced.simulation.now < 3000) {
        runUntil(sliced.simulation, sliced.host, Math.min(3000, sliced.simulation.now + nextMs(prng, 0.001, 40)));
      }
      expect(sliced.digest()).toBe(whole.digest());
    }
  });

  it('names for every event what happens next, and when', () => {
    for (const seed of SEEDS.slice(0, 8)) {
      const { run, events } = record(seed, 400);
      const { simulation, host } = started(run, run.commands);
      let last: TraceEvent | null = null;
      simulation.onEvent((event) => (last = event));
      for (let next = simulation.nextEventAt(); simulation.eventCount < events; next = simulation.nextEventAt()) {
        if (!runOne(simulation, host, Infinity)) break;
        expect((last as TraceEvent | null)?.time).toBe(next);
      }
    }
  });

  it('has causes that come before their effects, ids without gaps and times that never fall', () => {
    for (const seed of SEEDS) {
      const { run, events } = record(seed);
      let [id, time] = [0, 0];
      replayRun(run, events, (event) => {
        expect(event.id).toBe(id + 1);
        expect(event.time).toBeGreaterThanOrEqual(time);
        expect(event.time).toBe(Math.round(event.time * 1000) / 1000);
        if (event.cause !== null) expect(event.cause >= 1 && event.cause < event.id).toBe(true);
        for (const envelope of event.sent) {
          expect(envelope.sentBy).toBeLessThanOrEqual(event.id);
          if (envelope.deliverAt !== null) expect(envelope.deliverAt).toBeGreaterThanOrEqual(event.time);
        }
        [id, time] = [event.id, event.time];
      });
    }
  });
});
