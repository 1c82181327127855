import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../session/selectors/testFrame.ts';
import { defaultNetwork } from '../../../trace/run.ts';
import { appendEntries, envelopeOf, traceEvent } from '../../../trace/testEvent.ts';
import { ghostOpacity, lostHoldMs, lostMessages } from './lostMessages.ts';

const network = { ...defaultNetwork, latencyMs: [20, 20] as const };
const at = (time: number, eventCount: number) => frameOf([], { time, eventCount, network });
const lost = (id: number, sentAt: number) => envelopeOf(appendEntries(), { id, sentAt, deliverAt: sentAt + 20, lost: 'loss' });

describe('lost messages', () => {
  it('are seen travelling to their loss, then for a while', () => {
    const events = [traceEvent({ id: 1, time: 0, sent: [lost(7, 0)] })];
    expect(lostMessages(events, at(5, 1), 6)).toMatchObject([{ id: 7, at: 0.55, diedAt: 11 }]);
    expect(lostMessages(events, at(16, 1), 6)).toHaveLength(1);
    expect(lostMessages(events, at(18, 1), 6)).toHaveLength(0);
  });

  it('are only those of events that have happened', () => {
    const events = [traceEvent({ id: 5, time: 0, sent: [lost(7, 0)] }), traceEvent({ id: 6, time: 4, sent: [lost(8, 4)] })];
    expect(lostMessages(events, at(4, 5), 6).map(({ id }) => id)).toEqual([7]);
    expect(lostMessages(events, at(4, 6), 6).map(({ id }) => id)).toEqual([7, 8]);
  });

  it('show where they were dropped, and those that nobody was there to hear', () => {
    const envelope = envelopeOf(appendEntries(), { id: 3, sentAt: 0, deliverAt: 20 });
    const drop = traceEvent({ id: 1, time: 5, kind: 'command', command: { type: 'drop', message: 3 }, message: envelope });
    const unheard = traceEvent({ id: 2, time: 6, kind: 'lost', message: { ...envelope, id: 4 } });
    expect(lostMessages([drop, unheard], at(6, 2), 6)).toMatchObject([{ id: 3, at: 0.25 }, { id: 4, at: 1 }]);
  });

  it('of a manual run, where time stands still, stay for four events', () => {
    const manual = { ...network, mode: 'manual' as const };
    const events = [1, 2, 3, 4, 5].map((id) => traceEvent({ id, time: 0, sent: id === 1 ? [{ ...lost(7, 0), deliverAt: 0 }] : [] }));
    const shown = (eventCount: number) => lostMessages(events, frameOf([], { time: 0, eventCount, network: manual }), 6);
    expect(shown(4)).toHaveLength(1);
    expect(shown(5)).toHaveLength(0);
  });

  it('leave one cross where many died on the same way', () => {
    const events = [1, 2, 3].map((id) => traceEvent({ id, time: id, sent: [lost(10 + id, id)] }));
    expect(lostMessages(events, at(16, 3), 50).map(({ id }) => id)).toEqual([13]);
  });
});

it('a cross stays 600 ms of real time, within bounds, holding before it fades', () => {
  expect(lostHoldMs(network, 1 / 20)).toBe(30);
  expect(lostHoldMs(network, 1 / 1000)).toBe(6);
  expect(lostHoldMs(network, Infinity)).toBe(240);
  expect([100, 104, 106, 108].map((now) => ghostOpacity(now, 100, 8))).toEqual([1, 1, 0.5, 0]);
});
