import { describe, expect, it } from 'vitest';
import { note } from '../../../raft/notes.ts';
import type { TraceEvent } from '../../../trace/event.ts';
import { appendEntries, envelopeOf, traceEvent } from '../../../trace/testEvent.ts';
import { feedRows, rowKey, type FeedFilter } from './feedRows.ts';

const all: FeedFilter = { node: null, decisionsOnly: false, foldHeartbeats: false };
const beat = (id: number): TraceEvent =>
  traceEvent({
    id,
    kind: 'timer',
    node: 'S5',
    notes: [note('heartbeatSent', 'sendsHeartbeats', { term: 4, peers: 2 })],
    sent: [envelopeOf(appendEntries()), envelopeOf(appendEntries(), { lost: 'cut' })],
  });
const heard = (id: number): TraceEvent =>
  traceEvent({
    id,
    message: envelopeOf(appendEntries()),
    notes: [note('heartbeatAccepted', 'resetsElectionTimer', { leader: 'S5', term: 4 })],
  });
const crash = (id: number): TraceEvent => traceEvent({ id, kind: 'command', node: 'S1', command: { type: 'crash', node: 'S1' } });
const written = (id: number): TraceEvent => traceEvent({ id, kind: 'disk' });
const events = [beat(1), heard(2), crash(3), beat(4), heard(5), beat(6), written(7)];
const keys = (count: number, filter: Partial<FeedFilter>, of = events) =>
  feedRows(of, count, { ...all, ...filter }).map(rowKey);

describe('the feed’s rows', () => {
  it('are the events in order, with the cursor after the last that has happened', () => {
    expect(keys(3, {})).toEqual(['e1', 'e2', 'e3', 'cursor', 'e4', 'e5', 'e6', 'e7']);
    expect(keys(7, {}).at(-1)).toBe('cursor');
    expect(keys(0, {})[0]).toBe('cursor');
  });

  it('fold heartbeats in a row, but never across the cursor', () => {
    expect(keys(7, { foldHeartbeats: true })).toEqual(['f1', 'e3', 'f4', 'e7', 'cursor']);
    expect(keys(5, { foldHeartbeats: true })).toEqual(['f1', 'e3', 'f4', 'cursor', 'f6', 'e7']);
  });

  it('count what a fold hides, losses too', () => {
    const lost = traceEvent({ id: 5, kind: 'lost', message: envelopeOf(appendEntries()) });
    const [fold] = feedRows([beat(3), beat(4), lost], 9, { ...all, foldHeartbeats: true });
    expect(fold).toMatchObject({ kind: 'fold', beats: 2, events: 3, lost: 3 });
  });

  it('can be those of one node, or decisions only', () => {
    expect(keys(7, { node: 'S5' })).toEqual(['e1', 'e4', 'e6', 'cursor']);
    expect(keys(7, { decisionsOnly: true })).toEqual(['e3', 'cursor']);
  });

  it('keep their keys when events are added', () => {
    expect(keys(7, { foldHeartbeats: true }, events.slice(0, 5))).toEqual(['f1', 'e3', 'f4', 'cursor']);
  });
});
