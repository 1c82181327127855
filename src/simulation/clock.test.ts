import { describe, expect, it } from 'vitest';
import { createPrng, nextBelow, nextMs } from '../base/prng.ts';
import { freshCluster } from '../trace/run.ts';
import { advanceClock, localTime, setRate, trueClock, virtualTime } from './clock.ts';
import { Driver, setupOf } from './testDriver.ts';

describe('a clock', () => {
  it('shows virtual time at first', () => {
    expect([localTime(trueClock(), 12.345), virtualTime(trueClock(), 12.345)]).toEqual([12.345, 12.345]);
  });

  it('never goes back, and wakes no deadline early by more than the rounding, whatever is done to it', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const prng = createPrng(seed);
      const clock = trueClock();
      let now = 0;
      let shown = 0;
      for (let i = 0; i < 30; i += 1) {
        now += nextMs(prng, 0, 200);
        const kind = nextBelow(prng, 3);
        if (kind === 0) setRate(clock, now, nextMs(prng, 0.1, 4));
        if (kind === 1) advanceClock(clock, nextMs(prng, 0, 50));
        const local = localTime(clock, now);
        expect(local).toBeGreaterThanOrEqual(shown - 0.0011);
        shown = local;
        const deadline = local + nextMs(prng, 0, 300);
        const at = virtualTime(clock, deadline);
        expect(at).toBeGreaterThanOrEqual(now - 0.0011);
        expect(Math.abs(localTime(clock, at) - deadline)).toBeLessThan(0.01);
      }
    }
  });
});

it('virtual time stays on whole microseconds, whatever it is told to run to', () => {
  const driver = new Driver(setupOf());
  for (let i = 0; i < 100; i += 1) {
    driver.pass(1 / 3);
    const { now } = driver.simulation;
    expect(now).toBe(Math.round(now * 1000) / 1000);
  }
  expect(driver.simulation.now).toBeCloseTo(33.3, 6);
});

describe('a node’s clock rate', () => {
  it('makes its timers run that much faster or slower in virtual time', () => {
    for (const rate of [0.5, 1, 2, 3]) {
      const driver = new Driver(setupOf({ cluster: freshCluster(1) }));
      const timeout = driver.node('S1').electionTimeoutMs;
      driver.do({ type: 'clockRate', node: 'S1', rate });
      expect(driver.simulation.timersOf('S1').electionAt).toBeCloseTo(timeout / rate, 2);
      const [fired] = driver.run(2000);
      expect(fired?.kind).toBe('timer');
      expect(fired?.time).toBeCloseTo(timeout / rate, 2);
      expect(driver.observed('S1').clockRate).toBe(rate);
    }
  });

  it('counts from the moment it is changed', () => {
    const driver = new Driver(setupOf({ cluster: freshCluster(1) }));
    const timeout = driver.node('S1').electionTimeoutMs;
    driver.pass(100);
    driver.do({ type: 'clockRate', node: 'S1', rate: 2 });
    expect(driver.pass(2000)[0]?.time).toBeCloseTo(100 + (timeout - 100) / 2, 2);
  });

  it('gives a leader with a fast clock more heartbeats', () => {
    const beats = (rate: number): number => {
      const driver = new Driver(setupOf());
      const leader = driver.leader();
      driver.do({ type: 'clockRate', node: leader, rate });
      return driver.pass(1000).filter(({ kind, node }) => kind === 'timer' && node === leader).length;
    };
    expect(beats(1)).toBe(20);
    expect(beats(2)).toBe(40);
  });

  it('has to be positive', () => {
    const driver = new Driver(setupOf());
    expect(() => driver.do({ type: 'clockRate', node: 'S1', rate: 0 })).toThrow('a clock rate has to be a number of at least 0.01, not 0.');
  });
});
