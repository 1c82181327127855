import { describe, expect, it } from 'vitest';
import { mayMove } from './motionGate.ts';

const at = (eventCount: number, branch = 0) => ({ eventCount, branch });

describe('motion', () => {
  it('follows playing and single steps', () => {
    expect(mayMove(at(10), at(13), true)).toBe(true);
    expect(mayMove(at(10), at(11), false)).toBe(true);
  });

  it('never follows scrubbing, going back, jumps or a change of branch', () => {
    expect(mayMove(at(10), at(13), false)).toBe(false);
    expect(mayMove(at(10), at(9), true)).toBe(false);
    expect(mayMove(at(10), at(10), true)).toBe(false);
    expect(mayMove(at(10), at(500), true)).toBe(false);
    expect(mayMove(at(10), at(11, 1), true)).toBe(false);
  });
});
