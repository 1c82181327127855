import { expect, test } from 'vitest';
import { toSegment } from './hit.ts';
import { commandOf } from './keys.ts';

test('the distance of a point from a stretch ends at its ends', () => {
  expect(toSegment(5, 3, 0, 0, 10, 0)).toBe(3);
  expect(toSegment(13, 4, 0, 0, 10, 0)).toBe(5);
  expect(toSegment(1, 1, 1, 1, 1, 1)).toBe(0);
});

test('the playhead’s keys are a slider’s, and leave the browser’s own alone', () => {
  const press = (key: string, is: Partial<KeyboardEvent> = {}) => commandOf({ key, altKey: false, ctrlKey: false, metaKey: false, ...is });
  expect(press('ArrowLeft')).not.toBeNull();
  expect(press('x')).toBeNull();
  expect(press('ArrowLeft', { altKey: true })).toBeNull();
});
