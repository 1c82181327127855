import { describe, expect, it } from 'vitest';
import { dragOutcome, pointOn, progressAt, trackBetween, waitingProgress } from './travel.ts';

const track = trackBetween({ x: 0, y: 0 }, { x: 200, y: 0 }, 40);

describe('a message’s way', () => {
  it('keeps clear of the discs and to the right of the link', () => {
    expect(track.a).toEqual({ x: 40, y: 6.5 });
    expect(track.b).toEqual({ x: 160, y: 6.5 });
    expect(trackBetween({ x: 200, y: 0 }, { x: 0, y: 0 }, 40).a.y).toBeCloseTo(-6.5);
    expect(track.angle).toBe(0);
    expect(pointOn(track, 0.5)).toEqual({ x: 100, y: 6.5 });
  });

  it('is gone along evenly in virtual time', () => {
    const message = { sentAt: 100, deliverAt: 140 };
    expect([90, 100, 110, 140, 150].map((now) => progressAt(message, now))).toEqual([0, 0, 0.25, 1, 1]);
    expect(progressAt({ sentAt: 100, deliverAt: null }, 500)).toBe(0.5);
    expect(progressAt({ sentAt: 100, deliverAt: 100 }, 100)).toBe(1);
  });

  it('has room for messages that wait side by side', () => {
    expect(waitingProgress(0, 1, 120)).toBe(0.5);
    const three = [0, 1, 2].map((i) => waitingProgress(i, 3, 120) * 120);
    expect(three).toEqual([36, 60, 84]);
    const many = Array.from({ length: 40 }, (_, i) => waitingProgress(i, 40, 120));
    expect(Math.min(...many)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...many)).toBeLessThanOrEqual(1);
  });
});

describe('a dragged message', () => {
  const message = { sentAt: 0, deliverAt: 40 };

  it('is dropped off its link', () => {
    expect(dragOutcome(message, track, { x: 100, y: 60 }, 20)).toEqual({ kind: 'drop' });
    expect(dragOutcome(message, track, { x: 60, y: 40 }, 20).kind).toBe('delay');
  });

  it('is delayed so that it is at the pointer now', () => {
    const outcome = dragOutcome(message, track, { x: 70, y: 0 }, 20);
    expect(outcome).toEqual({ kind: 'delay', byMs: 40 });
    expect(progressAt({ sentAt: 0, deliverAt: 40 + 40 }, 20)).toBeCloseTo(0.25);
  });

  it('does not hurry, and a waiting one has nothing to put off', () => {
    expect(dragOutcome(message, track, { x: 130, y: 0 }, 20)).toEqual({ kind: 'none' });
    expect(dragOutcome({ sentAt: 0, deliverAt: null }, track, { x: 50, y: 0 }, 20)).toEqual({ kind: 'none' });
  });
});
