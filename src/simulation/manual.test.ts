/** Manual mode: nothing happens by itself. SCENARIO.md, "Network modes" */
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../trace/event.ts';
import { Driver, setupOf } from './testDriver.ts';

const manual = (): Driver => new Driver(setupOf({ network: { mode: 'manual', loss: 1, duplicate: 1 }, disk: { fsyncMs: [20, 30] } }));

/** Delivers what is in flight now. */
function deliverAll(driver: Driver, wanted: (envelope: Envelope) => boolean = () => true): void {
  for (const envelope of driver.flying().filter(wanted)) {
    driver.do({ type: 'deliver', message: envelope.id });
    driver.run(Infinity);
  }
}

describe('manual mode', () => {
  it('fires no timer and lets no time pass', () => {
    const driver = manual();
    expect(driver.run(1_000_000)).toEqual([]);
    expect([driver.simulation.now, driver.simulation.nextEventAt()]).toEqual([0, null]);
  });

  it('keeps every message until it is delivered, without chance, and writes at once', () => {
    const driver = manual();
    driver.do({ type: 'campaign', node: 'S1' });
    expect(driver.run(Infinity)).toMatchObject([{ kind: 'disk', node: 'S1', time: 0 }]);
    expect(driver.flying()).toMatchObject([
      { deliverAt: null, lost: null, copyOf: null, message: { to: 'S2' } },
      { deliverAt: null, lost: null, copyOf: null, message: { to: 'S3' } },
    ]);
    driver.run(Infinity);
    expect(driver.flying()).toHaveLength(2);
  });

  it('elects and commits by hand', () => {
    const driver = manual();
    driver.do({ type: 'campaign', node: 'S1' });
    driver.run(Infinity);
    for (let round = 0; round < 4; round += 1) deliverAll(driver);
    expect(driver.node('S1')).toMatchObject({ role: 'leader', commitIndex: 1 });
    expect(driver.node('S2').commitIndex).toBe(0);
    driver.do({ type: 'heartbeat', node: 'S1' });
    deliverAll(driver);
    expect(driver.node('S2').commitIndex).toBe(1);
  });

  it('moves clocks when told, and still fires no timer', () => {
    const driver = manual();
    driver.do({ type: 'advance', node: 'S1', byMs: 5000 });
    driver.do({ type: 'advance', node: null, byMs: 100 });
    expect(driver.run(Infinity)).toEqual([]);
    driver.do({ type: 'campaign', node: 'S1' });
    expect(driver.node('S1').electionDeadline).toBe(5100 + driver.node('S1').electionTimeoutMs);
    expect(driver.simulation.now).toBe(0);
  });

  it('drops what is sent into a cut, and loses what is delivered over one', () => {
    const driver = manual();
    driver.do({ type: 'campaign', node: 'S1' });
    driver.run(Infinity);
    driver.do({ type: 'partition', groups: [['S1'], ['S2', 'S3']] });
    deliverAll(driver);
    expect(driver.events.filter(({ kind }) => kind === 'lost')).toHaveLength(2);
    driver.do({ type: 'campaign', node: 'S1' });
    const [write] = driver.run(Infinity);
    expect(write?.sent.map(({ lost }) => lost)).toEqual(['cut', 'cut']);
    expect(driver.flying()).toEqual([]);
  });

  it('doubles a message into another that waits', () => {
    const driver = manual();
    driver.do({ type: 'campaign', node: 'S1' });
    driver.run(Infinity);
    const [first] = driver.flying();
    driver.do({ type: 'duplicate', message: first?.id ?? 0 });
    expect(driver.flying().map(({ copyOf, deliverAt }) => [copyOf, deliverAt])).toEqual([[null, null], [null, null], [first?.id, null]]);
  });
});
