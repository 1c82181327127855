import { expect, test } from 'vitest';
import { frameOf } from '../../session/selectors/testFrame.ts';
import type { Envelope, TraceEvent } from '../../trace/event.ts';
import { eventToExplain } from './eventToExplain.ts';

const envelope = { id: 70 } as Envelope;
const event = (id: number, is: Partial<TraceEvent> = {}) => ({ id, sent: [], message: null, ...is }) as unknown as TraceEvent;
// The window begins at event 11; 12 sends message 70, 14 handles it.
const events = [event(11), event(12, { sent: [envelope] }), event(13), event(14, { message: envelope })];
const state = (eventCount: number, selection: Parameters<typeof eventToExplain>[0]['selection'] = null) =>
  eventToExplain({ events, frame: frameOf([], { eventCount }), selection })?.id ?? null;

test('with nothing selected it is the last event before the cursor', () => {
  expect(state(13)).toBe(13);
  expect(state(10)).toBeNull();
});

test('a selected event is itself, wherever the cursor is', () => {
  expect(state(13, { kind: 'event', event: 11 })).toBe(11);
});

test('a selected message is explained by what sent it, once handled by what handled it', () => {
  expect(state(13, { kind: 'message', message: 70 })).toBe(12);
  expect(state(14, { kind: 'message', message: 70 })).toBe(14);
  expect(state(11, { kind: 'message', message: 70 })).toBeNull();
});
